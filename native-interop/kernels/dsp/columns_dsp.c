#include "columns_dsp.h"
#include "../copy.h"

uint32_t ti_conv_depth(const ti_conv_record *record)
{
    return (uint32_t)(record->kernel_height * record->kernel_width) * record->input_channels;
}

/* Whether the rows of a kernel are whole words that lie side by side in the input. */
static int32_t are_rows_words(const ti_conv_record *record)
{
    return record->dilation_height == 1 && record->dilation_width == 1
        && (uint32_t)(record->kernel_width * record->input_channels) % 4 == 0;
}

/* Whether the last window leaves the input, or the first one begins outside of it. */
static int32_t is_padded(const ti_conv_record *record)
{
    return record->padding_top > 0 || record->padding_left > 0
        || (uint32_t)((record->output_height - 1) * record->stride_height) + record->kernel_height > record->input_height
        || (uint32_t)((record->output_width - 1) * record->stride_width) + record->kernel_width > record->input_width;
}

uint32_t ti_columns_bytes_dsp(const ti_conv_record *record, uint32_t positions)
{
    uint32_t depth = ti_round_up(ti_conv_depth(record), TI_GROUP);
    return (2 * depth + (are_rows_words(record) && !is_padded(record) ? 0 : depth)) * positions;
}

ti_columns_dsp ti_columns_dsp_of(const ti_conv_record *record, const ti_call *call, int32_t positions, uint8_t *scratch)
{
    ti_columns_dsp columns;
    uint32_t depth = ti_round_up(ti_conv_depth(record), TI_GROUP);
    columns.record = record;
    columns.positions = positions;
    columns.depth = ti_conv_depth(record);
    columns.values = (uint32_t *)(void *)scratch;
    columns.patches = (int8_t *)scratch + 2 * depth * (uint32_t)positions;
    columns.are_rows_words = are_rows_words(record);
    columns.most_y = record->input_height - record->kernel_height;
    columns.most_x = record->dilation_height == 1 && record->dilation_width == 1 && columns.most_y >= 0
        ? record->input_width - record->kernel_width : -1;
    columns.rows.words = columns.are_rows_words ? (uint32_t)(record->kernel_width * record->input_channels) / 4 : depth / 4;
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

/* A row of a window that begins at x, with taps that lie side by side. */
static int8_t *gather_row(const ti_conv_record *record, const int8_t *input_row, int32_t x, int8_t *patch)
{
    int32_t channels = record->input_channels;
    int32_t taps = record->kernel_width;
    int32_t left = ti_clamp(-x, 0, taps);
    int32_t right = ti_clamp(record->input_width - x, left, taps);
    ti_set(patch, record->input_zero_point, left * channels);
    ti_copy(patch + left * channels, input_row + (x + left) * channels, (right - left) * channels);
    ti_set(patch + right * channels, record->input_zero_point, (taps - right) * channels);
    return patch + taps * channels;
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

/* Copies a window to a patch, tap after tap. */
static void gather(const ti_columns_dsp *columns, int8_t *patch)
{
    const ti_conv_record *record = columns->record;
    int32_t row_bytes = record->input_width * record->input_channels;
    int32_t window_bytes = record->kernel_width * record->input_channels;
    int32_t y = columns->y;
    for (int32_t ky = 0; ky < record->kernel_height; ky++) {
        if ((uint32_t)y >= record->input_height) {
            ti_set(patch, record->input_zero_point, window_bytes);
            patch += window_bytes;
        } else {
            const int8_t *input_row = columns->image + y * row_bytes;
            patch = (record->dilation_width == 1 ? gather_row : gather_dilated_row)(record, input_row, columns->x, patch);
        }

        y += y < record->input_height ? record->dilation_height : 0;
    }
}

/* Where the next position reads: in the input itself where it can, else in a patch. */
static inline void find_window(ti_columns_dsp *columns, int32_t p)
{
    const ti_conv_record *record = columns->record;
    int32_t x = columns->x;
    int32_t y = columns->y;
    int32_t row_bytes = record->input_width * record->input_channels;
    int32_t is_inside = x >= 0 && x <= columns->most_x && y >= 0 && y <= columns->most_y;
    if (is_inside && columns->are_rows_words) {
        columns->rows.starts[p] = columns->image + y * row_bytes + x * record->input_channels;
        columns->rows.steps[p] = row_bytes - record->kernel_width * record->input_channels;
        return;
    }

    int8_t *patch = columns->patches + (uint32_t)p * ti_round_up(columns->depth, TI_GROUP);
    columns->rows.starts[p] = patch;
    columns->rows.steps[p] = 0;
    gather(columns, patch);
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
