/*
 * The output positions of a convolution's call, TI_POSITIONS at a time. Blocks run over the ends of rows. Only the last one may
 * have fewer: then its last position stands for the missing ones, which are computed, but not stored.
 */
#ifndef TINYINFER_BLOCKS_H
#define TINYINFER_BLOCKS_H

#include "opt.h"

typedef struct ti_blocks {
    int32_t position;       /* the block's first, counted over all batches' rows */
    int32_t count;          /* positions of the block, 1 ... TI_POSITIONS */
    int8_t *output;         /* of the first position */
    int32_t stride;         /* from a position's output to the next one's */
    int32_t end;            /* of the call's positions */
} ti_blocks;

static inline ti_blocks ti_blocks_of(const ti_conv_record *record, const ti_call *call)
{
    int32_t first = call->first * record->output_width;
    int32_t stride = ti_output_pixel_stride(record);
    ti_blocks blocks = {
        first, 0, call->arena + record->output_start + first * stride, stride, first + call->count * record->output_width
    };
    return blocks;
}

/* Moves on; 0: there are no more. */
static inline int32_t ti_next_block(ti_blocks *blocks)
{
    blocks->position += blocks->count;
    blocks->output += blocks->count * blocks->stride;
    int32_t left = blocks->end - blocks->position;
    blocks->count = left < TI_POSITIONS ? left : TI_POSITIONS;
    return left > 0;
}

/* Where the first tap of a block's position p lies: row y, column x of its batch's image, maybe outside of it. */
typedef struct ti_place {
    const int8_t *image;
    int32_t y;
    int32_t x;
} ti_place;

static inline ti_place ti_place_of(const ti_conv_record *record, const ti_call *call, const ti_blocks *blocks, int32_t p)
{
    int32_t position = blocks->position + (p < blocks->count ? p : blocks->count - 1);
    int32_t row = position / record->output_width;
    int32_t batch = row / record->output_height;
    int32_t image_bytes = record->input_height * record->input_width * record->input_channels;
    ti_place place = {
        call->arena + record->input_start + batch * image_bytes,
        (row - batch * record->output_height) * record->stride_height - record->padding_top,
        (position - row * record->output_width) * record->stride_width - record->padding_left,
    };
    return place;
}

/* Writes count channels from channel on of a block's positions. sums, without bias: [count][TI_POSITIONS]. */
void ti_store_block_s8(
    const ti_requantizer *requantizer, int32_t channel, int32_t count, const int32_t *sums, const ti_blocks *blocks);

#endif
