#include "../opt.h"
#include "block_dsp.h"

static ti_block_dsp block_of(const ti_conv_record *record, const ti_call *call, const ti_columns_dsp *columns, const int8_t *weights)
{
    uint32_t depth = columns->depth;
    int32_t channels = record->output_channels;
    ti_requantizer requantizer = ti_requantizer_of(record, call);
    ti_block_dsp block;
    block.multipliers = requantizer.multiplier + channels * requantizer.step;
    block.shifts = requantizer.shift + channels * requantizer.step;
    block.factor = (uint32_t)(2 * record->output_zero_point + 1);
    block.mask = -requantizer.step;
    block.stride = ti_output_pixel_stride(record);
    block.bias = requantizer.bias + channels;
    block.column = columns->values;
    block.end_of_fours = columns->values + depth / 4 * 8;
    block.rest = depth % 4;
    block.weights = weights;
    block.output = call->arena + record->output_start + call->first * record->output_width * block.stride;
    block.run = record->output_zero_point == -128 ? ti_block_dsp_run_relu : ti_block_dsp_run;

    /* Pairs of words need an aligned address. */
    int32_t is_aligned = (((uintptr_t)weights | depth) & 3) == 0;
    block.end_of_eights = columns->values + (is_aligned ? depth / 16 * 32 : 0);
    return block;
}

void ti_convolve_dsp(const ti_conv_record *record, const ti_call *call, const int8_t *weights, uint8_t *scratch)
{
    ti_columns_dsp columns = ti_columns_dsp_of(record, call, 4, scratch);
    ti_block_dsp block = block_of(record, call, &columns, weights);
    int32_t channels = record->output_channels;
    for (int32_t count; (count = ti_next_column_dsp(&columns)) > 0; ) {
        int8_t *output = block.output + channels;
        block.channel = -channels;
        for (int32_t p = 0; p < 4; p++) {
            block.outputs[p] = output;
            output += p + 1 < count ? block.stride : 0;
        }

        block.output += count * block.stride;
        block.run(&block);
    }
}
