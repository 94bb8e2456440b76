#include "columns_dsp.h"
#include "../copy.h"
#include "../opt.h"
#include "../word.h"

uint32_t ti_conv_depth(const ti_conv_record *record)
{
    return (uint32_t)(record->kernel_height * record->kernel_width) * record->input_channels;
}

/* Longer strips are not worth their place in scratch. */
#define MOST_STRIP_BYTES 4096

/* A patch is copied in whole words, row after row. */
#define SLACK 4

static int32_t is_dilated(const ti_conv_record *record)
{
    return record->dilation_height > 1 || record->dilation_width > 1;
}

static int32_t are_rows_words(const ti_conv_record *record)
{
    return !is_dilated(record) && (uint32_t)(record->kernel_width * record->input_channels) % 4 == 0;
}

/* Whether the last window leaves the input, or the first one begins outside of it. */
static int32_t is_padded(const ti_conv_record *record)
{
    return record->padding_top > 0 || record->padding_left > 0
        || (uint32_t)((record->output_height - 1) * record->stride_height) + record->kernel_height > record->input_height
        || (uint32_t)((record->output_width - 1) * record->stride_width) + record->kernel_width > record->input_width;
}

/* Bytes of a row of what the windows of an output row read, if it is copied to strips; else 0. */
static uint32_t strip_row_bytes(const ti_conv_record *record, uint32_t positions)
{
    uint32_t pixels = (uint32_t)((record->output_width - 1) * record->stride_width) + record->kernel_width;
    if (is_dilated(record) || record->input_channels >= 4 || record->output_width + 1u < positions || pixels > MOST_STRIP_BYTES
        || (are_rows_words(record) && !is_padded(record))) {
        return 0;
    }

    uint32_t bytes = pixels * record->input_channels;
    return bytes * record->kernel_height <= MOST_STRIP_BYTES ? bytes : 0;
}

static uint32_t patch_bytes(const ti_conv_record *record, uint32_t positions)
{
    int32_t is_direct = are_rows_words(record) && (!is_padded(record) || strip_row_bytes(record, positions) > 0);
    return is_direct ? 0 : ti_round_up(ti_conv_depth(record), TI_GROUP) + SLACK;
}

static uint32_t strip_bytes(const ti_conv_record *record, uint32_t positions)
{
    uint32_t bytes = strip_row_bytes(record, positions) * record->kernel_height;
    return bytes == 0 ? 0 : ti_round_up(bytes + SLACK, 4);
}

static uint32_t value_bytes(const ti_conv_record *record, uint32_t positions)
{
    return ti_round_up(ti_conv_depth(record), TI_GROUP) * (uint32_t)sizeof(int16_t) * positions;
}

uint32_t ti_columns_bytes_dsp(const ti_conv_record *record, uint32_t positions)
{
    return value_bytes(record, positions) + 2 * strip_bytes(record, positions) + positions * patch_bytes(record, positions);
}

ti_columns_dsp ti_columns_dsp_of(const ti_conv_record *record, const ti_call *call, int32_t positions, uint8_t *scratch)
{
    ti_columns_dsp columns;
    uint32_t count = (uint32_t)positions;
    columns.record = record;
    columns.positions = positions;
    columns.depth = ti_conv_depth(record);
    columns.values = (uint32_t *)(void *)scratch;
    columns.strip = (int8_t *)scratch + value_bytes(record, count);
    columns.other_strip = columns.strip + strip_bytes(record, count);
    columns.patches = columns.other_strip + strip_bytes(record, count);
    columns.patch_bytes = patch_bytes(record, count);
    columns.strip_row_bytes = (int32_t)strip_row_bytes(record, count);
    columns.are_rows_words = are_rows_words(record);
    columns.most_y = record->input_height - record->kernel_height;
    columns.most_x = columns.are_rows_words && columns.most_y >= 0 ? record->input_width - record->kernel_width : -1;
    columns.rows.words = columns.are_rows_words ? (uint32_t)(record->kernel_width * record->input_channels) / 4 : (columns.depth + 3) / 4;
    columns.rows.rows = columns.are_rows_words ? record->kernel_height : 1;

    int32_t batch = call->first / record->output_height;
    int32_t row = call->first - batch * record->output_height;
    int32_t image_bytes = record->input_height * record->input_width * record->input_channels;
    columns.image = call->arena + record->input_start + batch * image_bytes;
    columns.y = row * record->stride_height - record->padding_top;
    columns.x = -record->padding_left;
    columns.rows_left = record->output_height - row;
    columns.positions_left = record->output_width;
    columns.left = call->count * record->output_width;
    return columns;
}

/* Copies bytes of an input row from x on, which may be padding at both ends. */
static int8_t *gather_row(const ti_conv_record *record, const int8_t *input_row, int32_t x, int32_t pixels, int8_t *copy)
{
    int32_t channels = record->input_channels;
    int32_t left = ti_clamp(-x, 0, pixels);
    int32_t right = ti_clamp(record->input_width - x, left, pixels);
    ti_set(copy, record->input_zero_point, left * channels);
    if (right > left) {
        ti_copy(copy + left * channels, input_row + (x + left) * channels, (right - left) * channels);
    }

    ti_set(copy + right * channels, record->input_zero_point, (pixels - right) * channels);
    return copy + pixels * channels;
}

static int8_t *gather_dilated_row(const ti_conv_record *record, const int8_t *input_row, int32_t x, int8_t *patch)
{
    int32_t channels = record->input_channels;
    for (int32_t kx = 0; kx < record->kernel_width; kx++) {
        if ((uint32_t)x < record->input_width) {
            ti_copy(patch, input_row + x * channels, channels);
        } else {
            ti_set(patch, record->input_zero_point, channels);
        }

        patch += channels;
        x += x < record->input_width ? record->dilation_width : 0;   /* what is beyond the image stays there: no overflow */
    }

    return patch;
}

/* Copies the rows of a window, or of a strip, from column x on. */
static void gather(const ti_columns_dsp *columns, int32_t x, int32_t pixels, int8_t *copy)
{
    const ti_conv_record *record = columns->record;
    int32_t row_bytes = record->input_width * record->input_channels;
    int32_t y = columns->y;
    for (int32_t ky = 0; ky < record->kernel_height; ky++) {
        if ((uint32_t)y >= record->input_height) {
            ti_set(copy, record->input_zero_point, pixels * record->input_channels);
            copy += pixels * record->input_channels;
        } else if (record->dilation_width == 1) {
            copy = gather_row(record, columns->image + y * row_bytes, x, pixels, copy);
        } else {
            copy = gather_dilated_row(record, columns->image + y * row_bytes, x, copy);
        }

        y += y < record->input_height ? record->dilation_height : 0;
    }
}

/* Brings rows of bytes together, whatever lies between them. Behind a row what follows it is copied, which the next one overwrites. */
static TI_HOT void join_rows(int8_t *patch, const int8_t *row, int32_t row_bytes, int32_t step, int32_t rows)
{
    for (; rows > 0; rows--) {
        for (int32_t i = 0; i < row_bytes; i += 4) {
            ti_put_word(patch + i, ti_word_at(row + i));
        }

        patch += row_bytes;
        row += step;
    }
}

static inline int8_t *patch_of(const ti_columns_dsp *columns, int32_t p)
{
    return columns->patches + (uint32_t)p * columns->patch_bytes;
}

static void find_in_strip(ti_columns_dsp *columns, int32_t p)
{
    const ti_conv_record *record = columns->record;
    int32_t channels = record->input_channels;
    int32_t row_bytes = record->kernel_width * channels;
    if (columns->positions_left == record->output_width) {
        int8_t *strip = columns->other_strip;
        columns->other_strip = columns->strip;
        columns->strip = strip;
        gather(columns, -record->padding_left, columns->strip_row_bytes / channels, strip);
    }

    const int8_t *window = columns->strip + (columns->x + record->padding_left) * channels;
    if (columns->are_rows_words) {
        columns->rows.starts[p] = window;
        columns->rows.steps[p] = columns->strip_row_bytes - row_bytes;
    } else {
        columns->rows.starts[p] = patch_of(columns, p);
        join_rows(patch_of(columns, p), window, row_bytes, columns->strip_row_bytes, record->kernel_height);
    }
}

static inline void find_window(ti_columns_dsp *columns, int32_t p)
{
    const ti_conv_record *record = columns->record;
    int32_t x = columns->x;
    int32_t y = columns->y;
    int32_t row_bytes = record->input_width * record->input_channels;
    if (columns->strip_row_bytes > 0) {
        find_in_strip(columns, p);
    } else if (x >= 0 && x <= columns->most_x && y >= 0 && y <= columns->most_y) {
        columns->rows.starts[p] = columns->image + y * row_bytes + x * record->input_channels;
        columns->rows.steps[p] = row_bytes - record->kernel_width * record->input_channels;
    } else {
        columns->rows.starts[p] = patch_of(columns, p);
        columns->rows.steps[p] = 0;
        gather(columns, x, record->kernel_width, patch_of(columns, p));
    }
}

static inline void advance(ti_columns_dsp *columns)
{
    const ti_conv_record *record = columns->record;
    columns->x += record->stride_width;
    if (--columns->positions_left == 0) {
        columns->positions_left = record->output_width;
        columns->x = -record->padding_left;
        columns->y += record->stride_height;
        if (--columns->rows_left == 0) {
            columns->rows_left = record->output_height;
            columns->y = -record->padding_top;
            columns->image += record->input_height * record->input_width * record->input_channels;
        }
    }
}

int32_t ti_next_column_dsp(ti_columns_dsp *columns)
{
    int32_t positions = columns->positions;
    int32_t count = columns->left < positions ? columns->left : positions;
    if (count == 0) {
        return 0;
    }

    for (int32_t p = 0; p < count; p++) {
        find_window(columns, p);
        advance(columns);
    }

    for (int32_t p = count; p < positions; p++) {
        columns->rows.starts[p] = columns->rows.starts[count - 1];
        columns->rows.steps[p] = columns->rows.steps[count - 1];
    }

    columns->left -= count;
    (positions == 2 ? ti_expand2_dsp : ti_expand4_dsp)(columns->values, &columns->rows);
    return count;
}
