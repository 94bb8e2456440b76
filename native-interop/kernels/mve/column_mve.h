/*
 * A column for MVE: value k of position p lies at 64 * (j / 16) + 16 * p + j % 16, with j = k + padding, where padding fills the depth
 * up to a multiple of 16. What lies in front of a position's values is 0. Outside of the image is the zero point.
 *
 * It is filled with whole vectors, where channels come in sixteens, or where the kernel has one tap; by gather loads from a band, the
 * padded rows of the input under one row of outputs, where that is small; and else run by run.
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

typedef struct ti_column_mve {
    const ti_conv_record *record;
    int8_t *start;
    int32_t steps;
    int32_t padding;              /* 0 ... 15 */
    int32_t run_taps;             /* taps of a kernel's row that lie side by side in the input: all, or one */
    int32_t is_wide;              /* channels come in sixteens: */
    int32_t vectors;              /* of a row of the kernel, */
    int32_t row_step;             /* bytes from one to the next, */
    int32_t step;                 /* from a position to the next, */
    int32_t end_of_y;             /* and where positions begin to lie partly outside */
    int32_t end_of_x;
    int32_t is_point_by_point;    /* one tap, and as many outputs as inputs: all positions are like those of one row */
    int8_t *band;                 /* [kernel_height][band_bytes], or null */
    uint16_t *places;             /* of a window's values in the band */
    int32_t band_bytes;
    int32_t is_band_filled;       /* for the row of outputs that comes next */

    /* The next position. */
    ti_place place;
    int32_t columns_left;         /* in its row of outputs */
    int32_t rows_left;            /* in its image */
} ti_column_mve;

/* Bytes of a column with its band, for CONV_2D, or DEPTHWISE_CONV_2D with one input channel. */
uint32_t ti_column_scratch_bytes_mve(const ti_conv_record *record, uint32_t depth);

ti_column_mve ti_start_column_mve(const ti_conv_record *record, const ti_call *call, uint32_t depth, uint8_t *scratch);

/* Fills the column with the next positions, 1 ... TI_POSITIONS; what is missing is equal to the last one. */
void ti_fill_column_mve(ti_column_mve *column, int32_t positions);

#endif
