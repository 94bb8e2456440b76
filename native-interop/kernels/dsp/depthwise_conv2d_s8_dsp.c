#include "../depthwise_conv2d.h"
#include "../kernels_opt.h"
#include "depthwise_dsp.h"
#include "dsp.h"
#include "kernels_dsp.h"

#define FEWEST_COLUMNS 4
#define MOST_COLUMNS 6

/* Rows that are computed together: what they need of two planes is 2 KB. */
#define MOST_ROWS 62

#define ROW_BYTES (4 * TI_PLANE_WORDS)

/* A part of the output of a batch: rows x columns, of which the planes of two channels are made. */
typedef struct part {
    const int8_t *image;          /* channel 0 of the batch's first pixel */
    int8_t *output;               /* channel 0 of the part's first pixel */
    int32_t y;                    /* where the first tap of the first output lies */
    int32_t x;
    int32_t rows;
    int32_t columns;
} part;

int32_t ti_depthwise_conv2d_s8_dsp_can(const void *record_start, const uint8_t *model)
{
    const ti_conv_record *record = record_start;
    return ti_is_depthwise_3x3(record) && record->input_channels % 4 == 0 && record->output_width >= FEWEST_COLUMNS
        && (int32_t)ti_depthwise_conv2d_s8_opt_prove(record, model);
}

/* The planes of two channels: rows of a part, and one above and below. */
uint32_t ti_depthwise_conv2d_s8_dsp_scratch_bytes(const void *record_start)
{
    const ti_conv_record *record = record_start;
    uint32_t rows = record->output_height < MOST_ROWS ? record->output_height : MOST_ROWS;
    return 2 * (rows + 2) * ROW_BYTES;
}

static void fill_padding(uint32_t *plane, int32_t rows, uint32_t padding)
{
    for (uint32_t *end = plane + rows * TI_PLANE_WORDS; plane < end; plane++) {
        *plane = padding;
    }
}

/*
 * The planes of two channels, channel and channel + 2: bytes 0 and 2 of a word from channel on. The word behind the last pixel's may end
 * beyond the tensor, but not beyond the arena: where there is scratch, a word at least follows the tensors.
 */
static void fill_planes(const ti_conv_record *record, const part *part, int32_t channel, uint32_t *plane0, uint32_t *plane1)
{
    int32_t channels = record->input_channels;
    int32_t row_bytes = record->input_width * channels;
    int32_t rows = part->rows + 2;
    int32_t above = part->y < 0 ? -part->y : 0;
    int32_t below = part->y + rows > record->input_height ? part->y + rows - record->input_height : 0;
    uint32_t padding = (uint8_t)record->input_zero_point * 0x01010101u;
    uint32_t padding_halves = (uint16_t)record->input_zero_point * 0x10001u;
    fill_padding(plane0, above, padding_halves);
    fill_padding(plane1, above, padding_halves);
    fill_padding(plane0 + (rows - below) * TI_PLANE_WORDS, below, padding_halves);
    fill_padding(plane1 + (rows - below) * TI_PLANE_WORDS, below, padding_halves);

    const int8_t *pixel = part->image + (part->y + above) * row_bytes + (part->x + 1) * channels + channel;
    ti_planes_dsp planes = {
        plane0 + above * TI_PLANE_WORDS, plane1 + above * TI_PLANE_WORDS, pixel, pixel - channels, pixel + part->columns * channels,
        channels, row_bytes, row_bytes, row_bytes, rows - above - below
    };
    if (part->x < 0) {
        planes.first = (const int8_t *)&padding;
        planes.first_step = 0;
    }

    if (part->x + part->columns + 1 >= record->input_width) {
        planes.last = (const int8_t *)&padding;
        planes.last_step = 0;
    }

    ti_fill_planes_dsp *fill = part->columns == 4 ? ti_fill_planes4_dsp : part->columns == 5 ? ti_fill_planes5_dsp : ti_fill_planes6_dsp;
    fill(&planes);
}

static ti_depthwise_strip *const strips[2][MOST_COLUMNS - FEWEST_COLUMNS + 1] = {
    { ti_depthwise_strip4_dsp, ti_depthwise_strip5_dsp, ti_depthwise_strip6_dsp },
    { ti_depthwise_strip4_dsp_relu, ti_depthwise_strip5_dsp_relu, ti_depthwise_strip6_dsp_relu }
};

static TI_HOT void compute_channel(const ti_conv_record *record, const ti_call *call, const part *part, int32_t channel, const uint32_t *plane)
{
    int32_t channels = record->output_channels;
    ti_requantizer requantizer = ti_requantizer_of(record, call);
    ti_depthwise_dsp constants;
    const int8_t *weights = (const int8_t *)call->model + record->weights_start + channel;
    for (int32_t row = 0; row < 3; row++) {
        uint32_t w0 = (uint32_t)(2 * weights[0]);
        uint32_t w1 = (uint32_t)(2 * weights[channels]);
        uint32_t w2 = (uint32_t)(2 * weights[2 * channels]);
        constants.weights[2 * row] = ti_low_halves(w0, w1);
        constants.weights[2 * row + 1] = ti_low_halves(w1, w2);
        weights += 3 * channels;
    }

    constants.twice_bias = ti_twice(0, requantizer.bias[channel]);
    constants.multiplier = requantizer.multiplier[channel * requantizer.step];
    constants.right_shift = ti_right_shift(requantizer.shift + channel * requantizer.step);
    constants.addend = ti_addend_dsp(2 * requantizer.output_zero_point + 1, constants.right_shift);
    int32_t is_relu = record->output_zero_point == -128;
    strips[is_relu][part->columns - FEWEST_COLUMNS](plane, &constants, part->output + channel, part->rows, channels, record->output_width * channels);
}

static void compute_part(const ti_conv_record *record, const ti_call *call, const part *part)
{
    uint32_t *plane0 = (uint32_t *)(void *)call->scratch;
    uint32_t *plane1 = plane0 + (part->rows + 2) * TI_PLANE_WORDS;
    for (int32_t channel = 0; channel < record->output_channels; channel += 4) {
        for (int32_t is_odd = 0; is_odd < 2; is_odd++) {
            fill_planes(record, part, channel + is_odd, plane0, plane1);
            compute_channel(record, call, part, channel + is_odd, plane0);
            compute_channel(record, call, part, channel + is_odd + 2, plane1);
        }
    }
}

/* Strips of equal width, the last of which moves back over the one before it. */
static void compute_rows(const ti_conv_record *record, const ti_call *call, part part, int8_t *output)
{
    int32_t width = record->output_width;
    int32_t strips = (width + MOST_COLUMNS - 1) / MOST_COLUMNS;
    int32_t columns = (width + strips - 1) / strips;
    part.columns = columns < FEWEST_COLUMNS ? FEWEST_COLUMNS : columns;
    for (int32_t next = 0; next < width; next += part.columns) {
        int32_t x = next + part.columns <= width ? next : width - part.columns;
        part.x = x - record->padding_left;
        part.output = output + x * record->output_channels;
        compute_part(record, call, &part);
    }
}

void ti_depthwise_conv2d_s8_dsp(const void *record_start, const ti_call *call)
{
    const ti_conv_record *record = record_start;
    int32_t end = call->first + call->count;
    int32_t image_bytes = record->input_height * record->input_width * record->input_channels;
    int32_t row_outputs = record->output_width * record->output_channels;
    part part;
    for (int32_t unit = call->first; unit < end; unit += part.rows) {
        int32_t batch = unit / record->output_height;
        int32_t y = unit - batch * record->output_height;
        int32_t left = record->output_height - y < end - unit ? record->output_height - y : end - unit;
        part.image = call->arena + record->input_start + batch * image_bytes;
        part.rows = left < MOST_ROWS ? left : MOST_ROWS;
        part.y = y - record->padding_top;
        compute_rows(record, call, part, call->arena + record->output_start + unit * row_outputs);
    }

    ti_clamp_conv_outputs_s8(record, call);
}
