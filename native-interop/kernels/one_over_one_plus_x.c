#include "fixed_point.h"
#include "kernel.h"

/* Q2.29. */
#define ONE (1 << 29)
#define FORTY_EIGHT_SEVENTEENTHS 1515870810
#define MINUS_THIRTY_TWO_SEVENTEENTHS (-1010580540)

static int32_t saturating_left_shift(int32_t x, int32_t shift)
{
    int32_t limit = INT32_MAX >> shift;
    return x > limit ? INT32_MAX : x < -limit ? INT32_MIN : x * (1 << shift);
}

/*
 * Three Newton steps find 2 / (1 + x), the reciprocal of half the denominator, in Q2.29. Read as Q1.30 that is 1 / (1 + x), which is
 * then brought to Q0.31.
 */
int32_t ti_one_over_one_plus_x(int32_t x)
{
    int32_t half_denominator = (int32_t)(((int64_t)x + INT32_MAX + 1) >> 1);
    int32_t reciprocal = FORTY_EIGHT_SEVENTEENTHS + ti_high_mul(half_denominator, MINUS_THIRTY_TWO_SEVENTEENTHS);
    for (int32_t step = 0; step < 3; step++) {
        int32_t error = ONE - ti_high_mul(half_denominator, reciprocal);
        reciprocal += saturating_left_shift(ti_high_mul(reciprocal, error), 2);
    }

    return saturating_left_shift(reciprocal, 1);
}
