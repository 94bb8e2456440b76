#include "column_mve.h"
#include "copy_mve.h"
#include "put_mve.h"
#if defined(__ARM_FEATURE_MVE)

#define MOST_BAND_BYTES 2048
#define MOST_BAND_DEPTH 512

/* Of a row of the band. */
static uint32_t band_bytes_of(const ti_conv_record *record)
{
    uint32_t span = (uint32_t)(record->kernel_width - 1) * record->dilation_width;
    return ((uint32_t)(record->output_width - 1) * record->stride_width + span + 1) * record->input_channels;
}

static int32_t has_band(const ti_conv_record *record, uint32_t depth)
{
    /* The first two conditions keep the third one from overflowing. */
    return depth <= MOST_BAND_DEPTH && record->dilation_width <= MOST_BAND_BYTES && record->input_channels % 16 != 0
        && record->output_width <= MOST_BAND_BYTES && record->stride_width <= MOST_BAND_BYTES && depth > record->input_channels
        && band_bytes_of(record) <= MOST_BAND_BYTES / record->kernel_height;
}

uint32_t ti_column_scratch_bytes_mve(const ti_conv_record *record, uint32_t depth)
{
    uint32_t bytes = ti_column_bytes_mve(depth);
    if (has_band(record, depth)) {
        bytes += ti_column_steps_mve(depth) * 32 + record->kernel_height * band_bytes_of(record);
    }

    return bytes;
}

static void start_band(ti_column_mve *column, uint8_t *scratch)
{
    const ti_conv_record *record = column->record;
    column->band_bytes = (int32_t)band_bytes_of(record);
    column->places = (uint16_t *)(void *)scratch;
    column->band = (int8_t *)scratch + column->steps * 32;
    ti_set_mve(column->band, record->input_zero_point, record->kernel_height * column->band_bytes);
    uint16_t *place = column->places;
    for (int32_t i = 0; i < column->padding; i++) {
        *place++ = 0;
    }

    for (int32_t ky = 0; ky < record->kernel_height; ky++) {
        for (int32_t kx = 0; kx < record->kernel_width; kx++) {
            int32_t first = ky * column->band_bytes + kx * record->dilation_width * record->input_channels;
            for (int32_t i = 0; i < record->input_channels; i++) {
                *place++ = (uint16_t)(first + i);
            }
        }
    }
}

/* One tap, and as many outputs as inputs: then all positions are like those of one row. */
static int32_t is_point_by_point(const ti_conv_record *record)
{
    return record->kernel_height == 1 && record->kernel_width == 1 && record->stride_height == 1 && record->stride_width == 1
        && record->padding_top == 0 && record->padding_left == 0
        && record->input_height == record->output_height && record->input_width == record->output_width;
}

/* Steps are used between places that are inside of the image; where there are none they may be too large, and wrap. */
static void start_wide(ti_column_mve *column)
{
    const ti_conv_record *record = column->record;
    uint32_t channels = record->input_channels;
    column->is_wide = 1;
    column->vectors = (int32_t)(record->kernel_width * channels / 16);
    column->row_step = (int32_t)(record->dilation_height * (record->input_width * channels));
    column->step = (int32_t)(record->stride_width * channels);
    column->end_of_y = record->input_height - (record->kernel_height - 1) * record->dilation_height;
    column->end_of_x = record->input_width - (record->kernel_width - 1) * record->dilation_width;
}

ti_column_mve ti_start_column_mve(const ti_conv_record *record, const ti_call *call, uint32_t depth, uint8_t *scratch)
{
    int32_t are_side_by_side = record->dilation_width == 1 || record->kernel_width == 1;
    ti_column_mve column = { 0 };
    column.record = record;
    column.start = (int8_t *)scratch;
    column.steps = (int32_t)ti_column_steps_mve(depth);
    column.padding = column.steps * 16 - (int32_t)depth;
    column.run_taps = are_side_by_side ? record->kernel_width : 1;
    if (record->input_channels % 16 == 0) {
        start_wide(&column);
    } else if (has_band(record, depth)) {
        start_band(&column, scratch + ti_column_bytes_mve(depth));
    }

    for (int32_t p = 0; p < TI_POSITIONS; p++) {
        ti_set_mve(column.start + 16 * p, 0, column.padding);
    }

    ti_blocks blocks = ti_blocks_of(record, call);
    blocks.count = 1;
    column.place = ti_place_of(record, call, &blocks, 0);
    column.columns_left = record->output_width;
    column.rows_left = record->output_height - call->first % record->output_height;
    if (is_point_by_point(record)) {
        column.columns_left = call->count * record->output_width;
        column.place.image += column.place.y * record->input_width * record->input_channels;
        column.place.y = 0;
        column.end_of_x = column.columns_left;
        column.is_point_by_point = 1;
    }

    return column;
}

/* Brings the band to the row of outputs that begins. */
static void fill_band(ti_column_mve *column)
{
    const ti_conv_record *record = column->record;
    int32_t channels = record->input_channels;
    int32_t band_columns = (record->output_width - 1) * record->stride_width + (record->kernel_width - 1) * record->dilation_width + 1;
    int32_t left = ti_clamp(record->padding_left, 0, band_columns);
    int32_t right = ti_clamp(record->padding_left + record->input_width, 0, band_columns);
    int32_t bytes = (right - left) * channels;
    int32_t y = column->place.y;
    int8_t *row = column->band + left * channels;
    for (int32_t ky = 0; ky < record->kernel_height; ky++) {
        if (y >= 0 && y < record->input_height) {
            ti_copy_mve(row, column->place.image + y * record->input_width * channels, bytes);
        } else {
            ti_set_mve(row, record->input_zero_point, bytes);
        }

        row += column->band_bytes;
        y += y < record->input_height ? record->dilation_height : 0;   /* what is beyond the image stays there: no overflow */
    }

    column->is_band_filled = 1;
}

/* Channels in sixteens, a position at a border of the image. */
static void put_taps(const ti_column_mve *column, int32_t x, int8_t *at)
{
    const ti_conv_record *record = column->record;
    int32_t channels = record->input_channels;
    int32_t width = record->input_width;
    int32_t taps = column->run_taps;
    int32_t y = column->place.y;
    ti_put_value_mve(at, record->input_zero_point, column->steps);
    for (int32_t ky = 0; ky < record->kernel_height; ky++) {
        int32_t run_x = x;
        for (int32_t kx = 0; kx < record->kernel_width && y >= 0 && y < record->input_height; kx += taps) {
            int32_t left = ti_clamp(-run_x, 0, taps);
            int32_t right = ti_clamp(width - run_x, left, taps);
            if (left < right) {
                ti_put_rows_mve(
                    at + (kx + left) * channels * 4, column->place.image + (y * width + run_x + left) * channels, 0, 1,
                    (right - left) * channels >> 4, 0, 1);
            }

            run_x += run_x < width ? record->dilation_width : 0;   /* what is beyond the image stays there: no overflow */
        }

        at += record->kernel_width * channels * 4;
        y += y < record->input_height ? record->dilation_height : 0;
    }
}

/* The same for positions inside of the image. Taps that are apart are rows of their own. */
static void put_inside(const ti_column_mve *column, int8_t *at, const int8_t *source, int32_t positions)
{
    const ti_conv_record *record = column->record;
    if (column->run_taps == record->kernel_width) {
        ti_put_rows_mve(at, source, column->row_step, record->kernel_height, column->vectors, column->step, positions);
        return;
    }

    int32_t channels = record->input_channels;
    for (int32_t ky = 0; ky < record->kernel_height; ky++) {
        ti_put_rows_mve(
            at, source, (int32_t)((uint32_t)record->dilation_width * record->input_channels), record->kernel_width, channels >> 4,
            column->step, positions);
        at += record->kernel_width * channels * 4;
        source += column->row_step;
    }
}

/* Channels in sixteens, positions of one row of outputs. */
static void put_wide(const ti_column_mve *column, int8_t *at, int32_t positions)
{
    const ti_conv_record *record = column->record;
    int32_t stride = record->stride_width;
    int32_t x = column->place.x;
    int32_t y = column->place.y;
    int32_t end_of_x = y >= 0 && y < column->end_of_y ? column->end_of_x : 0;
    while (positions > 0) {
        int32_t some = 1;
        if (x >= 0 && x < end_of_x) {
            int32_t inside = (end_of_x - x - 1) / stride + 1;
            const int8_t *source = column->place.image + (y * record->input_width + x) * record->input_channels;
            some = positions < inside ? positions : inside;
            put_inside(column, at, source, some);
        } else {
            put_taps(column, x, at);
        }

        positions -= some;
        x += some * stride;
        at += 16 * some;
    }
}

/* Any channels, run by run. */
static void put_runs(const ti_column_mve *column, int32_t first_x, int8_t *at)
{
    const ti_conv_record *record = column->record;
    int32_t channels = record->input_channels;
    int32_t width = record->input_width;
    int32_t zero_point = record->input_zero_point;
    int32_t y = column->place.y;
    int32_t index = column->padding;
    for (int32_t ky = 0; ky < record->kernel_height; ky++) {
        int32_t x = first_x;
        int32_t taps = y >= 0 && y < record->input_height ? column->run_taps : 0;
        for (int32_t kx = 0; kx < record->kernel_width; kx += column->run_taps) {
            int32_t left = ti_clamp(-x, 0, taps);
            int32_t right = ti_clamp(width - x, left, taps);
            index = ti_put_value_run_mve(at, index, zero_point, left * channels);
            if (right > left) {
                index = ti_put_run_mve(at, index, column->place.image + (y * width + x + left) * channels, (right - left) * channels);
            }

            index = ti_put_value_run_mve(at, index, zero_point, (column->run_taps - right) * channels);
            x += x < width ? record->dilation_width : 0;   /* what is beyond the image stays there: no overflow */
        }

        y += y < record->input_height ? record->dilation_height : 0;
    }
}

static void move_on(ti_column_mve *column, int32_t positions)
{
    const ti_conv_record *record = column->record;
    column->place.x += positions * record->stride_width;
    column->columns_left -= positions;
    if (column->columns_left > 0) {
        return;
    }

    column->is_band_filled = 0;
    column->columns_left = record->output_width;
    column->place.x = -record->padding_left;
    column->place.y += record->stride_height;
    if (--column->rows_left == 0) {
        column->rows_left = record->output_height;
        column->place.y = -record->padding_top;
        column->place.image += record->input_height * record->input_width * record->input_channels;
    }
}

/* Positions of one row of outputs. */
static void put_positions(ti_column_mve *column, int8_t *at, int32_t positions)
{
    const ti_conv_record *record = column->record;
    if (column->is_wide) {
        put_wide(column, at, positions);
    } else if (column->is_point_by_point) {
        int32_t channels = record->input_channels;
        ti_put_points_mve(at, column->place.image + column->place.x * channels, channels, column->steps, column->padding, positions);
    } else if (column->band != 0) {
        if (!column->is_band_filled) {
            fill_band(column);
        }

        int32_t channels = record->input_channels;
        const int8_t *window = column->band + (column->place.x + record->padding_left) * channels;
        ti_put_windows_mve(
            at, window, column->places, column->steps, column->padding, record->stride_width * channels, positions);
    } else {
        for (int32_t p = 0; p < positions; p++) {
            put_runs(column, column->place.x + p * record->stride_width, at + 16 * p);
        }
    }
}

void ti_fill_column_mve(ti_column_mve *column, int32_t positions)
{
    int32_t filled = 0;
    while (filled < positions) {
        int32_t left = positions - filled;
        int32_t some = left < column->columns_left ? left : column->columns_left;
        put_positions(column, column->start + 16 * filled, some);
        move_on(column, some);
        filled += some;
    }

    for (; filled < TI_POSITIONS; filled++) {
        ti_put_again_mve(column->start + 16 * filled, column->steps);
    }
}
#endif
