/*
 * A call's units as runs of output rows of one image, for libraries whose functions compute whole images: a run is an image whose
 * input begins at the first row that it reads. What is above of that is not there; padding is only where the run really meets it.
 */
#ifndef TINYINFER_ROWS_H
#define TINYINFER_ROWS_H

#include "copy.h"
#include "kernel.h"

/* The vertical geometry of a convolution or a pool, and one run of it. */
typedef struct ti_rows {
    const int8_t *input;        /* of the run: its first input row */
    int8_t *output;             /* of the run: its first output row */
    int32_t input_height;       /* of the run: rows from input on to the image's end */
    int32_t padding_top;        /* of the run */
    int32_t count;              /* of the run: output rows */

    const int8_t *image;        /* batch 0 */
    int32_t image_height;
    int32_t input_row_bytes;
    int32_t image_rows;         /* output rows of an image */
    int32_t output_row_bytes;
    int32_t stride;
    int32_t padding;
    int32_t unit;               /* first of the run */
    int32_t end;                /* of the call */
} ti_rows;

/*
 * Libraries write whole pixels. So the outputs of a part lie in these bytes of scratch first, as in a tensor of their own; what the
 * library wants is behind them. 0: outputs go where they belong.
 */
static inline uint32_t ti_apart_bytes(const ti_conv_record *record)
{
    return record->op.code == TI_CONV_2D_PART ? ((uint32_t)(record->op.units * record->output_width * record->output_channels) + 3) & ~3u : 0;
}

static inline ti_rows ti_conv_rows(const ti_conv_record *record, const ti_call *call)
{
    int8_t *output = ti_apart_bytes(record) > 0 ? (int8_t *)call->scratch : call->arena + record->output_start;
    ti_rows rows = {
        0, output, 0, 0, 0,
        call->arena + record->input_start, record->input_height, record->input_width * record->input_channels,
        record->output_height, record->output_width * record->output_channels,
        record->stride_height, record->padding_top, call->first, call->first + call->count
    };
    rows.output += rows.unit * rows.output_row_bytes;
    return rows;
}

static inline ti_rows ti_pool_rows(const ti_pool_record *record, const ti_call *call)
{
    ti_rows rows = {
        0, call->arena + record->output_start, 0, 0, 0,
        call->arena + record->input_start, record->input_height, record->input_width * record->channels,
        record->output_height, record->output_width * record->channels,
        record->stride_height, record->padding_top, call->first, call->first + call->count
    };
    rows.output += rows.unit * rows.output_row_bytes;
    return rows;
}

/* Moves to the next run; 0: there is none. Every window must meet the image, or input could lie behind it. */
static inline int32_t ti_next_rows(ti_rows *rows)
{
    rows->unit += rows->count;
    rows->output += rows->count * rows->output_row_bytes;
    int32_t left = rows->end - rows->unit;
    if (left <= 0) {
        return 0;
    }

    int32_t batch = rows->unit / rows->image_rows;
    int32_t row = rows->unit - batch * rows->image_rows;
    rows->count = left < rows->image_rows - row ? left : rows->image_rows - row;

    int32_t y = row * rows->stride - rows->padding;
    int32_t skipped = y < 0 ? 0 : y;
    rows->padding_top = skipped - y;
    rows->input = rows->image + (batch * rows->image_height + skipped) * rows->input_row_bytes;
    rows->input_height = rows->image_height - skipped;
    return 1;
}

/* Copies a part's outputs of a call to where they belong. */
static inline void ti_place_part(const ti_conv_record *record, const ti_call *call)
{
    if (ti_apart_bytes(record) > 0) {
        int32_t channels = record->output_channels;
        int32_t stride = ti_output_pixel_stride(record);
        int32_t end = (call->first + call->count) * record->output_width;
        for (int32_t position = call->first * record->output_width; position < end; position++) {
            ti_copy(call->arena + record->output_start + position * stride, (const int8_t *)call->scratch + position * channels, channels);
        }
    }
}

/*
 * Whether every window of a convolution meets the image, both ways. Libraries that compute where a window begins and ends in the
 * image may write beyond their buffers where there is nothing in between. Sizes are such that 16 bits with a sign hold any place.
 */
static inline int32_t ti_windows_meet_image(const ti_conv_record *record)
{
    int32_t height = record->input_height;
    int32_t width = record->input_width;
    return height <= INT16_MAX && width <= INT16_MAX
        && record->padding_top <= (record->kernel_height - 1) * record->dilation_height
        && record->padding_left <= (record->kernel_width - 1) * record->dilation_width
        && record->padding_top <= INT16_MAX && record->padding_left <= INT16_MAX
        && (record->output_height - 1) * record->stride_height - record->padding_top < height
        && (record->output_width - 1) * record->stride_width - record->padding_left < width;
}

/* Whether some tap of some window lies in the padding. */
static inline int32_t ti_has_padding(const ti_conv_record *record)
{
    return record->padding_top > 0 || record->padding_left > 0
        || (record->output_height - 1) * record->stride_height + (record->kernel_height - 1) * record->dilation_height
            >= record->input_height
        || (record->output_width - 1) * record->stride_width + (record->kernel_width - 1) * record->dilation_width
            >= record->input_width;
}

#endif
