#include "channels.h"
#include "cmsis_nn.h"
#include "kernels_cmsis_nn.h"
#include "rows.h"

#if defined(ARM_MATH_MVEI)
#define HAS_3X3 0
#define GROUP 4             /* biases, multipliers and shifts are read four at a time */
#else
#define HAS_3X3 1
#define GROUP 1
#endif

/* Taps of a kernel are counted in 16 bits. */
#define MOST_TAPS 65535

static ti_channels channels_of(const ti_conv_record *record)
{
    int32_t taps = record->kernel_height * record->kernel_width;
    int32_t unfolded = record->input_zero_point != 0 && ti_has_padding(record);
    ti_channels channels = { record, record->output_channels, taps, 1, record->output_channels, unfolded, GROUP };
    return channels;
}

static int32_t is_simple(const ti_conv_record *record)
{
    return record->input_channels == record->output_channels && record->dilation_height == 1 && record->dilation_width == 1;
}

/*
 * arm_depthwise_conv_3x3_s8 reads the middle column of a window without looking whether it is in the image: at each side at most
 * one column may be padding.
 */
static int32_t is_3x3(const ti_conv_record *record)
{
    return HAS_3X3 && is_simple(record) && record->kernel_height == 3 && record->kernel_width == 3
        && record->padding_left <= 1
        && (record->output_width - 1) * record->stride_width - record->padding_left + 1 < record->input_width;
}

int32_t ti_depthwise_conv2d_s8_cmsis_nn_can(const void *record_start, const uint8_t *model)
{
    const ti_conv_record *record = record_start;
    ti_channels channels = channels_of(record);
    return ti_windows_meet_image(record)
        && channels.products <= MOST_TAPS
        && ti_channels_fit(&channels, model)
        && ti_may_read_beyond(model, record->weights_start, channels.count * channels.products);
}

uint32_t ti_depthwise_conv2d_s8_cmsis_nn_scratch_bytes(const void *record_start)
{
    const ti_conv_record *record = record_start;
    cmsis_nn_dims input = { 1, record->input_height, record->input_width, record->input_channels };
    cmsis_nn_dims filter = { 1, record->kernel_height, record->kernel_width, record->output_channels };
    return is_simple(record) && !is_3x3(record) ? (uint32_t)arm_depthwise_conv_s8_opt_get_buffer_size(&input, &filter) : 0;
}

uint32_t ti_depthwise_conv2d_s8_cmsis_nn_persistent_bytes(const void *record)
{
    ti_channels channels = channels_of(record);
    return ti_channels_bytes(&channels);
}

void ti_depthwise_conv2d_s8_cmsis_nn_prepare(const void *record, const ti_call *call)
{
    ti_channels channels = channels_of(record);
    ti_prepare_channels(&channels, call);
}

void ti_depthwise_conv2d_s8_cmsis_nn(const void *record_start, const ti_call *call)
{
    const ti_conv_record *record = record_start;
    ti_channels channels = channels_of(record);
    ti_channel_constants constants = ti_channel_constants_of(&channels, call);
    cmsis_nn_context context = { call->scratch, 0 };
    cmsis_nn_per_channel_quant_params quantization = { constants.multiplier, constants.shift };
    cmsis_nn_dw_conv_params params = {
        constants.input_offset, record->output_zero_point, record->output_channels / record->input_channels,
        { record->stride_width, record->stride_height }, { record->padding_left, 0 },
        { record->dilation_width, record->dilation_height }, { record->activation_min, record->activation_max }
    };
    cmsis_nn_dims input = { 1, 0, record->input_width, record->input_channels };
    cmsis_nn_dims filter = { 1, record->kernel_height, record->kernel_width, record->output_channels };
    cmsis_nn_dims bias = { 1, 1, 1, record->output_channels };
    cmsis_nn_dims output = { 1, 0, record->output_width, record->output_channels };
    const int8_t *weights = (const int8_t *)call->model + record->weights_start;

    arm_cmsis_nn_status (*convolve)(const cmsis_nn_context *, const cmsis_nn_dw_conv_params *,
        const cmsis_nn_per_channel_quant_params *, const cmsis_nn_dims *, const int8_t *, const cmsis_nn_dims *, const int8_t *,
        const cmsis_nn_dims *, const int32_t *, const cmsis_nn_dims *, int8_t *) = arm_depthwise_conv_s8;
    if (is_simple(record)) {
        convolve = is_3x3(record) ? arm_depthwise_conv_3x3_s8 : arm_depthwise_conv_s8_opt;
    }

    ti_rows rows = ti_conv_rows(record, call);
    while (ti_next_rows(&rows)) {
        params.padding.h = rows.padding_top;
        input.h = rows.input_height;
        output.h = rows.count;
        convolve(&context, &params, &quantization, &input, rows.input, &filter, weights, &bias, constants.bias, &output,
            rows.output);
    }
}
