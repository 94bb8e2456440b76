#include "kernels_ref.h"

/* Operands are scaled up by 2^20 before they are brought to a common scale. */
#define LEFT_SHIFT 20

/*
 * ADD and SUB: output = requantize(requantize1(2^20 * (input1 - zero point 1)) +- requantize2(2^20 * (input2 - zero point 2))).
 * The operands' multipliers bring both to twice the larger input scale; the output's takes the 2^20 back. Sums wrap.
 */
void ti_add_s8_ref(const void *record_start, const ti_call *call)
{
    const ti_binary_record *record = record_start;
    int8_t *output = call->arena + record->output_start;
    for (int32_t o = 0; o < record->outer; o++) {
        const int8_t *input1 = call->arena + record->input1_start + o * record->input1_outer_stride;
        const int8_t *input2 = call->arena + record->input2_start + o * record->input2_outer_stride;
        for (int32_t i = 0; i < record->inner; i++) {
            int32_t value1 = (input1[i * record->input1_inner_stride] - record->input1_zero_point) * (1 << LEFT_SHIFT);
            int32_t value2 = (input2[i * record->input2_inner_stride] - record->input2_zero_point) * (1 << LEFT_SHIFT);
            uint32_t scaled1 = (uint32_t)ti_requantize(value1, record->input1_multiplier, record->input1_shift);
            uint32_t scaled2 = (uint32_t)ti_requantize(value2, record->input2_multiplier, record->input2_shift);
            uint32_t sum = record->op.code == TI_SUB ? scaled1 - scaled2 : scaled1 + scaled2;
            int32_t result = ti_requantize((int32_t)sum, record->output_multiplier, record->output_shift);
            *output++ = ti_activate(result, record->output_zero_point, record->activation_min, record->activation_max);
        }
    }
}
