#include "channels.h"
#include "cmsis_nn.h"
#include "kernels_cmsis_nn.h"
#include "rows.h"

/* Persistent: the constants of the channels, then the weights as [channel][tap] and what may be read behind them. */
static ti_channels channels_of(const ti_conv_record *record)
{
    int32_t taps = record->kernel_height * record->kernel_width;
    int32_t unfolded = record->input_zero_point != 0 && ti_has_padding(record);
    ti_channels channels = { record, record->output_channels, taps, 1, record->output_channels, unfolded, 1 };
    return channels;
}

static int8_t *weights_of(const ti_channels *channels, const ti_call *call)
{
    return (int8_t *)call->persistent + ti_channels_bytes(channels);
}

int32_t ti_depthwise_conv2d_one_channel_s8_cmsis_nn_can(const void *record_start, const uint8_t *model)
{
    const ti_conv_record *record = record_start;
    ti_channels channels = channels_of(record);
    return record->input_channels == 1 && ti_windows_meet_image(record) && ti_channels_fit(&channels, model);
}

uint32_t ti_depthwise_conv2d_one_channel_s8_cmsis_nn_scratch_bytes(const void *record_start)
{
    const ti_conv_record *record = record_start;
    cmsis_nn_dims input = { 1, record->input_height, record->input_width, 1 };
    cmsis_nn_dims filter = { record->output_channels, record->kernel_height, record->kernel_width, 1 };
    return (uint32_t)arm_convolve_s8_get_buffer_size(&input, &filter);
}

uint32_t ti_depthwise_conv2d_one_channel_s8_cmsis_nn_persistent_bytes(const void *record)
{
    ti_channels channels = channels_of(record);
    return ti_channels_bytes(&channels) + (uint32_t)(channels.count * channels.products) + TI_READ_BEYOND_WEIGHTS;
}

void ti_depthwise_conv2d_one_channel_s8_cmsis_nn_prepare(const void *record_start, const ti_call *call)
{
    const ti_conv_record *record = record_start;
    ti_channels channels = channels_of(record);
    ti_prepare_channels(&channels, call);
    const int8_t *source = (const int8_t *)call->model + record->weights_start;
    int8_t *weights = weights_of(&channels, call);
    for (int32_t channel = 0; channel < channels.count; channel++) {
        for (int32_t tap = 0; tap < channels.products; tap++) {
            *weights++ = source[tap * channels.count + channel];
        }
    }

    for (int32_t i = 0; i < TI_READ_BEYOND_WEIGHTS; i++) {
        *weights++ = 0;
    }
}

void ti_depthwise_conv2d_one_channel_s8_cmsis_nn(const void *record_start, const ti_call *call)
{
    const ti_conv_record *record = record_start;
    ti_channels channels = channels_of(record);
    ti_channel_constants constants = ti_channel_constants_of(&channels, call);
    cmsis_nn_context context = { call->scratch, 0 };
    cmsis_nn_per_channel_quant_params quantization = { constants.multiplier, constants.shift };
    cmsis_nn_conv_params params = ti_cmsis_nn_conv_params(record, constants.input_offset);
    cmsis_nn_dims input = { 1, 0, record->input_width, 1 };
    cmsis_nn_dims filter = { record->output_channels, record->kernel_height, record->kernel_width, 1 };
    cmsis_nn_dims bias = { 1, 1, 1, record->output_channels };
    cmsis_nn_dims output = { 1, 0, record->output_width, record->output_channels };

    ti_rows rows = ti_conv_rows(record, call);
    while (ti_next_rows(&rows)) {
        params.padding.h = rows.padding_top;
        input.h = rows.input_height;
        output.h = rows.count;
        arm_convolve_s8(&context, &params, &quantization, &input, rows.input, &filter, weights_of(&channels, call),
            &bias, constants.bias, NULL, &output, rows.output);
    }
}
