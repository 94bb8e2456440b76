/*
 * DEPTHWISE_CONV_2D is computed in tiles: rows of outputs, or part of one row where a row is too wide. A channel's inputs of a tile
 * are a plane, row after row, with zero points where the image ends. Every tap of a window is less than 256 bytes from the first.
 */
#ifndef TINYINFER_TILE_MVE_H
#define TINYINFER_TILE_MVE_H

#include "../opt.h"
#include "windows_mve.h"

typedef struct ti_tiling_mve {
    int32_t taps;
    int32_t steps;                /* vectors of 16 taps */
    int32_t span_y;               /* from the first tap to the last one, in rows and columns of the input */
    int32_t span_x;
    int32_t width;                /* outputs in a row of a tile; 0: the taps lie too far apart */
    int32_t height;               /* rows of outputs in a tile, at most */
    int32_t columns;              /* of a plane */
    int32_t rows;
} ti_tiling_mve;

ti_tiling_mve ti_tiling_of_mve(const ti_conv_record *record);

/* The scratch of a call: all that does not depend on the channel is computed once a tile. */
typedef struct ti_tile_mve {
    const int8_t **windows;       /* [width * height], filled up to a multiple of eight with the last one */
    uint16_t *places;             /* in the plane, of each input position inside of the image */
    uint8_t *taps;                /* [steps * 16] */
    int8_t *weights;              /* [steps * 16], of one channel */
    int8_t *plane;
    const int8_t *input;          /* channel 0 of the first input position inside of the image */
    int32_t run;                  /* input positions that follow one another, */
    int32_t runs;                 /* times this */
    int32_t row_bytes;            /* from a run to the next one */
    int8_t *output;               /* channel 0 of the first output */
    int32_t outputs;
} ti_tile_mve;

uint32_t ti_tile_bytes_mve(const ti_tiling_mve *tiling);
ti_tile_mve ti_tile_of_mve(const ti_tiling_mve *tiling, uint8_t *scratch);

/* The taps, once a call. */
void ti_start_tiles_mve(ti_tile_mve *tile, const ti_tiling_mve *tiling, const ti_conv_record *record);

/* Outputs [y, y + height) x [x, x + width) of a batch. */
void ti_start_tile_mve(
    ti_tile_mve *tile, const ti_tiling_mve *tiling, const ti_conv_record *record, const ti_call *call, int32_t batch, int32_t y, int32_t x,
    int32_t height, int32_t width);

#endif
