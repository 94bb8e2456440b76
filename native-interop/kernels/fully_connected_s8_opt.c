#include "kernels_opt.h"
#include "kernels_ref.h"
#include "layouts.h"
#include "opt.h"

/* Output channels that share a loaded input value. Arm: four sums, four rows of weights, the input, its end, a value and a weight. */
#define ROWS 4

/* RV32: eight sums, eight rows, the input, its end, a value, a weight and a product are 21 of 28 registers. */
#define MOST_ROWS (TI_CHANNELS == 4 ? 8 : 4)

#define ADD(r, i) (sum##r += x * weights##r[i])
#define STEP_4(i) \
    do { \
        int32_t x = input[i]; \
        ADD(0, i); \
        ADD(1, i); \
        ADD(2, i); \
        ADD(3, i); \
    } while (0)
#define STEP_8(i) \
    do { \
        int32_t x = input[i]; \
        ADD(0, i); \
        ADD(1, i); \
        ADD(2, i); \
        ADD(3, i); \
        ADD(4, i); \
        ADD(5, i); \
        ADD(6, i); \
        ADD(7, i); \
    } while (0)
#define ADVANCE_4(n) (input += n, weights0 += n, weights1 += n, weights2 += n, weights3 += n)
#define ADVANCE_8(n) (ADVANCE_4(n), weights4 += n, weights5 += n, weights6 += n, weights7 += n)

#define FOUR(step, i) \
    do { \
        step(i); \
        step(i + 1); \
        step(i + 2); \
        step(i + 3); \
    } while (0)

/* All steps of some rows, sixteen at a time and then one by one. */
#define MULTIPLY(step, advance) \
    do { \
        while (input != end_of_sixteens) { \
            FOUR(step, 0); \
            FOUR(step, 4); \
            FOUR(step, 8); \
            FOUR(step, 12); \
            advance(16); \
        } \
        while (input != end) { \
            step(0); \
            advance(1); \
        } \
    } while (0)

/* Outputs that ti_requantize_s8 is not exact for. */
static void put_any(const ti_fully_connected_record *record, const ti_call *call, int32_t channel, int32_t count, const int32_t *sums, int8_t *output)
{
    ti_requantizer requantizer = ti_requantizer_of(record, call);
    for (int32_t c = 0; c < count; c++) {
        output[c] = ti_requantize_any_s8(&requantizer, channel + c, sums[c]);
    }
}

/*
 * Channels first ... first + count of a batch; weights: theirs. One function, of which the rows of a small layer save no register twice.
 */
static TI_HOT void compute_channels(
    const ti_fully_connected_record *record, const ti_call *call, int32_t batch, int32_t first, int32_t count, const int8_t *weights)
{
    uint32_t depth = (uint32_t)record->input_depth;
    const int8_t *start = call->arena + record->input_start + batch * record->input_depth;
    const int8_t *end = start + depth;
    const int8_t *end_of_sixteens = end - depth % 16;
    int8_t *output = call->arena + record->output_start + batch * record->output_depth + first;
    const int32_t *bias = (const int32_t *)(const void *)(call->model + record->bias_start) + first;
    int32_t channel = first;
    int32_t is_per_channel = record->multiplier_start != TI_NONE;
    int32_t is_positive = record->output_zero_point == -128;
    const int32_t *multipliers = (const int32_t *)(const void *)(call->model + record->multiplier_start) + first;
    const int8_t *shifts = (const int8_t *)call->model + record->shift_start + first;
    uint32_t factor = (uint32_t)(2 * (record->output_zero_point + 128) + 1);
    int32_t multiplier = record->multiplier;
    int32_t right_shift = ti_right_shift(&record->shift);
    int32_t addend = ti_addend(factor, right_shift);
    while (count > 0) {
        int32_t sums[MOST_ROWS];
        int32_t rows = 1;
        const int8_t *input = start;
#if TI_CHANNELS == 4
        if (count >= 8) {
            const int8_t *weights0 = weights, *weights1 = weights0 + depth, *weights2 = weights1 + depth, *weights3 = weights2 + depth;
            const int8_t *weights4 = weights3 + depth, *weights5 = weights4 + depth, *weights6 = weights5 + depth, *weights7 = weights6 + depth;
            int32_t sum0 = 0, sum1 = 0, sum2 = 0, sum3 = 0, sum4 = 0, sum5 = 0, sum6 = 0, sum7 = 0;
            MULTIPLY(STEP_8, ADVANCE_8);
            sums[0] = sum0, sums[1] = sum1, sums[2] = sum2, sums[3] = sum3;
            sums[4] = sum4, sums[5] = sum5, sums[6] = sum6, sums[7] = sum7;
            rows = 8;
            weights = weights7;
        } else
#endif
        if (count >= 4) {
            const int8_t *weights0 = weights, *weights1 = weights0 + depth, *weights2 = weights1 + depth, *weights3 = weights2 + depth;
            int32_t sum0 = 0, sum1 = 0, sum2 = 0, sum3 = 0;
            MULTIPLY(STEP_4, ADVANCE_4);
            sums[0] = sum0, sums[1] = sum1, sums[2] = sum2, sums[3] = sum3;
            rows = 4;
            weights = weights3;
        } else {
            int32_t sum0 = 0;
            for (; input != end_of_sixteens; input += 4, weights += 4) {
                sum0 += input[0] * weights[0];
                sum0 += input[1] * weights[1];
                sum0 += input[2] * weights[2];
                sum0 += input[3] * weights[3];
            }

            while (input != end) {
                sum0 += *input++ * *weights++;
            }

            sums[0] = sum0;
        }

        count -= rows;
        if (!call->proof) {
            put_any(record, call, channel, rows, sums, output);
            output += rows;
            channel += rows;
            continue;
        }

        const int32_t *end_of_bias = bias + rows;
        const int32_t *sum = sums;
        if (is_per_channel) {
            while (bias != end_of_bias) {
                right_shift = ti_right_shift(shifts++);
                *output++ = (int8_t)ti_requantize_s8(ti_scaled(*sum++, *bias++), *multipliers++, ti_addend(factor, right_shift), right_shift);
            }
        } else if (is_positive) {
            while (bias != end_of_bias) {
                *output++ = (int8_t)ti_requantize_positive_s8(ti_scaled(*sum++, *bias++), multiplier, addend, right_shift);
            }
        } else {
            while (bias != end_of_bias) {
                *output++ = (int8_t)ti_requantize_s8(ti_scaled(*sum++, *bias++), multiplier, addend, right_shift);
            }
        }
    }
}

uint32_t ti_fully_connected_s8_opt_prove(const void *record_start, const uint8_t *model)
{
    const ti_fully_connected_record *record = record_start;
    return ti_is_requantizer_simple(record, model, (uint32_t)record->input_depth, record->output_depth);
}

/* The plain weights of a few channels where they are packed. */
uint32_t ti_fully_connected_s8_opt_scratch_bytes(const void *record_start)
{
    const ti_fully_connected_record *record = record_start;
    return record->weight_layout == TI_LAYOUT_PLAIN ? 0 : ROWS * (uint32_t)record->input_depth;
}

static void compute_packed(const ti_fully_connected_record *record, const ti_call *call)
{
    ti_weights weights = ti_dense_weights_of(record, call->model);
    int8_t *rows = (int8_t *)call->scratch;
    int32_t end = call->first + call->count;
    for (int32_t channel = call->first; channel < end; channel += ROWS) {
        int32_t count = end - channel < ROWS ? end - channel : ROWS;
        ti_unpack_weights(&weights, channel, count, rows);
        for (int32_t batch = 0; batch < record->batches; batch++) {
            compute_channels(record, call, batch, channel, count, rows);
        }
    }
}

void ti_fully_connected_s8_opt(const void *record_start, const ti_call *call)
{
    const ti_fully_connected_record *record = record_start;
    if ((uint32_t)record->input_depth > TI_MOST_PRODUCTS) {
        ti_fully_connected_s8_ref(record, call);
        return;
    }

    if (record->weight_layout != TI_LAYOUT_PLAIN) {
        compute_packed(record, call);
    } else {
        const int8_t *weights = (const int8_t *)call->model + record->weights_start + call->first * record->input_depth;
        for (int32_t batch = 0; batch < record->batches; batch++) {
            compute_channels(record, call, batch, call->first, call->count, weights);
        }
    }

    int8_t *output = call->arena + record->output_start + call->first;
    for (int32_t batch = 0; batch < record->batches; batch++) {
        ti_clamp_outputs_s8(output, call->count, record->activation_min, record->activation_max);
        output += record->output_depth;
    }
}
