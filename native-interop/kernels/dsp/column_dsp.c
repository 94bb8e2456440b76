#include "../blocks.h"
#include "../column.h"
#include "block_dsp.h"

/* What is expanded at once, in words: a pixel, or else a kernel's row; 0 where neither is whole words. */
static uint32_t piece_bytes(const ti_conv_record *record)
{
    uint32_t pixel = record->input_channels;
    uint32_t row = record->dilation_width == 1 ? pixel * record->kernel_width : 1;
    return pixel % 4 == 0 ? pixel : row % 4 == 0 ? row : 0;
}

static uint32_t depth_of(const ti_conv_record *record)
{
    return (uint32_t)(record->kernel_height * record->kernel_width) * record->input_channels;
}

static uint32_t int16_bytes(uint32_t depth)
{
    return depth / 4 * 32 + depth % 4 * 8;
}

/* The column, a piece of padding, and where pixels are not whole words a column of int8. */
uint32_t ti_column_bytes_dsp(const ti_conv_record *record)
{
    uint32_t depth = depth_of(record);
    return int16_bytes(depth) + piece_bytes(record) + (record->input_channels % 4 == 0 ? 0 : ti_column_bytes(depth));
}

ti_column_dsp ti_column_dsp_of(const ti_conv_record *record, uint8_t *scratch)
{
    ti_column_dsp column;
    column.depth = depth_of(record);
    column.piece_bytes = piece_bytes(record);
    column.values = (uint32_t *)(void *)scratch;
    column.padding = (int8_t *)scratch + int16_bytes(column.depth);
    column.narrow = column.padding + column.piece_bytes;
    for (uint32_t i = 0; i < column.piece_bytes; i++) {
        column.padding[i] = record->input_zero_point;
    }

    return column;
}

/* From where a tap of the four positions lies. taps: pieces that lie side by side, if none of them is padding. */
static uint32_t *expand_taps(
    const ti_conv_record *record, const ti_column_dsp *column, const ti_place *places, int32_t ky, int32_t kx, int32_t taps, uint32_t *values)
{
    int32_t channels = record->input_channels;
    int32_t row_bytes = record->input_width * channels;
    const int8_t *from[TI_POSITIONS];
    int32_t is_padded = 0;
    for (int32_t p = 0; p < TI_POSITIONS; p++) {
        int32_t y = places[p].y + ky * record->dilation_height;
        int32_t x = places[p].x + kx * record->dilation_width;
        int32_t is_inside = (uint32_t)y < record->input_height && (uint32_t)x < record->input_width;
        from[p] = is_inside ? places[p].image + y * row_bytes + x * channels : column->padding;
        is_padded |= !is_inside;
    }

    uint32_t words = column->piece_bytes / 4;
    if (taps == 1 || !is_padded) {
        return ti_expand_dsp(values, from[0], from[1], from[2], from[3], words * (uint32_t)taps);
    }

    for (int32_t i = 0; i < taps; i++) {
        values = ti_expand_dsp(values, from[0], from[1], from[2], from[3], words);
        for (int32_t p = 0; p < TI_POSITIONS; p++) {
            from[p] += from[p] == column->padding ? 0 : channels;
        }
    }

    return values;
}

/* Kernels that lie inside of the input at all positions, and without dilation: no tap has to be looked at. */
static void fill_inside(const ti_conv_record *record, const ti_column_dsp *column, const ti_place *places)
{
    int32_t channels = record->input_channels;
    int32_t row_bytes = record->input_width * channels;
    uint32_t words = (uint32_t)(record->kernel_width * channels) / 4;
    uint32_t *values = column->values;
    const int8_t *from[TI_POSITIONS];
    for (int32_t p = 0; p < TI_POSITIONS; p++) {
        from[p] = places[p].image + places[p].y * row_bytes + places[p].x * channels;
    }

    for (int32_t ky = 0; ky < record->kernel_height; ky++) {
        values = ti_expand_dsp(values, from[0], from[1], from[2], from[3], words);
        from[0] += row_bytes;
        from[1] += row_bytes;
        from[2] += row_bytes;
        from[3] += row_bytes;
    }
}

/* By way of a column of int8, for every form. */
static void fill_from_narrow(const ti_conv_record *record, const ti_call *call, const ti_blocks *blocks, const ti_column_dsp *column)
{
    uint32_t *values = column->values;
    int8_t *narrow = column->narrow;
    ti_fill_column(record, call, blocks, narrow);
    for (uint32_t k = 0; k < column->depth / 4; k++) {
        values = ti_expand_dsp(values, narrow, narrow + 4, narrow + 8, narrow + 12, 1);
        narrow += 4 * TI_POSITIONS;
    }

    for (uint32_t k = 0; k < column->depth % 4; k++) {
        int16_t *halves = (int16_t *)(void *)values;
        for (int32_t p = 0; p < TI_POSITIONS; p++) {
            halves[p] = narrow[4 * p + (int32_t)k];
        }

        values += 2;
    }
}

void ti_fill_column_dsp(const ti_conv_record *record, const ti_call *call, const ti_blocks *blocks, const ti_column_dsp *column)
{
    /* Whether a row of the kernel lies side by side, inside of the width, at all positions; and whether all rows do. */
    int32_t is_whole = record->dilation_width == 1;
    int32_t is_inside = record->dilation_height == 1;
    ti_place places[TI_POSITIONS];
    for (int32_t p = 0; p < TI_POSITIONS; p++) {
        places[p] = ti_place_of(record, call, blocks, p);
        is_whole &= places[p].x >= 0 && places[p].x + record->kernel_width <= record->input_width;
        is_inside &= places[p].y >= 0 && places[p].y + record->kernel_height <= record->input_height;
    }

    int32_t is_pixel = record->input_channels % 4 == 0;
    if (column->piece_bytes == 0 || (!is_pixel && !is_whole)) {
        fill_from_narrow(record, call, blocks, column);
        return;
    }

    if (is_whole && is_inside) {
        fill_inside(record, column, places);
        return;
    }

    uint32_t *values = column->values;
    int32_t step = is_pixel && !is_whole ? 1 : record->kernel_width;
    for (int32_t ky = 0; ky < record->kernel_height; ky++) {
        for (int32_t kx = 0; kx < record->kernel_width; kx += step) {
            values = expand_taps(record, column, places, ky, kx, is_pixel ? step : 1, values);
        }
    }
}

ti_block_dsp ti_block_dsp_of(const ti_conv_record *record, const ti_call *call, const ti_column_dsp *column, const int8_t *weights)
{
    uint32_t depth = column->depth;
    int32_t channels = record->output_channels;
    ti_requantizer requantizer = ti_requantizer_of(record, call);
    ti_block_dsp block;
    block.multipliers = requantizer.multiplier + channels * requantizer.step;
    block.shifts = requantizer.shift + channels * requantizer.step;
    block.factor = (uint32_t)(2 * record->output_zero_point + 1);
    block.mask = -requantizer.step;
    block.channels = channels;
    block.bias = requantizer.bias + channels;
    block.column = column->values;
    block.end_of_fours = column->values + depth / 4 * 8;
    block.end = block.end_of_fours + depth % 4 * 2;
    block.weights = weights;
    block.run = record->output_zero_point == -128 ? ti_block_dsp_run_relu : ti_block_dsp_run;

    /* Pairs of words need an aligned address. */
    int32_t is_aligned = (((uintptr_t)weights | depth) & 3) == 0;
    block.end_of_eights = column->values + (is_aligned ? depth / 16 * 32 : 0);
    return block;
}

void ti_block_dsp_start(ti_block_dsp *block, const ti_blocks *blocks)
{
    int32_t channels = block->channels;
    int8_t *output = blocks->output + channels;
    block->channel = -channels;
    for (int32_t p = 0; p < TI_POSITIONS; p++) {
        block->outputs[p] = output;
        output += p + 1 < blocks->count ? channels : 0;
    }

    block->run(block);
}
