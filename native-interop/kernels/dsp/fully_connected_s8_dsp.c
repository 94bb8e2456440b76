#include "../kernels_opt.h"
#include "../opt.h"
#include "dense_dsp.h"
#include "dsp.h"
#include "kernels_dsp.h"

/* A longer input as int16 would need more scratch than its speed is worth. */
#define MOST_DEPTH 1024

/* As many rows do not pay for an input that is unpacked before. */
#define FEW_ROWS 4

int32_t ti_fully_connected_s8_dsp_can(const void *record_start, const uint8_t *model)
{
    const ti_fully_connected_record *record = record_start;
    return record->weight_layout == TI_LAYOUT_PLAIN && (int32_t)ti_fully_connected_s8_opt_prove(record, model);
}

static int32_t is_direct(const ti_fully_connected_record *record, int32_t rows)
{
    return rows <= FEW_ROWS || record->input_depth > MOST_DEPTH;
}

/* The input as int16. */
uint32_t ti_fully_connected_s8_dsp_scratch_bytes(const void *record_start)
{
    const ti_fully_connected_record *record = record_start;
    uint32_t depth = (uint32_t)record->input_depth;
    return is_direct(record, record->output_depth) ? 0 : depth / 4 * 8 + depth % 4 * 4;
}

/* Of a batch's rows from call->first on. input: int8, or int16 if is_expanded. */
static ti_dense_dsp dense_of(
    const ti_fully_connected_record *record, const ti_call *call, const int8_t *weights, const int8_t *input, int32_t is_expanded)
{
    uint32_t depth = (uint32_t)record->input_depth;
    ti_dense_dsp dense;
    dense.input = input;
    dense.end_of_fours = input + ((depth & ~3u) << is_expanded);
    dense.end = dense.end_of_fours + (is_expanded ? depth % 4 * 4 : depth % 4);

    /* Pairs of words need an aligned address. */
    int32_t is_aligned = (((uintptr_t)weights | depth) & 3) == 0;
    dense.end_of_eights = input + (is_aligned ? (depth & ~15u) << is_expanded : 0);
    dense.bias = (const int32_t *)(const void *)(call->model + record->bias_start) + call->first;
    dense.stride = depth;
    dense.multiplier = record->multiplier;
    dense.factor = 2 * record->output_zero_point + 1;
    dense.right_shift = ti_right_shift(&record->shift);
    dense.addend = ti_addend_dsp(dense.factor, dense.right_shift);
    dense.multipliers = 0;
    if (record->multiplier_start != TI_NONE) {
        dense.multipliers = (const int32_t *)(const void *)(call->model + record->multiplier_start) + call->first;
        dense.shifts = (const int8_t *)(call->model + record->shift_start) + call->first;
    }

    return dense;
}

/* The last of an odd number of rows: computed twice, so that nothing behind it is read or written. */
static TI_HOT void compute_last(ti_dense_dsp *dense, const int8_t *weights, ti_dense_dsp_rows *run)
{
    int8_t *output = dense->output;
    int32_t bias[2] = { dense->bias[0], dense->bias[0] };
    int32_t multipliers[2];
    int8_t shifts[2];
    int8_t outputs[2];
    if (dense->multipliers != 0) {
        multipliers[0] = multipliers[1] = dense->multipliers[0];
        shifts[0] = shifts[1] = dense->shifts[0];
        dense->multipliers = multipliers;
        dense->shifts = shifts;
    }

    dense->bias = bias;
    dense->stride = 0;
    dense->output = outputs;
    dense->end_of_output = outputs + 2;
    run(dense, weights);
    *output = outputs[0];
}

void ti_fully_connected_s8_dsp(const void *record_start, const ti_call *call)
{
    const ti_fully_connected_record *record = record_start;
    int32_t count = call->count;
    int32_t pairs = count & ~1;
    int32_t is_expanded = !is_direct(record, count);
    uint32_t depth = (uint32_t)record->input_depth;
    ti_dense_dsp_rows *run = is_expanded ? ti_dense_dsp_run : ti_dense_direct_dsp_run;
    const int8_t *weights = (const int8_t *)call->model + record->weights_start + (uint32_t)call->first * depth;
    const int8_t *input = call->arena + record->input_start;
    int8_t *output = call->arena + record->output_start + call->first;
    for (int32_t batches = record->batches; batches > 0; batches--) {
        if (is_expanded) {
            ti_expand_row_dsp((uint32_t *)(void *)call->scratch, input, depth);
        }

        ti_dense_dsp dense = dense_of(record, call, weights, is_expanded ? (int8_t *)call->scratch : input, is_expanded);
        dense.output = output;
        dense.end_of_output = output + pairs;
        if (pairs > 0) {
            run(&dense, weights);
        }

        if (count > pairs) {
            compute_last(&dense, weights + (uint32_t)pairs * depth, run);
        }

        ti_clamp_outputs_s8(output, count, record->activation_min, record->activation_max);
        input += depth;
        output += record->output_depth;
    }
}
