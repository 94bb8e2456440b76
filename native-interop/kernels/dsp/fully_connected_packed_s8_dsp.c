#include "../kernels_opt.h"
#include "../layouts.h"
#include "../opt.h"
#include "dense_dsp.h"
#include "dense_packed_dsp.h"
#include "dsp.h"
#include "kernels_dsp.h"

/* A longer input would need more scratch than its speed is worth. */
#define MOST_DEPTH 1024

/* Channels whose multipliers are brought together at a time, where each has its own. */
#define CHUNK 16

#define BLOCK TI_DENSE_BLOCK

typedef struct dense {
    const ti_fully_connected_record *record;
    const ti_call *call;
    ti_requantizer requantizer;
    ti_dense_packed_dsp_run *run;
    ti_dense_packed_dsp packed;
    uint32_t block_bytes;         /* of the weights of BLOCK channels */
} dense;

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

/* The values of the last group that are not there meet weights of 0. */
static void expand_input(const int8_t *input, uint32_t depth, uint32_t *values)
{
    uint32_t whole = depth & ~3u;
    ti_expand_row_dsp(values, input, whole);
    if (whole < depth) {
        int8_t rest[TI_GROUP] = { 0 };
        for (uint32_t i = whole; i < depth; i++) {
            rest[i - whole] = input[i];
        }

        ti_expand_row_dsp(values + whole / 2, rest, TI_GROUP);
    }
}

static ti_dense_channel_dsp channel_of(const ti_requantizer *requantizer, int32_t channel)
{
    int32_t right_shift = ti_right_shift(requantizer->shift + channel * requantizer->step);
    ti_dense_channel_dsp constants = {
        requantizer->multiplier[channel * requantizer->step],
        ti_addend_dsp(2 * requantizer->output_zero_point + 1, right_shift), right_shift
    };
    return constants;
}

/* Whole blocks of channels. bias: theirs. */
static void compute_blocks(dense *dense, int32_t channel, int32_t count, const int32_t *bias, int8_t *output)
{
    ti_dense_channel_dsp channels[CHUNK];
    int32_t is_per_channel = dense->requantizer.step;
    int32_t most = is_per_channel ? CHUNK : count;
    dense->packed.channels = channels;
    dense->packed.channel_step = is_per_channel ? BLOCK * sizeof(ti_dense_channel_dsp) : 0;
    for (int32_t done = 0; done < count; done += most) {
        int32_t chunk = count - done < most ? count - done : most;
        int32_t constants = is_per_channel ? chunk : BLOCK;
        for (int32_t c = 0; c < constants; c++) {
            channels[c] = channel_of(&dense->requantizer, channel + done + c);
        }

        dense->packed.bias = bias + done;
        dense->packed.output = output + done;
        dense->packed.end_of_output = output + done + chunk;
        dense->packed.weights =
            dense->call->model + dense->record->weights_start + (uint32_t)(channel + done) / BLOCK * dense->block_bytes;
        dense->run(&dense->packed);
    }
}

/* Channels first ... end of one block: all of it is computed, and these are stored. */
static void compute_part(dense *dense, int32_t first, int32_t end, int8_t *output)
{
    int32_t block = first & -BLOCK;
    int32_t channels = dense->record->output_depth;
    int32_t bias[BLOCK];
    int8_t outputs[BLOCK];
    int32_t step = dense->requantizer.step;
    ti_requantizer whole = dense->requantizer;
    int32_t multipliers[BLOCK];
    int8_t shifts[BLOCK];
    for (int32_t c = 0; c < BLOCK; c++) {
        int32_t channel = block + c < channels ? block + c : channels - 1;
        bias[c] = whole.bias[channel];
        multipliers[c] = whole.multiplier[channel * step];
        shifts[c] = whole.shift[channel * step];
    }

    /* As if they were those of the block's channels. */
    dense->requantizer.multiplier = multipliers - block * step;
    dense->requantizer.shift = shifts - block * step;
    compute_blocks(dense, block, BLOCK, bias, outputs);
    dense->requantizer = whole;
    for (int32_t channel = first; channel < end; channel++) {
        output[channel - first] = outputs[channel - block];
    }
}

/* Channels first ... end of one batch. */
static void compute(dense *dense, int32_t first, int32_t end, int8_t *output)
{
    for (int32_t channel = first; channel < end; ) {
        int32_t block_end = (channel & -BLOCK) + BLOCK;
        int32_t whole = (end - channel) & -BLOCK;
        if (channel % BLOCK == 0 && whole > 0) {
            compute_blocks(dense, channel, whole, dense->requantizer.bias + channel, output + channel - first);
            channel += whole;
        } else {
            int32_t part_end = block_end < end ? block_end : end;
            compute_part(dense, channel, part_end, output + channel - first);
            channel = part_end;
        }
    }
}

void ti_fully_connected_packed_s8_dsp(const void *record_start, const ti_call *call)
{
    const ti_fully_connected_record *record = record_start;
    uint32_t depth = (uint32_t)record->input_depth;
    uint32_t groups = (depth + 3) / TI_GROUP;
    int32_t is_pair = record->weight_layout == TI_LAYOUT_PAIR;
    uint32_t *values = (uint32_t *)(void *)call->scratch;
    const int8_t *input = call->arena + record->input_start;
    int8_t *output = call->arena + record->output_start + call->first;
    dense dense;
    dense.record = record;
    dense.call = call;
    dense.requantizer = ti_requantizer_of(record, call);
    dense.run = is_pair ? ti_dense_pair_dsp_run : ti_dense_int16_dsp_run;
    dense.block_bytes = groups * TI_GROUP * BLOCK * (is_pair ? 1 : 2);
    dense.packed.input = values;
    dense.packed.end_of_thirty_twos = values + groups / 8 * 16;
    dense.packed.end_of_eights = values + groups / 2 * 4;
    dense.packed.end = values + groups * 2;
    for (int32_t batches = record->batches; batches > 0; batches--) {
        expand_input(input, depth, values);
        compute(&dense, call->first, call->first + call->count, output);
        ti_clamp_outputs_s8(output, call->count, record->activation_min, record->activation_max);
        input += depth;
        output += record->output_depth;
    }
}
