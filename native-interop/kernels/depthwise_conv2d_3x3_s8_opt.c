#include "depthwise_conv2d.h"
#include "opt.h"

/* At most one row or column of padding before the input, and at most one behind it; and as many outputs as fit that. */
static int32_t is_near(int32_t input, int32_t output, int32_t stride, int32_t padding)
{
    int32_t end = (output - 1) * stride + 3 - padding;
    return padding <= 1 && end <= input + 1 && end + stride > input;
}

int32_t ti_is_depthwise_3x3(const ti_conv_record *record)
{
    int32_t stride = record->stride_height;
    return record->kernel_height == 3 && record->kernel_width == 3
        && stride <= 2 && record->stride_width == stride
        && record->dilation_height == 1 && record->dilation_width == 1
        && record->input_channels == record->output_channels && record->input_width >= 2
        && is_near(record->input_height, record->output_height, stride, record->padding_top)
        && is_near(record->input_width, record->output_width, stride, record->padding_left);
}

static inline int32_t has_padding_right(const ti_conv_record *record)
{
    return (record->output_width - 1) * record->stride_width + 3 - record->padding_left > record->input_width;
}

/* Weights of a channel: row, column. */
typedef struct channel_weights {
    int32_t w00, w01, w02;
    int32_t w10, w11, w12;
    int32_t w20, w21, w22;
} channel_weights;

static inline channel_weights load_weights(const int8_t *weights, int32_t channels)
{
    channel_weights w;
    w.w00 = weights[0];
    w.w01 = weights[channels];
    w.w02 = weights[2 * channels];
    weights += 3 * channels;
    w.w10 = weights[0];
    w.w11 = weights[channels];
    w.w12 = weights[2 * channels];
    weights += 3 * channels;
    w.w20 = weights[0];
    w.w21 = weights[channels];
    w.w22 = weights[2 * channels];
    return w;
}

/* What requantises a channel's sums. */
typedef struct rounding {
    int32_t multiplier;
    int32_t right_shift;
    int32_t addend;
    int32_t is_positive;
} rounding;

static inline rounding rounding_of(const ti_requantizer *requantizer, int32_t channel)
{
    rounding rounding;
    rounding.multiplier = requantizer->multiplier[channel * requantizer->step];
    rounding.right_shift = ti_right_shift(requantizer->shift + channel * requantizer->step);
    rounding.addend = ti_addend(requantizer->addend_factor, rounding.right_shift);
    rounding.is_positive = requantizer->output_zero_point == -128;
    return rounding;
}

static inline int8_t requantize(rounding rounding, int32_t scaled_sum)
{
    return (int8_t)(rounding.is_positive
        ? ti_requantize_positive_s8(scaled_sum, rounding.multiplier, rounding.addend, rounding.right_shift)
        : ti_requantize_s8(scaled_sum, rounding.multiplier, rounding.addend, rounding.right_shift));
}

/* Three rows of the input. Those of padding are one value that does not move. */
typedef struct rows {
    const int8_t *top;
    const int8_t *middle;
    const int8_t *bottom;
    const int8_t *end;             /* of the middle one */
    int32_t top_step;
    int32_t bottom_step;
} rows;

/* Under an output row. input: the channel of the first batch's first pixel. */
static inline rows rows_of(const ti_conv_record *record, const int8_t *input, int32_t unit, int32_t stride, const int8_t *padding)
{
    int32_t channels = record->input_channels;
    int32_t row_bytes = record->input_width * channels;
    int32_t height = record->input_height;
    int32_t batch = unit / record->output_height;
    int32_t y = (unit - batch * record->output_height) * stride - record->padding_top;
    const int8_t *middle = input + (batch * height + y + 1) * row_bytes;
    const int8_t *end = middle + row_bytes;
    int32_t has_top = y >= 0;
    int32_t has_bottom = y + 2 < height;
    rows rows = {
        has_top ? middle - row_bytes : padding, middle, has_bottom ? end : padding, end, has_top ? channels : 0, has_bottom ? channels : 0
    };
    return rows;
}

static inline void next_column(rows *rows, int32_t channels)
{
    rows->top += rows->top_step;
    rows->middle += channels;
    rows->bottom += rows->bottom_step;
}

/*
 * One channel. The walk along a row reads three values a column. Their nine products belong to three sums: that of the output to
 * the left, which is then complete, that of the output in this column, and that of the output to the right. Columns of padding are the
 * products left_padding and right_padding.
 */
static TI_HOT void compute_channel(const ti_conv_record *record, const ti_call *call, const ti_requantizer *requantizer, int32_t channel)
{
    int32_t channels = record->input_channels;
    int32_t is_padded = has_padding_right(record);
    int8_t zero_point = record->input_zero_point;
    channel_weights w = load_weights((const int8_t *)call->model + record->weights_start + channel, channels);
    int32_t left_padding = zero_point * (w.w00 + w.w10 + w.w20);
    int32_t right_padding = zero_point * (w.w02 + w.w12 + w.w22);
    int32_t bias = ti_proven_bias(requantizer->bias[channel]);
    rounding rounding = rounding_of(requantizer, channel);
    const int8_t *input = call->arena + record->input_start + channel;
    int8_t *output = call->arena + record->output_start + channel + call->first * record->output_width * channels;

    for (int32_t unit = call->first; unit < call->first + call->count; unit++) {
        rows rows = rows_of(record, input, unit, 1, &zero_point);
        const int8_t *end = rows.end;
        int32_t here;
        int32_t right = bias + left_padding;
        if (record->padding_left == 0) {
            right = bias + *rows.top * w.w00 + *rows.middle * w.w10 + *rows.bottom * w.w20;
            next_column(&rows, channels);
        }

        here = right + *rows.top * w.w01 + *rows.middle * w.w11 + *rows.bottom * w.w21;
        right = bias + *rows.top * w.w00 + *rows.middle * w.w10 + *rows.bottom * w.w20;
        next_column(&rows, channels);
        while (rows.middle != end) {
            int32_t a = *rows.top;
            int32_t b = *rows.middle;
            int32_t c = *rows.bottom;
            next_column(&rows, channels);
            *output = requantize(rounding, ti_scaled(here, a * w.w02 + b * w.w12 + c * w.w22));
            output += channels;
            here = right + a * w.w01 + b * w.w11 + c * w.w21;
            right = bias + a * w.w00 + b * w.w10 + c * w.w20;
        }

        if (is_padded) {
            *output = requantize(rounding, ti_scaled(here, right_padding));
            output += channels;
        }
    }
}

/* With stride 2 a column belongs to one output, or as its last and first column to two. */
static TI_HOT void compute_channel_stride2(
    const ti_conv_record *record, const ti_call *call, const ti_requantizer *requantizer, int32_t channel)
{
    int32_t channels = record->input_channels;
    int32_t is_padded = has_padding_right(record);
    int32_t inner_bytes = (record->output_width - is_padded) * channels;
    int8_t zero_point = record->input_zero_point;
    channel_weights w = load_weights((const int8_t *)call->model + record->weights_start + channel, channels);
    int32_t left_padding = zero_point * (w.w00 + w.w10 + w.w20);
    int32_t right_padding = zero_point * (w.w02 + w.w12 + w.w22);
    int32_t bias = ti_proven_bias(requantizer->bias[channel]);
    rounding rounding = rounding_of(requantizer, channel);
    const int8_t *input = call->arena + record->input_start + channel;
    int8_t *output = call->arena + record->output_start + channel + call->first * record->output_width * channels;

    for (int32_t unit = call->first; unit < call->first + call->count; unit++) {
        rows rows = rows_of(record, input, unit, 2, &zero_point);
        int32_t sum = bias + left_padding;
        if (record->padding_left == 0) {
            sum = bias + *rows.top * w.w00 + *rows.middle * w.w10 + *rows.bottom * w.w20;
            next_column(&rows, channels);
        }

        for (const int8_t *end = output + inner_bytes; output != end; output += channels) {
            sum += *rows.top * w.w01 + *rows.middle * w.w11 + *rows.bottom * w.w21;
            next_column(&rows, channels);
            int32_t a = *rows.top;
            int32_t b = *rows.middle;
            int32_t c = *rows.bottom;
            next_column(&rows, channels);
            *output = requantize(rounding, ti_scaled(sum, a * w.w02 + b * w.w12 + c * w.w22));
            sum = bias + a * w.w00 + b * w.w10 + c * w.w20;
        }

        if (is_padded) {
            sum += *rows.top * w.w01 + *rows.middle * w.w11 + *rows.bottom * w.w21;
            *output = requantize(rounding, ti_scaled(sum, right_padding));
            output += channels;
        }
    }
}

void ti_depthwise_conv2d_3x3_s8_opt(const ti_conv_record *record, const ti_call *call, const ti_requantizer *requantizer)
{
    for (int32_t channel = 0; channel < record->output_channels; channel++) {
        if (record->stride_width == 1) {
            compute_channel(record, call, requantizer, channel);
        } else {
            compute_channel_stride2(record, call, requantizer, channel);
        }
    }
}
