#include "../blocks.h"
#include "../column.h"
#include "../kernels_opt.h"
#include "block_dsp.h"
#include "kernels_dsp.h"

static uint32_t depth_of(const ti_conv_record *record)
{
    return (uint32_t)(record->kernel_height * record->kernel_width) * record->input_channels;
}

/* Bytes of a column of int16: of the groups of four values, and of those that are left over. */
static uint32_t column_bytes(uint32_t depth)
{
    return depth / 4 * 32 + depth % 4 * 8;
}

/* A pixel of padding lies behind the column, or where channels come in other numbers than fours a column of int8. */
uint32_t ti_conv2d_s8_dsp_scratch_bytes(const void *record_start)
{
    const ti_conv_record *record = record_start;
    uint32_t depth = depth_of(record);
    return column_bytes(depth) + (record->input_channels % 4 == 0 ? record->input_channels : ti_column_bytes(depth));
}

int32_t ti_conv2d_s8_dsp_can(const void *record, const uint8_t *model)
{
    return (int32_t)ti_conv2d_s8_opt_prove(record, model);
}

/* Channels in fours: words are expanded from where they lie, a row of the kernel at once where all four positions have it. */
static void fill_from_pixels(const ti_conv_record *record, const ti_call *call, const ti_blocks *blocks, uint32_t *column, const int8_t *padding)
{
    int32_t channels = record->input_channels;
    int32_t width = record->input_width;
    int32_t row_bytes = width * channels;
    int32_t span = (record->kernel_width - 1) * record->dilation_width;
    ti_place places[TI_POSITIONS];
    int32_t is_whole = record->dilation_width == 1;
    for (int32_t p = 0; p < TI_POSITIONS; p++) {
        places[p] = ti_place_of(record, call, blocks, p);
        is_whole &= places[p].x >= 0 && places[p].x + span < width;
    }

    int32_t run = is_whole ? record->kernel_width : 1;
    uint32_t words = (uint32_t)(run * channels) / 4;
    for (int32_t ky = 0; ky < record->kernel_height; ky++) {
        for (int32_t kx = 0; kx < record->kernel_width; kx += run) {
            const int8_t *taps[TI_POSITIONS];
            int32_t outside = 0;
            for (int32_t p = 0; p < TI_POSITIONS; p++) {
                int32_t y = places[p].y + ky * record->dilation_height;
                int32_t x = places[p].x + kx * record->dilation_width;
                int32_t is_inside = (uint32_t)y < record->input_height && (uint32_t)x < (uint32_t)width;
                taps[p] = is_inside ? places[p].image + y * row_bytes + x * channels : padding;
                outside |= !is_inside;
            }

            if (run == 1 || !outside) {
                column = ti_expand_dsp(column, taps[0], taps[1], taps[2], taps[3], words);
            } else {
                for (int32_t i = 0; i < run; i++) {
                    column = ti_expand_dsp(
                        column, taps[0] + (taps[0] == padding ? 0 : i * channels), taps[1] + (taps[1] == padding ? 0 : i * channels),
                        taps[2] + (taps[2] == padding ? 0 : i * channels), taps[3] + (taps[3] == padding ? 0 : i * channels),
                        (uint32_t)channels / 4);
                }
            }
        }
    }
}

/* Channels in other numbers: the int8 column of _opt, and then its words, which are positions side by side. */
static void fill_from_column(
    const ti_conv_record *record, const ti_call *call, const ti_blocks *blocks, uint32_t depth, uint32_t *column, int8_t *narrow)
{
    ti_fill_column(record, call, blocks, narrow);
    for (uint32_t k = 0; k < depth / 4; k++) {
        column = ti_expand_dsp(column, narrow, narrow + 4, narrow + 8, narrow + 12, 1);
        narrow += 4 * TI_POSITIONS;
    }

    for (uint32_t k = 0; k < depth % 4; k++) {
        int16_t *values = (int16_t *)(void *)column;
        for (int32_t p = 0; p < TI_POSITIONS; p++) {
            values[p] = narrow[4 * p + (int32_t)k];
        }

        column += 2;
    }
}

static ti_block_dsp block_of(const ti_conv_record *record, const ti_call *call, uint32_t depth, uint32_t *column)
{
    ti_requantizer requantizer = ti_requantizer_of(record, call);
    ti_block_dsp block;
    block.multipliers = requantizer.multiplier;
    block.shifts = requantizer.shift;
    block.factor = (uint32_t)(2 * record->output_zero_point + 1);
    block.mask = -requantizer.step;
    block.channels = record->output_channels;
    block.bias = requantizer.bias;
    block.column = column;
    block.end_of_fours = column + depth / 4 * 8;
    block.end = block.end_of_fours + depth % 4 * 2;
    block.weights = (const int8_t *)call->model + record->weights_start;

    /* Pairs of words need an aligned address. */
    int32_t is_aligned = (((uintptr_t)block.weights | depth) & 3) == 0;
    block.end_of_eights = column + (is_aligned ? depth / 16 * 32 : 0);
    return block;
}

void ti_conv2d_s8_dsp(const void *record_start, const ti_call *call)
{
    const ti_conv_record *record = record_start;
    int32_t channels = record->output_channels;
    uint32_t depth = depth_of(record);
    uint32_t *column = (uint32_t *)(void *)call->scratch;
    int8_t *rest = (int8_t *)call->scratch + column_bytes(depth);
    int32_t in_fours = record->input_channels % 4 == 0;
    for (int32_t i = 0; in_fours && i < record->input_channels; i++) {
        rest[i] = record->input_zero_point;
    }

    ti_block_dsp block = block_of(record, call, depth, column);
    ti_blocks blocks = ti_blocks_of(record, call);
    while (ti_next_block(&blocks, channels)) {
        if (in_fours) {
            fill_from_pixels(record, call, &blocks, column, rest);
        } else {
            fill_from_column(record, call, &blocks, depth, column, rest);
        }

        block.channel = 0;
        block.output = blocks.output;
        for (int32_t p = 1; p < TI_POSITIONS; p++) {
            block.offsets[p - 1] = (p < blocks.count ? p : blocks.count - 1) * channels;
        }

        ti_block_dsp_run(&block);
    }

    ti_clamp_conv_outputs_s8(record, call);
}
