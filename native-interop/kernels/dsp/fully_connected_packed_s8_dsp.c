#include "../kernels_opt.h"
#include "../layouts.h"
#include "../opt.h"
#include "dense_dsp.h"
#include "dense_packed_dsp.h"
#include "dsp.h"
#include "kernels_dsp.h"

/* A longer input would need more scratch than its speed is worth. */
#define MOST_DEPTH 1024

#define BLOCK TI_DENSE_BLOCK

int32_t ti_fully_connected_packed_s8_dsp_can(const void *record_start, const uint8_t *model)
{
    const ti_fully_connected_record *record = record_start;
    return record->weight_layout != TI_LAYOUT_PLAIN && record->input_depth <= MOST_DEPTH
        && (int32_t)ti_fully_connected_s8_opt_prove(record, model);
}

/* The input as int16. */
uint32_t ti_fully_connected_packed_s8_dsp_scratch_bytes(const void *record_start)
{
    const ti_fully_connected_record *record = record_start;
    return 2 * ti_round_up((uint32_t)record->input_depth, TI_GROUP);
}

/* Two for each block of pairs. */
uint32_t ti_fully_connected_packed_s8_dsp_persistent_bytes(const void *record_start)
{
    const ti_fully_connected_record *record = record_start;
    uint32_t blocks = ((uint32_t)record->output_depth + BLOCK - 1) / BLOCK;
    return record->weight_layout == TI_LAYOUT_PAIR ? blocks * 2 * (uint32_t)sizeof(int32_t) : 0;
}

/* The even channels' weights of two words, at the lower bytes of their halves. */
static int32_t products_of(uint32_t a, uint32_t b)
{
    return (int8_t)a * (int8_t)b + (int8_t)(a >> 16) * (int8_t)(b >> 16);
}

/* The sums of weight i * weight i + 1 over even i, of each even channel. */
void ti_fully_connected_packed_s8_dsp_prepare(const void *record_start, const ti_call *call)
{
    const ti_fully_connected_record *record = record_start;
    const uint32_t *word = (const uint32_t *)(const void *)(call->model + record->weights_start);
    uint32_t groups = ((uint32_t)record->input_depth + TI_GROUP - 1) / TI_GROUP;
    uint32_t bytes = ti_fully_connected_packed_s8_dsp_persistent_bytes(record);
    int32_t *sum = (int32_t *)(void *)call->persistent;
    for (const int32_t *end = sum + bytes / sizeof *sum; sum != end; sum += 2) {
        sum[0] = 0;
        sum[1] = 0;
        for (const uint32_t *end_of_block = word + groups * TI_GROUP; word != end_of_block; word += TI_GROUP) {
            sum[0] += products_of(word[0], word[2]);
            sum[1] += products_of(word[1], word[3]);
        }
    }
}

/* The values of the last group that are not there meet weights of 0. */
static TI_HOT int32_t expand_rest(const int8_t *input, uint32_t count, uint32_t *values)
{
    uint32_t rest = 0;
    for (uint32_t i = 0; i < count; i++) {
        rest |= (uint32_t)(uint8_t)input[i] << 8 * i;
    }

    return ti_expand_row_dsp(values, (const int8_t *)&rest, TI_GROUP);
}

static inline void compute_blocks(const ti_dense_packed_dsp *dense, int32_t is_pair)
{
    (is_pair ? ti_dense_pair_dsp_run : ti_dense_int16_dsp_run)(dense);
}

/*
 * A part of a block: channels first ... end of count. All of it is computed, as if the channels that are not there were like the last
 * one. dense: the whole block's.
 */
static TI_HOT void compute_part(ti_dense_packed_dsp *dense, int32_t is_pair, int32_t first, int32_t end, int32_t count)
{
    int32_t bias[BLOCK];
    int32_t multipliers[BLOCK];
    int8_t shifts[BLOCK];
    int8_t outputs[BLOCK];
    ti_dense_packed_dsp block = *dense;
    for (int32_t c = 0; c < BLOCK; c++) {
        bias[c] = dense->bias[c < count ? c : count - 1];
    }

    if (dense->multipliers != 0) {
        for (int32_t c = 0; c < BLOCK; c++) {
            multipliers[c] = dense->multipliers[c < count ? c : count - 1];
            shifts[c] = dense->shifts[c < count ? c : count - 1];
        }

        block.multipliers = multipliers;
        block.shifts = shifts;
    }

    block.bias = bias;
    block.output = outputs;
    block.end_of_output = outputs + BLOCK;
    compute_blocks(&block, is_pair);
    for (int32_t c = first; c < end; c++) {
        dense->output[c] = outputs[c];
    }
}

/* Channels channel ... end that are no whole blocks. dense: of the block that channel is in. */
static TI_HOT void compute_parts(
    ti_dense_packed_dsp dense, int32_t is_pair, uint32_t block_bytes, int32_t channel, int32_t end, int32_t channels)
{
    for (int32_t block = channel & -BLOCK; block < end; ) {
        int32_t whole = block >= channel ? (end - block) & -BLOCK : 0;
        int32_t done = whole > 0 ? whole : BLOCK;
        if (whole > 0) {
            dense.end_of_output = dense.output + whole;
            compute_blocks(&dense, is_pair);
        } else {
            int32_t first = channel > block ? channel - block : 0;
            int32_t count = channels - block < BLOCK ? channels - block : BLOCK;
            compute_part(&dense, is_pair, first, end - block < BLOCK ? end - block : BLOCK, count);
        }

        block += done;
        dense.bias += done;
        dense.output += done;
        dense.weights += (uint32_t)done / BLOCK * block_bytes;
        dense.weight_products += done / 2;
        if (dense.multipliers != 0) {
            dense.multipliers += done;
            dense.shifts += done;
        }
    }
}

void ti_fully_connected_packed_s8_dsp(const void *record_start, const ti_call *call)
{
    const ti_fully_connected_record *record = record_start;
    uint32_t depth = (uint32_t)record->input_depth;
    uint32_t groups = (depth + 3) / TI_GROUP;
    int32_t is_pair = record->weight_layout == TI_LAYOUT_PAIR;
    uint32_t block_bytes = groups * (is_pair ? TI_GROUP * BLOCK : TI_GROUP * BLOCK * 2);
    uint32_t *values = (uint32_t *)(void *)call->scratch;
    const int8_t *input = call->arena + record->input_start;
    int32_t first = call->first & -BLOCK;
    ti_dense_packed_dsp dense;
    dense.bias = (const int32_t *)(const void *)(call->model + record->bias_start) + first;
    dense.output = call->arena + record->output_start + first;
    dense.multipliers = 0;
    dense.shifts = 0;
    dense.input = values;
    dense.end_of_thirty_twos = values + groups / 8 * 16;
    dense.end_of_eights = values + groups / 2 * 4;
    dense.end = values + groups * 2;
    dense.multiplier = record->multiplier;
    dense.factor = 2 * record->output_zero_point + 1;
    dense.right_shift = ti_right_shift(&record->shift);
    dense.addend = ti_addend_dsp(dense.factor, dense.right_shift);
    dense.weight_products = (const int32_t *)(const void *)call->persistent + first / 2;
    dense.weights = call->model + record->weights_start + (uint32_t)first / BLOCK * block_bytes;
    if (record->multiplier_start != TI_NONE) {
        dense.multipliers = (const int32_t *)(const void *)(call->model + record->multiplier_start) + first;
        dense.shifts = (const int8_t *)(call->model + record->shift_start) + first;
    }

    for (int32_t batches = record->batches; batches > 0; batches--) {
        dense.input_products = ti_expand_row_dsp(values, input, depth & ~3u);
        if (depth % TI_GROUP > 0) {
            dense.input_products += expand_rest(input + (depth & ~3u), depth % TI_GROUP, values + depth / TI_GROUP * 2);
        }

        if ((call->first | call->count) % BLOCK == 0) {
            dense.end_of_output = dense.output + call->count;
            compute_blocks(&dense, is_pair);
        } else {
            compute_parts(dense, is_pair, block_bytes, call->first, call->first + call->count, record->output_depth);
        }

        ti_clamp_outputs_s8(dense.output + call->first - first, call->count, record->activation_min, record->activation_max);
        input += depth;
        dense.output += record->output_depth;
    }
}
