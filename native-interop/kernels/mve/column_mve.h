/*
 * A column for MVE: value k of position p lies at 64 * (j / 16) + 16 * p + j % 16, with j = k + padding, where padding fills the depth
 * up to a multiple of 16. What lies in front of a position's values is 0.
 */
#ifndef TINYINFER_COLUMN_MVE_H
#define TINYINFER_COLUMN_MVE_H

#include "../blocks.h"

/* Vectors of 16 values a position. */
static inline uint32_t ti_column_steps_mve(uint32_t depth)
{
    return (depth + 15) / 16;
}

static inline uint32_t ti_column_bytes_mve(uint32_t depth)
{
    return ti_column_steps_mve(depth) * 16 * TI_POSITIONS;
}

/* How positions find their values, when they are all inside of the image. */
typedef struct ti_column_mve {
    int8_t *start;
    uint32_t padding;             /* 0 ... 15 */
    int32_t run_bytes;            /* values that lie side by side in the input: of a kernel's row, or of a tap where taps are apart */
    int32_t run_taps;
    int32_t runs;                 /* in a row of the kernel */
} ti_column_mve;

/* Clears what the column begins with. */
ti_column_mve ti_start_column_mve(const ti_conv_record *record, uint32_t depth, int8_t *start);

/* Fills the column of a block of CONV_2D, or of DEPTHWISE_CONV_2D with one input channel. Outside of the image is the zero point. */
void ti_fill_column_mve(const ti_column_mve *column, const ti_conv_record *record, const ti_call *call, const ti_blocks *blocks);

#endif
