#include "kernels_opt.h"
#include "opt.h"

/* A product of two differences of 9 bits is in [-2^17, 2^17] and suits ti_requantize_s8. */
int32_t ti_mul_s8_opt_can(const void *record_start, const uint8_t *model)
{
    const ti_binary_record *record = record_start;
    (void)model;
    return record->output_shift <= -1 && record->output_shift >= -TI_MOST_RIGHT_SHIFT;
}

void ti_mul_s8_opt(const void *record_start, const ti_call *call)
{
    const ti_binary_record *record = record_start;
    int32_t zero_point1 = record->input1_zero_point;
    int32_t zero_point2 = record->input2_zero_point;
    int32_t multiplier = record->output_multiplier;
    int32_t right_shift = ti_right_shift(&record->output_shift);
    int32_t addend = ti_addend((uint32_t)(2 * (record->output_zero_point + 128) + 1), right_shift);
    int32_t step1 = record->input1_inner_stride;
    int32_t step2 = record->input2_inner_stride;
    int8_t *output = call->arena + record->output_start;

    for (int32_t o = 0; o < record->outer; o++) {
        const int8_t *input1 = call->arena + record->input1_start + o * record->input1_outer_stride;
        const int8_t *input2 = call->arena + record->input2_start + o * record->input2_outer_stride;
        for (int8_t *end = output + record->inner; output != end; ) {
            int32_t product = (*input1 - zero_point1) * (*input2 - zero_point2);
            *output++ = (int8_t)ti_requantize_s8(ti_scaled(product, 0), multiplier, addend, right_shift);
            input1 += step1;
            input2 += step2;
        }
    }

    ti_clamp_outputs_s8(call->arena + record->output_start, record->outer * record->inner, record->activation_min, record->activation_max);
}
