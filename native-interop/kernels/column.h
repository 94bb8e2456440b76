/*
 * A column holds what the filters of a block's positions read: value k of position p is byte 16 * (k / 4) + 4 * p + k % 4. So four
 * values of a position are a word, which is copied as one where the input allows it, and a loop over k finds all it needs at
 * constant distances from one pointer.
 */
#ifndef TINYINFER_COLUMN_H
#define TINYINFER_COLUMN_H

#include "blocks.h"

#define TI_COLUMN_INDEX(p, k) ((k) / 4 * 4 * TI_POSITIONS + 4 * (p) + (k) % 4)

/* Bytes of a column of depth values a position. */
static inline uint32_t ti_column_bytes(uint32_t depth)
{
    return (depth + 3) / 4 * 4 * TI_POSITIONS;
}

/*
 * Fills the column of a block of CONV_2D, or of DEPTHWISE_CONV_2D with one input channel. Padding reads as the input's zero point,
 * as in the bias. The column starts at a multiple of 4.
 */
void ti_fill_column(const ti_conv_record *record, const ti_call *call, const ti_blocks *blocks, int8_t *column);

#endif
