#include "../kernels_opt.h"
#include "../opt.h"
#include "../word.h"
#include "kernels_dsp.h"
#include "winograd_dsp.h"

#define FREQUENCIES 16

/* Inputs and outputs of two tiles. */
#define PATCH_ROWS 4
#define PATCH_COLUMNS 6
#define ROWS 2
#define COLUMNS 4

/* Where the outputs of two tiles go that do not all exist, two channels side by side. */
#define PART_BYTES (ROWS * COLUMNS * 2)

static uint32_t value_bytes(const ti_conv_record *record)
{
    return FREQUENCIES * 2 * sizeof(int16_t) * record->input_channels;
}

int32_t ti_conv2d_winograd_s8_dsp_can(const void *record_start, const uint8_t *model)
{
    const ti_conv_record *record = record_start;
    return record->weight_layout == TI_LAYOUT_WINOGRAD && record->input_channels % TI_GROUP == 0
        && (int32_t)ti_conv2d_s8_opt_prove(record, model);
}

uint32_t ti_conv2d_winograd_s8_dsp_scratch_bytes(const void *record)
{
    return value_bytes(record) + ti_channel_bytes_dsp(record);
}

/* Four channels of the pixels that two tiles read, some of them padding. */
static TI_HOT void gather(const ti_conv_record *record, const int8_t *image, int32_t y, int32_t x, uint32_t *patch)
{
    int32_t channels = record->input_channels;
    int32_t height = record->input_height;
    int32_t width = record->input_width;
    uint32_t padding = (uint8_t)record->input_zero_point * 0x01010101u;
    int32_t left = ti_clamp(-x, 0, PATCH_COLUMNS);
    int32_t right = ti_clamp(width - x, left, PATCH_COLUMNS);
    for (int32_t row = 0; row < PATCH_ROWS; row++) {
        int32_t is_inside = right > left && (uint32_t)(y + row) < (uint32_t)height;
        const int8_t *pixel = is_inside ? image + ((y + row) * width + x + left) * channels : image;
        for (int32_t column = 0; column < PATCH_COLUMNS; column++) {
            if (is_inside && column >= left && column < right) {
                *patch++ = ti_word_at(pixel);
                pixel += channels;
            } else {
                *patch++ = padding;
            }
        }
    }
}

/* Of the tiles whose first input is at (y, x). */
static void transform_input(const ti_conv_record *record, const int8_t *image, int32_t y, int32_t x, uint32_t *values)
{
    int32_t channels = record->input_channels;
    int32_t row_bytes = record->input_width * channels;
    uint32_t groups = (uint32_t)channels / TI_GROUP;
    uint32_t frequency_bytes = groups * TI_GROUP * 2 * sizeof(int16_t);
    if (y >= 0 && y + PATCH_ROWS <= record->input_height && x >= 0 && x + PATCH_COLUMNS <= record->input_width) {
        ti_winograd_input_dsp(values, image + y * row_bytes + x * channels, row_bytes, channels, groups, frequency_bytes);
        return;
    }

    for (uint32_t group = 0; group < groups; group++) {
        uint32_t patch[PATCH_ROWS * PATCH_COLUMNS];
        gather(record, image + group * TI_GROUP, y, x, patch);
        ti_winograd_input_dsp(
            values + group * TI_GROUP, (const int8_t *)patch, PATCH_COLUMNS * TI_GROUP, TI_GROUP, 1, frequency_bytes);
    }
}

/* Tiles of which not all outputs, or not both channels of the last pair, exist: by way of a part of its own for each pair. */
static void store_part(const ti_conv_record *record, ti_winograd_dsp winograd, int32_t rows, int32_t columns)
{
    int32_t channels = record->output_channels;
    int8_t *output = winograd.output;
    int32_t row_step = winograd.row_step;
    int32_t column_step = winograd.column_step;
    const int32_t *biases = winograd.bias;
    const int32_t *multipliers = winograd.multipliers;
    const ti_rounding_dsp *roundings = winograd.roundings;
    uint32_t pair_bytes = FREQUENCIES * 2 * sizeof(int16_t) * winograd.groups * TI_GROUP;
    for (int32_t channel = 0; channel < channels; channel += 2) {
        int8_t part[PART_BYTES];
        int32_t last = channel + 1 < channels ? 1 : 0;
        int32_t bias[2] = { biases[channel], biases[channel + last] };
        int32_t multiplier[2] = { multipliers[channel], multipliers[channel + last] };
        ti_rounding_dsp rounding[2] = { roundings[channel], roundings[channel + last] };
        winograd.bias = bias;
        winograd.end_of_bias = bias + 2;
        winograd.multipliers = multiplier;
        winograd.roundings = rounding;
        winograd.output = part;
        winograd.column_step = 2;
        winograd.row_step = 2 * COLUMNS;
        ti_winograd_dsp_run(&winograd);
        winograd.weights += pair_bytes;
        for (int32_t row = 0; row < rows; row++) {
            for (int32_t column = 0; column < columns; column++) {
                int8_t *pixel = output + row * row_step + column * column_step + channel;
                const int8_t *pair = part + (row * COLUMNS + column) * 2;
                pixel[0] = pair[0];
                pixel[last] = pair[last];
            }
        }
    }
}

/* Two output rows, or the last one; y: of their first input. */
static void compute_rows(const ti_conv_record *record, ti_winograd_dsp *winograd, const int8_t *image, int32_t y, int32_t rows, int8_t *output)
{
    int32_t channels = record->output_channels;
    uint32_t *values = (uint32_t *)(uintptr_t)winograd->values;
    for (int32_t column = 0; column < record->output_width; column += COLUMNS) {
        int32_t columns = record->output_width - column < COLUMNS ? record->output_width - column : COLUMNS;
        transform_input(record, image, y, column - record->padding_left, values);
        winograd->output = output + column * winograd->column_step;
        if (rows == ROWS && columns == COLUMNS && channels % 2 == 0) {
            ti_winograd_dsp_run(winograd);
        } else {
            store_part(record, *winograd, rows, columns);
        }
    }
}

void ti_conv2d_winograd_s8_dsp(const void *record_start, const ti_call *call)
{
    const ti_conv_record *record = record_start;
    int32_t channels = record->output_channels;
    int32_t stride = ti_output_pixel_stride(record);
    int32_t row_bytes = record->output_width * stride;
    int32_t image_bytes = record->input_height * record->input_width * record->input_channels;
    ti_requantizer requantizer = ti_requantizer_of(record, call);
    ti_rounding_dsp *roundings = (ti_rounding_dsp *)(void *)(call->scratch + value_bytes(record));
    ti_winograd_dsp winograd = {
        requantizer.bias, ti_prepare_channels_dsp(&requantizer, channels, roundings), roundings, 0,
        stride, row_bytes, requantizer.bias + channels, (const uint32_t *)(const void *)call->scratch,
        record->input_channels / TI_GROUP, call->model + record->weights_start
    };
    int32_t end = call->first + call->count;
    int32_t rows;
    for (int32_t unit = call->first; unit < end; unit += rows) {
        int32_t batch = unit / record->output_height;
        int32_t y = unit - batch * record->output_height;
        int32_t left = record->output_height - y < end - unit ? record->output_height - y : end - unit;
        rows = left < ROWS ? left : ROWS;
        compute_rows(
            record, &winograd, call->arena + record->input_start + batch * image_bytes, y - record->padding_top, rows,
            call->arena + record->output_start + unit * row_bytes);
    }

    ti_clamp_conv_outputs_s8(record, call);
}
