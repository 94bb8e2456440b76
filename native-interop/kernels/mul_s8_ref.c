#include "kernels_ref.h"

/* output = requantize((input1 - zero point 1) * (input2 - zero point 2)). */
void ti_mul_s8_ref(const void *record_start, const ti_call *call)
{
    const ti_binary_record *record = record_start;
    int8_t *output = call->arena + record->output_start;
    for (int32_t o = 0; o < record->outer; o++) {
        const int8_t *input1 = call->arena + record->input1_start + o * record->input1_outer_stride;
        const int8_t *input2 = call->arena + record->input2_start + o * record->input2_outer_stride;
        for (int32_t i = 0; i < record->inner; i++) {
            int32_t value1 = input1[i * record->input1_inner_stride] - record->input1_zero_point;
            int32_t value2 = input2[i * record->input2_inner_stride] - record->input2_zero_point;
            int32_t result = ti_requantize(value1 * value2, record->output_multiplier, record->output_shift);
            *output++ = ti_activate(result, record->output_zero_point, record->activation_min, record->activation_max);
        }
    }
}
