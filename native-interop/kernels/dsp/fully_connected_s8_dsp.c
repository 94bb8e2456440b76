#include "../kernels_opt.h"
#include "../opt.h"
#include "dsp.h"
#include "kernels_dsp.h"
#include "rows_dsp.h"

/* Output channels whose sums are requantised in one loop; even. */
#define CHUNK 16

uint32_t ti_fully_connected_s8_dsp_prove(const void *record, const uint8_t *model)
{
    return ti_fully_connected_s8_opt_prove(record, model);
}

uint32_t ti_fully_connected_s8_dsp_scratch_bytes(const void *record_start)
{
    const ti_fully_connected_record *record = record_start;
    return ti_rows_input_bytes((uint32_t)record->input_depth);
}

/* Sums of count rows from channel on. An odd one is computed twice, so that no weights beyond the last are read. */
static void multiply(ti_rows_dsp *rows, const int8_t *weights, int32_t count, int32_t *sums)
{
    int32_t pairs = count / 2 * 2;
    if (pairs > 0) {
        ti_multiply_rows_dsp(rows, weights, sums, sums + pairs);
    }

    if (count > pairs) {
        ti_rows_dsp row = *rows;
        row.stride = 0;
        ti_multiply_rows_dsp(&row, weights + (uint32_t)pairs * rows->stride, sums + pairs, sums + pairs + 2);
    }
}

static void store(const ti_requantizer *requantizer, int32_t channel, int32_t count, const int32_t *sums, int8_t *output)
{
    int32_t factor = 2 * requantizer->output_zero_point + 1;
    const int32_t *bias = requantizer->bias + channel;
    const int8_t *end = output + count;
    if (requantizer->step == 0) {
        int32_t multiplier = *requantizer->multiplier;
        int32_t right_shift = ti_right_shift(requantizer->shift);
        int32_t addend = ti_addend_dsp(factor, right_shift);
        while (output != end) {
            *output++ = (int8_t)ti_requantize_s8_dsp(ti_twice(*sums++, *bias++), multiplier, addend, right_shift);
        }
    } else {
        const int32_t *multiplier = requantizer->multiplier + channel;
        const int8_t *shift = requantizer->shift + channel;
        while (output != end) {
            int32_t right_shift = ti_right_shift(shift++);
            int32_t addend = ti_addend_dsp(factor, right_shift);
            *output++ = (int8_t)ti_requantize_s8_dsp(ti_twice(*sums++, *bias++), *multiplier++, addend, right_shift);
        }
    }
}

void ti_fully_connected_s8_dsp(const void *record_start, const ti_call *call)
{
    const ti_fully_connected_record *record = record_start;
    if (!call->proof) {
        ti_fully_connected_s8_opt(record, call);
        return;
    }

    uint32_t depth = (uint32_t)record->input_depth;
    int32_t end = call->first + call->count;
    uint32_t *input = (uint32_t *)(void *)call->scratch;
    const int8_t *weights = (const int8_t *)call->model + record->weights_start;
    ti_rows_dsp rows = ti_rows_dsp_of(input, depth, weights);
    ti_requantizer requantizer = ti_requantizer_of(record, call);
    const int8_t *values = call->arena + record->input_start;
    int8_t *output = call->arena + record->output_start;
    for (int32_t batch = 0; batch < record->batches; batch++) {
        ti_expand_row_dsp(input, values, depth);
        for (int32_t channel = call->first; channel < end; channel += CHUNK) {
            int32_t sums[CHUNK];
            int32_t count = end - channel < CHUNK ? end - channel : CHUNK;
            multiply(&rows, weights + (uint32_t)channel * depth, count, sums);
            store(&requantizer, channel, count, sums, output + channel);
        }

        ti_clamp_outputs_s8(output + call->first, call->count, record->activation_min, record->activation_max);
        values += depth;
        output += record->output_depth;
    }
}
