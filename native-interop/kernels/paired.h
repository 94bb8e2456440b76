/*
 * Two products in one multiplication, for cores that multiply words and have no SIMD. With x0 + 65536 * x1, the values of two output
 * positions, a product with a weight w is w * x0 + 65536 * w * x1, and so is a sum of such products L + 65536 * H, whose parts can
 * be told apart while L is in [-32767, 32768] and H in [-32767, 32768]:
 *   a sum that starts at TI_PAIR_START = -32769 is (L - 32769) + 65536 * H, where L - 32769 is in [-65536, -1]; so a >> 16 is H - 1,
 *   a is an int32, and of n such sums, added up modulo 2^32, the low part is sum(a) + 32769 * n - 65536 * sum(H).
 * A value is in [-128, 127], so that holds for
 * - the products of any two weights: |w| <= 127 gives at most 2 * 127 * 128, and two weights of -128 give [-32512, 32768];
 * - those of any weights whose magnitudes add up to at most 255: at most 255 * 128 = 32640.
 * A layer's weights are taken four by four. Prepare computes a bit for each four of two output channels: 1 where the magnitudes of
 * one of them add up to more than 255; then their sums are split after two weights, too. Most fours of a real network have a 0.
 */
#ifndef TINYINFER_PAIRED_H
#define TINYINFER_PAIRED_H

#include "blocks.h"

#define TI_PAIR_START (-32769)

/* Output channels whose sums are computed together. */
#define TI_PAIR_CHANNELS 2

/* Words of bits for two channels; the first four weights' is the top bit of the first word. */
static inline uint32_t ti_split_words(uint32_t depth)
{
    return (depth / 4 + 31) / 32;
}

/* weights, weights + stride: of two channels, depth each. Writes ti_split_words(depth) words. */
void ti_find_splits(const int8_t *weights, uint32_t depth, uint32_t stride, uint32_t *splits);

/* Bytes of a paired column: value k of the positions 0 and 1, then of 2 and 3; and of the rows that ti_fill_paired_column needs behind it. */
uint32_t ti_paired_column_bytes(const ti_conv_record *record);

/* As ti_fill_column. */
void ti_fill_paired_column(const ti_conv_record *record, const ti_call *call, const ti_blocks *blocks, uint32_t *column);

/*
 * sums[c][p] = sum over k < depth of column[k][p] * weights[c][k], for an even number of channels, whose weights and splits follow each
 * other.
 */
void ti_multiply_paired(
    const uint32_t *column, const int8_t *weights, uint32_t depth, const uint32_t *splits, int32_t *sums, const int32_t *end_of_sums);

#endif
