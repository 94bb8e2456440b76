#include "fixed_point.h"
#include "kernel.h"

#define INTEGER_BITS 5
#define BITS_BELOW_ONE_QUARTER (29 - INTEGER_BITS)
#define ONE_QUARTER (1 << BITS_BELOW_ONE_QUARTER)

/* Q0.31. */
#define ONE_EIGHTH (1 << 28)
#define ONE_THIRD 715827883
#define EXP_MINUS_ONE_EIGHTH 1895147668

/* Taylor around -1/8: e^(-1/8) * (1 + y + y^2/2 + y^3/6 + y^4/24) with y = x + 1/8. */
static int32_t exp_between_minus_one_quarter_and_zero(int32_t x)
{
    int32_t y = x + ONE_EIGHTH;
    int32_t y2 = ti_high_mul(y, y);
    int32_t y3 = ti_high_mul(y2, y);
    int32_t y4 = ti_high_mul(y2, y2);
    int32_t third = ti_high_mul(ti_rounding_divide_by_power_of_two(y4, 2) + y3, ONE_THIRD);
    int32_t higher_terms = ti_rounding_divide_by_power_of_two(third + y2, 1);
    return EXP_MINUS_ONE_EIGHTH + ti_high_mul(EXP_MINUS_ONE_EIGHTH, y + higher_terms);
}

/*
 * x is split into a part in [-1/4, 0), whose exponential is a polynomial, and a multiple of -1/4, whose exponential is a product of
 * e^(-2^k / 4), one for each bit.
 */
int32_t ti_exp_on_negative_values(int32_t x)
{
    static const int32_t factors[] = { 1672461947, 1302514674, 790015084, 290630308, 39332535, 720401, 242 };
    if (x == 0) {
        return INT32_MAX;
    }

    int32_t fraction = (x & (ONE_QUARTER - 1)) - ONE_QUARTER;
    uint32_t quarters = ((uint32_t)fraction - (uint32_t)x) >> BITS_BELOW_ONE_QUARTER;
    int32_t result = exp_between_minus_one_quarter_and_zero(fraction * (1 << INTEGER_BITS));
    for (const int32_t *factor = factors; quarters != 0 && factor != factors + 7; factor++) {
        result = (quarters & 1) != 0 ? ti_high_mul(result, *factor) : result;
        quarters >>= 1;
    }

    return result;
}
