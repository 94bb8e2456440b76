#include "../kernels_opt.h"
#include "../opt.h"
#include "dense_mve.h"
#include "kernels_mve.h"
#if defined(__ARM_FEATURE_MVE)

/* Packed weights are made for cores without vectors. */
int32_t ti_fully_connected_s8_mve_can(const void *record_start, const uint8_t *model)
{
    const ti_fully_connected_record *record = record_start;
    (void)model;
    return record->weight_layout == TI_LAYOUT_PLAIN;
}

uint32_t ti_fully_connected_s8_mve_prove(const void *record, const uint8_t *model)
{
    return ti_fully_connected_s8_opt_prove(record, model);
}

static inline int32_t multiply_row(const int8_t *input, const int8_t *weights, int32_t depth)
{
    int32_t sum = 0;
    __asm__ volatile(
        "dlstp.8    lr, %[depth]           \n"
        "1:                                \n"
        "vldrb.u8   q0, [%[input]], #16    \n"
        "vldrb.u8   q1, [%[weights]], #16  \n"
        "vmladava.s8 %[sum], q0, q1        \n"
        "letp       lr, 1b                 \n"
        : [sum] "+Te"(sum), [input] "+r"(input), [weights] "+r"(weights)
        : [depth] "r"(depth)
        : "lr", "q0", "q1", "memory");
    return sum;
}

/* Outputs [first, first + count), fewer than four, of one batch. */
static TI_HOT void compute_rest(
    const ti_fully_connected_record *record, const ti_call *call, int32_t first, int32_t count, const int8_t *input, int8_t *output)
{
    ti_requantizer requantizer = ti_requantizer_of(record, call);
    int32_t depth = record->input_depth;
    const int8_t *weights = (const int8_t *)call->model + record->weights_start + first * depth;
    for (int32_t channel = first; channel < first + count; channel++) {
        int32_t sum = multiply_row(input, weights, depth);
        int32_t right_shift = ti_right_shift(requantizer.shift + channel * requantizer.step);
        output[channel] = (int8_t)ti_requantize_s8(
            ti_scaled(sum, requantizer.bias[channel]), requantizer.multiplier[channel * requantizer.step],
            ti_addend(requantizer.addend_factor, right_shift), right_shift);
        weights += depth;
    }
}

/* Outputs [first, first + count), a multiple of four, of one batch. */
static TI_HOT void compute_fours(
    const ti_fully_connected_record *record, const ti_call *call, int32_t count, const int8_t *input, int8_t *output)
{
    int32_t first = call->first;
    int32_t depth = record->input_depth;
    const uint8_t *model = call->model;
    ti_dense_mve dense;
    dense.bias = (const int32_t *)(const void *)(model + record->bias_start) + first;
    dense.end_of_bias = dense.bias + count;
    dense.output = output + first;
    dense.output_zero_point = record->output_zero_point;
    dense.weights = (const int8_t *)model + record->weights_start + first * depth;
    dense.input = input;
    dense.depth = depth;
    if (record->multiplier_start == TI_NONE) {
        dense.multiplier = &record->multiplier;
        dense.shift = &record->shift;
        (depth <= 16 ? ti_dense_mve_run_short : ti_dense_mve_run_long)(&dense);
    } else {
        dense.multiplier = (const int32_t *)(const void *)(model + record->multiplier_start) + first;
        dense.shift = (const int8_t *)model + record->shift_start + first;
        (depth <= 16 ? ti_dense_mve_run_short_per_channel : ti_dense_mve_run_long_per_channel)(&dense);
    }
}

void ti_fully_connected_s8_mve(const void *record_start, const ti_call *call)
{
    const ti_fully_connected_record *record = record_start;
    if (!call->proof) {
        ti_fully_connected_s8_opt(record, call);
        return;
    }

    int32_t fours = call->count & ~3;
    int32_t rest = call->count & 3;
    const int8_t *input = call->arena + record->input_start;
    int8_t *output = call->arena + record->output_start;
    for (int32_t batch = record->batches; batch > 0; batch--) {
        if (fours > 0) {
            compute_fours(record, call, fours, input, output);
        }

        if (rest > 0) {
            compute_rest(record, call, call->first + fours, rest, input, output);
        }

        ti_clamp_outputs_s8(output + call->first, call->count, record->activation_min, record->activation_max);
        input += record->input_depth;
        output += record->output_depth;
    }
}
#endif
