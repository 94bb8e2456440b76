#include "fixed_point.h"
#include "kernels_ref.h"

/* Exponents are Q5.26, exponentials Q0.31, their sum Q12.19. */
#define SUM_INTEGER_BITS 12

/* A sum of 512: from there on every output is below half of 1/256 and rounds to 0. */
#define SUM_LIMIT (512 << (31 - SUM_INTEGER_BITS))

static int32_t exponential(const ti_softmax_record *record, int32_t diff)
{
    return ti_exp_on_negative_values(ti_requantize(diff, record->input_multiplier, record->input_shift));
}

static int32_t largest(const int8_t *row, int32_t depth)
{
    int32_t max = -128;
    for (int32_t i = 0; i < depth; i++) {
        max = row[i] > max ? row[i] : max;
    }

    return max;
}

static int32_t leading_zeros(int32_t x)
{
    int32_t count = 0;
    for (uint32_t bits = (uint32_t)x; (bits & 0x80000000u) == 0 && count < 32; bits <<= 1) {
        count++;
    }

    return count;
}

/* output[r, i] = e^(beta * scale * (input[r, i] - max)) / sum over the row. The output's scale is 1/256, its zero point -128. */
static void softmax_row(const ti_softmax_record *record, const int8_t *input, int8_t *output)
{
    int32_t depth = record->depth;
    int32_t max = largest(input, depth);
    int32_t sum = 0;
    for (int32_t i = 0; i < depth && sum < SUM_LIMIT; i++) {
        int32_t diff = input[i] - max;
        if (diff >= record->diff_min) {
            sum += ti_rounding_divide_by_power_of_two(exponential(record, diff), SUM_INTEGER_BITS);
        }
    }

    /* sum = 2^(SUM_INTEGER_BITS - headroom) * (1 + fraction), so the quotient by it is a product and a shift. */
    int32_t headroom = leading_zeros(sum);
    int32_t fraction = (int32_t)(((uint32_t)sum << headroom) - 0x80000000u);
    int32_t reciprocal = ti_one_over_one_plus_x(fraction);
    int32_t output_shift = SUM_INTEGER_BITS - headroom + 31 - 8;
    int32_t smallest = sum < SUM_LIMIT ? record->diff_min : 1;
    for (int32_t i = 0; i < depth; i++) {
        int32_t diff = input[i] - max;
        int32_t result = -128;
        if (diff >= smallest) {
            int32_t quotient = ti_high_mul(reciprocal, exponential(record, diff));
            result += ti_rounding_divide_by_power_of_two(quotient, output_shift);
        }

        output[i] = (int8_t)ti_clamp(result, -128, 127);
    }
}

void ti_softmax_s8_ref(const void *record_start, const ti_call *call)
{
    const ti_softmax_record *record = record_start;
    for (int32_t row = 0; row < record->rows; row++) {
        int32_t start = row * record->depth;
        softmax_row(record, call->arena + record->input_start + start, call->arena + record->output_start + start);
    }
}
