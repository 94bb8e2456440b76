#include "../kernels_opt.h"
#include "../opt.h"
#include "depthwise_dsp.h"
#include "dsp.h"
#include "kernels_dsp.h"

#define FEWEST_COLUMNS 3
#define MOST_COLUMNS 6

/* Rows of a plane: two of them are 2 KB. */
#define MOST_PLANE_ROWS 64
#define MOST_PLANE_WORDS 4

/* A strip that is computed at once. */
typedef struct strip {
    int32_t columns;              /* of the output */
    int32_t inner_columns;        /* of the input, without the first and the last one */
    int32_t plane_words;
    ti_fill_planes_dsp *fill;
    ti_depthwise_strip *run;
    ti_depthwise_strip *run_relu;
} strip;

static const strip strips[] = {
    { 3, 3, 3, ti_fill_planes3_dsp, ti_depthwise_strip3_dsp, ti_depthwise_strip3_dsp },
    { 4, 4, 3, ti_fill_planes4_dsp, ti_depthwise_strip4_dsp, ti_depthwise_strip4_dsp_relu },
    { 5, 5, 4, ti_fill_planes5_dsp, ti_depthwise_strip5_dsp, ti_depthwise_strip5_dsp_relu },
    { 6, 6, 4, ti_fill_planes6_dsp, ti_depthwise_strip6_dsp, ti_depthwise_strip6_dsp_relu }
};

static const strip stride2_strip = { 3, 5, 4, ti_fill_planes5_dsp, ti_depthwise_stride2_dsp, ti_depthwise_stride2_dsp };

/* A part of the output of a batch: rows of a strip, for which the planes of two channels are made. */
typedef struct part {
    const strip *strip;
    const int8_t *image;          /* channel 0 of the batch's first pixel */
    int8_t *output;               /* channel 0 of the part's first pixel */
    int32_t y;                    /* where the first tap of the first output lies */
    int32_t x;
    int32_t rows;
    int32_t plane_rows;
} part;

/* At most one row or column of padding before the input, and at most one behind it. */
static int32_t is_near(int32_t input, int32_t output, int32_t stride, int32_t padding)
{
    return padding <= 1 && (output - 1) * stride + 3 - padding <= input + 1;
}

int32_t ti_depthwise_conv2d_s8_dsp_can(const void *record_start, const uint8_t *model)
{
    const ti_conv_record *record = record_start;
    int32_t stride = record->stride_height;
    return record->kernel_height == 3 && record->kernel_width == 3
        && stride <= 2 && record->stride_width == stride
        && record->dilation_height == 1 && record->dilation_width == 1
        && record->input_channels == record->output_channels && record->output_width >= FEWEST_COLUMNS
        && is_near(record->input_height, record->output_height, stride, record->padding_top)
        && is_near(record->input_width, record->output_width, stride, record->padding_left)
        && (int32_t)ti_depthwise_conv2d_s8_opt_prove(record, model);
}

static int32_t plane_rows_of(const ti_conv_record *record, int32_t rows)
{
    return (rows - 1) * record->stride_height + 3;
}

static int32_t most_rows_of(const ti_conv_record *record)
{
    return (MOST_PLANE_ROWS - 3) / record->stride_height + 1;
}

/* The planes of two channels: rows of a part, and those that windows take beyond. */
uint32_t ti_depthwise_conv2d_s8_dsp_scratch_bytes(const void *record_start)
{
    const ti_conv_record *record = record_start;
    int32_t most_rows = most_rows_of(record);
    int32_t rows = record->output_height < most_rows ? record->output_height : most_rows;
    return 2 * MOST_PLANE_WORDS * (uint32_t)(sizeof(uint32_t)) * (uint32_t)plane_rows_of(record, rows);
}

static void fill_padding(uint32_t *plane, int32_t words, int8_t zero_point)
{
    for (uint32_t *end = plane + words; plane < end; plane++) {
        *plane = (uint16_t)zero_point * 0x10001u;
    }
}

/* The planes of channels 0 and 2 but for their values: where they go, and where there is padding. padding: four bytes of it. */
static ti_planes_dsp start_planes(const ti_conv_record *record, const part *part, uint32_t *plane, const int8_t *padding)
{
    int32_t channels = record->input_channels;
    int32_t row_bytes = record->input_width * channels;
    int32_t words = part->strip->plane_words;
    int32_t above = part->y < 0;
    int32_t rows = part->plane_rows - above - (part->y + part->plane_rows > record->input_height);
    fill_padding(plane, 2 * part->plane_rows * words, record->input_zero_point);
    plane += above * words;

    const int8_t *pixel = part->image + (part->y + above) * row_bytes + (part->x + 1) * channels;
    int32_t inner_columns = part->strip->inner_columns;
    ti_planes_dsp planes = {
        plane, plane + part->plane_rows * words, pixel, pixel - channels, pixel + inner_columns * channels,
        channels, row_bytes, row_bytes, row_bytes, rows
    };
    if (part->x < 0) {
        planes.first = padding;
        planes.first_step = 0;
    }

    if (part->x + inner_columns + 1 >= record->input_width) {
        planes.last = padding;
        planes.last_step = 0;
    }

    return planes;
}

/* To another channel. */
static void move_planes(ti_planes_dsp *planes, int32_t channels)
{
    planes->pixel += channels;
    planes->first += planes->first_step == 0 ? 0 : channels;
    planes->last += planes->last_step == 0 ? 0 : channels;
}

static TI_HOT void compute_channel(
    const ti_conv_record *record, const int8_t *weights, const ti_requantizer *requantizer, const part *part, int32_t channel, const uint32_t *plane)
{
    int32_t channels = record->output_channels;
    const strip *strip = part->strip;
    ti_depthwise_dsp constants;
    weights += channel;
    for (int32_t row = 0; row < 3; row++) {
        uint32_t w0 = (uint32_t)(2 * weights[0]);
        uint32_t w1 = (uint32_t)(2 * weights[channels]);
        uint32_t w2 = (uint32_t)(2 * weights[2 * channels]);
        constants.weights[2 * row] = ti_low_halves(w0, w1);
        constants.weights[2 * row + 1] = ti_low_halves(w1, w2);
        weights += 3 * channels;
    }

    constants.twice_bias = ti_twice(0, requantizer->bias[channel]);
    constants.multiplier = requantizer->multiplier[channel * requantizer->step];
    constants.right_shift = ti_right_shift(requantizer->shift + channel * requantizer->step);
    constants.addend = ti_addend_dsp(2 * requantizer->output_zero_point + 1, constants.right_shift);
    ti_depthwise_strip *run = requantizer->output_zero_point == -128 ? strip->run_relu : strip->run;
    const uint32_t *end = plane + part->rows * record->stride_height * strip->plane_words;
    run(plane, &constants, part->output + channel, end, channels, record->output_width * channels);
}

/*
 * Four channels at a time, of which the planes of 0 and 2 and those of 1 and 3 are made; the last four move back over those before them.
 * A word from channel 1 on, or of fewer than four channels, may end beyond the tensor, but not beyond the arena: where there is scratch,
 * a word at least follows the tensors.
 */
static void compute_part(const ti_conv_record *record, const ti_call *call, const ti_requantizer *requantizer, const part *part)
{
    int32_t channels = record->output_channels;
    const int8_t *weights = (const int8_t *)call->model + record->weights_start;
    uint32_t padding = (uint8_t)record->input_zero_point * 0x01010101u;
    uint32_t *plane0 = (uint32_t *)(void *)call->scratch;
    uint32_t *plane1 = plane0 + part->plane_rows * part->strip->plane_words;
    ti_planes_dsp planes = start_planes(record, part, plane0, (const int8_t *)&padding);
    int32_t channel = 0;
    for (int32_t next = 0; next < channels; next += 4) {
        int32_t back = next + 4 > channels && channels >= 4 ? next + 4 - channels : 0;
        move_planes(&planes, next - back - channel);
        channel = next - back;
        for (int32_t end = channel + 2; channel < end && channel < channels; channel++) {
            part->strip->fill(&planes);
            compute_channel(record, weights, requantizer, part, channel, plane0);
            if (channel + 2 < channels) {
                compute_channel(record, weights, requantizer, part, channel + 2, plane1);
            }

            move_planes(&planes, 1);
        }
    }
}

/* Strips of equal width, the last of which moves back over the one before it. */
static void compute_rows(const ti_conv_record *record, const ti_call *call, const ti_requantizer *requantizer, part part, int8_t *output)
{
    int32_t width = record->output_width;
    int32_t count = (width + MOST_COLUMNS - 1) / MOST_COLUMNS;
    part.strip = record->stride_width == 2 ? &stride2_strip : &strips[(width + count - 1) / count - FEWEST_COLUMNS];
    for (int32_t next = 0; next < width; next += part.strip->columns) {
        int32_t x = next + part.strip->columns <= width ? next : width - part.strip->columns;
        part.x = x * record->stride_width - record->padding_left;
        part.output = output + x * record->output_channels;
        compute_part(record, call, requantizer, &part);
    }
}

void ti_depthwise_conv2d_s8_dsp(const void *record_start, const ti_call *call)
{
    const ti_conv_record *record = record_start;
    ti_requantizer requantizer = ti_requantizer_of(record, call);
    int32_t end = call->first + call->count;
    int32_t image_bytes = record->input_height * record->input_width * record->input_channels;
    int32_t row_outputs = record->output_width * record->output_channels;
    int32_t most_rows = most_rows_of(record);
    part part;
    for (int32_t unit = call->first; unit < end; unit += part.rows) {
        int32_t batch = unit / record->output_height;
        int32_t y = unit - batch * record->output_height;
        int32_t left = record->output_height - y < end - unit ? record->output_height - y : end - unit;
        part.image = call->arena + record->input_start + batch * image_bytes;
        part.rows = left < most_rows ? left : most_rows;
        part.plane_rows = plane_rows_of(record, part.rows);
        part.y = y * record->stride_height - record->padding_top;
        compute_rows(record, call, &requantizer, part, call->arena + record->output_start + unit * row_outputs);
    }

    ti_clamp_conv_outputs_s8(record, call);
}
