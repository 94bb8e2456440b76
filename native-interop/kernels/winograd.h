/*
 * 3 x 3 convolutions of stride 1 by Winograd's F(4 x 4, 3 x 3), in integers and exact: 36 products for the 144 of a tile of 4 x 4 outputs.
 *
 *   Y = A' [ (G g G') * (B' d B) ] A        g: 3 x 3 weights, d: 6 x 6 values, Y: 4 x 4 outputs, *: of elements, summed over input channels
 *
 *        6  0  0           4  0 -5  0  1  0            1 -1 -1  1  1  0
 *        4  4  4           0 -4 -4  1  1  0            0 -1  1  2 -2  0
 *   G =  4 -4  4      B' = 0  4 -4 -1  1  0       A' = 0 -1 -1  4  4  0
 *        1  2  4           0 -2 -1  2  1  0            0 -1  1  8 -8  4
 *        1 -2  4           0  2 -1 -2  1  0
 *        0  0  6           0  4  0 -5  0  1
 *
 * These are the usual matrices for the points 0, +-1, +-2 and infinity (Lavin and Gray 2016), G times 24 and without its fractions, a
 * sign and a factor moved from it to A', so that
 * - transformed weights are at most 12 * 12 * 128, and transformed values at most 10 * 10 * 128: both are int16;
 * - Y is 576 times the outputs' sums. All that is computed between is a ring's arithmetic, here modulo 2^32, and may wrap; 9 is odd,
 *   so a product with its inverse modulo 2^32 leaves 64 * sum, which is exact while sum is in [-2^25, 2^25). A sum has
 *   9 * channels products of at most 2^14: up to TI_WINOGRAD_MOST_CHANNELS that holds for any weights.
 * Padding reads as the input's zero point, as in the bias.
 *
 * A group is four tiles, which are computed together. In scratch:
 *   values   [group][channel / 4][36][channel % 4][tile], int16: all that a group's tiles read, transformed
 *   weights  [channel / 4][2][6][channel % 4][output channel], int16: two rows of G g G', for TI_CHANNELS output channels
 *   sums     [group][36][output channel][tile]
 */
#ifndef TINYINFER_WINOGRAD_H
#define TINYINFER_WINOGRAD_H

#include "opt.h"

#define TI_TILE 4
#define TI_PATCH (TI_TILE + 2)
#define TI_FREQUENCIES (TI_PATCH * TI_PATCH)
#define TI_WINOGRAD_MOST_CHANNELS 227

/* From the values, or weights, of four channels to those of the next four. */
#define TI_VALUES_STEP (TI_FREQUENCIES * 4 * TI_POSITIONS)
#define TI_WEIGHTS_STEP (2 * TI_PATCH * 4 * TI_CHANNELS)

/*
 * Transforms the patch of a group's tile. patch: 6 rows of pixels, channels a multiple of 4; values: of the group, for its first tile, + tile.
 */
void ti_winograd_values(const int8_t *patch, int32_t row_bytes, int32_t pixel_bytes, int16_t *values);

/* Rows of G g G' that have most in common. */
typedef enum ti_winograd_rows {
    TI_ROWS_0_AND_5,
    TI_ROWS_1_AND_2,
    TI_ROWS_3_AND_4
} ti_winograd_rows;

/* Two rows of the transformed weights of an output channel. start: [3][3][channels], taps stride apart; weights: where its first goes. */
void ti_winograd_weights(const int8_t *start, int32_t stride, int32_t channels, ti_winograd_rows rows, int16_t *weights);

/* Where a tile's outputs of channel 0 go, and how many of them there are. */
typedef struct ti_winograd_target {
    int8_t *output;
    int32_t row_bytes;
    int32_t pixel_bytes;
    int32_t rows;              /* 1 ... TI_TILE */
    int32_t columns;
} ti_winograd_target;

/* A channel's outputs of a tile. sums: of the group, + output channel * TI_POSITIONS + tile. */
void ti_winograd_outputs(const uint32_t *sums, const ti_requantizer *requantizer, int32_t channel, const ti_winograd_target *target);

#endif
