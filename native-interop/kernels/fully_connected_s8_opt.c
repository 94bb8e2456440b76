#include "kernels_opt.h"
#include "kernels_ref.h"
#include "layouts.h"
#include "opt.h"

/* Output channels that share a loaded input value. Arm: four sums, four rows of weights, the input, its end, a value and a weight. */
#define ROWS 4

/* Output channels whose sums are requantised in one loop. */
#define CHUNK 16

#define STEP(i) \
    do { \
        int32_t x = input[i]; \
        sum0 += x * weights0[i]; \
        sum1 += x * weights1[i]; \
        sum2 += x * weights2[i]; \
        sum3 += x * weights3[i]; \
    } while (0)

#define FOUR_STEPS(i) \
    do { \
        STEP(i); \
        STEP(i + 1); \
        STEP(i + 2); \
        STEP(i + 3); \
    } while (0)

#define ADVANCE(n) (input += n, weights0 += n, weights1 += n, weights2 += n, weights3 += n)

/* sums[r] = sum over i of input[i] * weights[r][i], for a multiple of ROWS rows */
static TI_HOT void multiply(const int8_t *start, const int8_t *weights3, uint32_t depth, int32_t *sums, const int32_t *end_of_sums)
{
    while (sums != end_of_sums) {
        const int8_t *input = start;
        const int8_t *end = input + depth;
        const int8_t *weights0 = weights3;   /* where the row before ended */
        const int8_t *weights1 = weights0 + depth;
        const int8_t *weights2 = weights1 + depth;
        weights3 = weights2 + depth;
        int32_t sum0 = 0;
        int32_t sum1 = 0;
        int32_t sum2 = 0;
        int32_t sum3 = 0;
        for (const int8_t *end_of_steps = end - depth % 16; input != end_of_steps; ) {
            FOUR_STEPS(0);
            FOUR_STEPS(4);
            FOUR_STEPS(8);
            FOUR_STEPS(12);
            ADVANCE(16);
        }

        for (uint32_t i = 0; i < depth % 16; i++) {
            STEP(i);
        }

        weights3 += depth % 16;

        *sums++ = sum0;
        *sums++ = sum1;
        *sums++ = sum2;
        *sums++ = sum3;
    }
}

/* One row, as multiply. */
static TI_HOT int32_t multiply_row(const int8_t *input, const int8_t *weights, uint32_t depth)
{
    int32_t sum = 0;
    for (const int8_t *end = input + depth / 4 * 4; input != end; input += 4) {
        sum += input[0] * weights[0];
        sum += input[1] * weights[1];
        sum += input[2] * weights[2];
        sum += input[3] * weights[3];
        weights += 4;
    }

    for (uint32_t i = 0; i < depth % 4; i++) {
        sum += input[i] * weights[i];
    }

    return sum;
}

static TI_HOT void store(const ti_requantizer *requantizer, int32_t channel, int32_t count, const int32_t *sums, int8_t *output)
{
    const int32_t *bias = requantizer->bias + channel;
    uint32_t factor = requantizer->addend_factor;
    int8_t *end = output + count;
    if (!requantizer->simple) {
        while (output != end) {
            *output++ = ti_requantize_any_s8(requantizer, channel++, *sums++);
        }
    } else if (requantizer->step == 0) {
        int32_t multiplier = *requantizer->multiplier;
        int32_t right_shift = ti_right_shift(requantizer->shift);
        int32_t addend = ti_addend(factor, right_shift);
        while (output != end) {
            *output++ = ti_requantize_s8(ti_scaled(*sums++, *bias++), multiplier, addend, right_shift);
        }
    } else {
        const int32_t *multiplier = requantizer->multiplier + channel;
        const int8_t *shift = requantizer->shift + channel;
        while (output != end) {
            int32_t right_shift = ti_right_shift(shift++);
            *output++ = ti_requantize_s8(ti_scaled(*sums++, *bias++), *multiplier++, ti_addend(factor, right_shift), right_shift);
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

/* Channels first ... first + count of all batches; weights: theirs. */
static void compute_channels(
    const ti_fully_connected_record *record, const ti_call *call, int32_t first, int32_t count, const int8_t *weights)
{
    int32_t depth = record->input_depth;
    int32_t end = first + count;
    const int8_t *input = call->arena + record->input_start;
    int8_t *output = call->arena + record->output_start;
    ti_requantizer requantizer = ti_requantizer_of(record, call);
    for (int32_t batch = 0; batch < record->batches; batch++) {
        const int8_t *rows = weights;
        for (int32_t channel = first; channel < end; channel += CHUNK) {
            int32_t sums[CHUNK];
            int32_t chunk = end - channel < CHUNK ? end - channel : CHUNK;
            int32_t c = chunk / ROWS * ROWS;
            multiply(input, rows, (uint32_t)depth, sums, sums + c);
            rows += c * depth;
            for (; c < chunk; c++) {
                sums[c] = multiply_row(input, rows, (uint32_t)depth);
                rows += depth;
            }

            store(&requantizer, channel, chunk, sums, output + channel);
        }

        ti_clamp_outputs_s8(output + first, count, record->activation_min, record->activation_max);
        input += depth;
        output += record->output_depth;
    }
}

void ti_fully_connected_s8_opt(const void *record_start, const ti_call *call)
{
    const ti_fully_connected_record *record = record_start;
    ti_weights weights = ti_dense_weights_of(record, call->model);
    int32_t first = call->first;
    int32_t end = first + call->count;
    if (weights.depth > TI_MOST_PRODUCTS) {
        ti_fully_connected_s8_ref(record, call);
    } else if (weights.layout == TI_LAYOUT_PLAIN) {
        compute_channels(record, call, first, call->count, (const int8_t *)weights.start + (uint32_t)first * weights.depth);
    } else {
        int8_t *rows = (int8_t *)call->scratch;
        for (int32_t channel = first; channel < end; channel += ROWS) {
            int32_t count = end - channel < ROWS ? end - channel : ROWS;
            ti_unpack_weights(&weights, channel, count, rows);
            compute_channels(record, call, channel, count, rows);
        }
    }
}
