#include "depthwise_conv2d.h"
#include "opt.h"

int32_t ti_is_depthwise_3x3(const ti_conv_record *record)
{
    int32_t padding_bottom = record->output_height + 2 - record->input_height - record->padding_top;
    int32_t padding_right = record->output_width + 2 - record->input_width - record->padding_left;
    return record->kernel_height == 3 && record->kernel_width == 3
        && record->stride_height == 1 && record->stride_width == 1
        && record->dilation_height == 1 && record->dilation_width == 1
        && record->input_channels == record->output_channels && record->input_width >= 2
        && record->padding_top <= 1 && record->padding_left <= 1
        && (padding_bottom == 0 || padding_bottom == 1) && (padding_right == 0 || padding_right == 1);
}

/* Weights of a channel: row, column. */
typedef struct channel_weights {
    int32_t w00, w01, w02;
    int32_t w10, w11, w12;
    int32_t w20, w21, w22;
} channel_weights;

static channel_weights load_weights(const int8_t *weights, int32_t channels)
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

/*
 * One channel. The walk along a row reads three values a column. Their nine products belong to three sums: that of the output to
 * the left, which is then complete, that of the output in this column, and that of the output to the right. Rows of padding are
 * one value that does not move; columns of padding are the products left_padding and right_padding.
 */
static TI_HOT void compute_channel(const ti_conv_record *record, const ti_call *call, const ti_requantizer *requantizer, int32_t channel)
{
    int32_t channels = record->input_channels;
    int32_t width = record->input_width;
    int32_t height = record->input_height;
    int32_t padding_left = record->padding_left;
    int32_t has_padding_right = record->output_width + 2 - width - padding_left;
    int8_t zero_point = record->input_zero_point;
    channel_weights w = load_weights((const int8_t *)call->model + record->weights_start + channel, channels);
    int32_t left_padding = zero_point * (w.w00 + w.w10 + w.w20);
    int32_t right_padding = zero_point * (w.w02 + w.w12 + w.w22);
    int32_t bias = ti_proven_bias(requantizer->bias[channel]);
    int32_t multiplier = requantizer->multiplier[channel * requantizer->step];
    int32_t right_shift = ti_right_shift(requantizer->shift + channel * requantizer->step);
    int32_t addend = ti_addend(requantizer->addend_factor, right_shift);
    int32_t is_positive = requantizer->output_zero_point == -128;
    const int8_t *input = call->arena + record->input_start + channel;
    int8_t *output = call->arena + record->output_start + channel + call->first * record->output_width * channels;

    for (int32_t unit = call->first; unit < call->first + call->count; unit++) {
        int32_t batch = unit / record->output_height;
        int32_t y = unit - batch * record->output_height - record->padding_top;
        const int8_t *middle = input + (batch * height + y + 1) * width * channels;
        const int8_t *end = middle + width * channels;
        const int8_t *top = y >= 0 ? middle - width * channels : &zero_point;
        const int8_t *bottom = y + 2 < height ? end : &zero_point;
        int32_t top_step = y >= 0 ? channels : 0;
        int32_t bottom_step = y + 2 < height ? channels : 0;

        int32_t here;
        int32_t right = bias + left_padding;
        if (padding_left == 0) {
            right = bias + *top * w.w00 + *middle * w.w10 + *bottom * w.w20;
            top += top_step;
            middle += channels;
            bottom += bottom_step;
        }

        here = right + *top * w.w01 + *middle * w.w11 + *bottom * w.w21;
        right = bias + *top * w.w00 + *middle * w.w10 + *bottom * w.w20;
        top += top_step;
        middle += channels;
        bottom += bottom_step;
        while (middle != end) {
            int32_t a = *top;
            int32_t b = *middle;
            int32_t c = *bottom;
            top += top_step;
            middle += channels;
            bottom += bottom_step;
            int32_t sum = ti_scaled(here, a * w.w02 + b * w.w12 + c * w.w22);
            *output = (int8_t)(is_positive
                ? ti_requantize_positive_s8(sum, multiplier, addend, right_shift) : ti_requantize_s8(sum, multiplier, addend, right_shift));
            output += channels;
            here = right + a * w.w01 + b * w.w11 + c * w.w21;
            right = bias + a * w.w00 + b * w.w10 + c * w.w20;
        }

        if (has_padding_right) {
            *output = (int8_t)ti_requantize_s8(ti_scaled(here, right_padding), multiplier, addend, right_shift);
            output += channels;
        }
    }
}

void ti_depthwise_conv2d_3x3_s8_opt(const ti_conv_record *record, const ti_call *call, const ti_requantizer *requantizer)
{
    for (int32_t channel = 0; channel < record->output_channels; channel++) {
        compute_channel(record, call, requantizer, channel);
    }
}
