#include "channels.h"
#include "esp_nn_adapter.h"
#include "kernels_esp_nn.h"

/* Depths are counted in 16 bits. */
#define MOST_DEPTH 65535

/* FULLY_CONNECTED's record begins with the fields of ti_conv_record that ti_channels needs. Biases stay folded: nothing is padded. */
static ti_channels channels_of(const ti_fully_connected_record *record)
{
    ti_channels channels = {
        (const ti_conv_record *)(const void *)record, record->output_depth, record->input_depth, record->input_depth, 1, 0, 1
    };
    return channels;
}

static int32_t is_per_channel(const ti_fully_connected_record *record)
{
    return record->multiplier_start != TI_NONE;
}

int32_t ti_fully_connected_s8_esp_nn_can(const void *record_start, const uint8_t *model)
{
    const ti_fully_connected_record *record = record_start;
    ti_channels channels = channels_of(record);
    return record->input_depth <= MOST_DEPTH && record->output_depth <= MOST_DEPTH && ti_channels_fit(&channels, model);
}

uint32_t ti_fully_connected_s8_esp_nn_persistent_bytes(const void *record)
{
    ti_channels channels = channels_of(record);
    return is_per_channel(record) ? ti_channels_bytes(&channels) : 0;
}

void ti_fully_connected_s8_esp_nn_prepare(const void *record, const ti_call *call)
{
    ti_channels channels = channels_of(record);
    if (is_per_channel(record)) {
        ti_prepare_channels(&channels, call);
    }
}

/* ESP-NN's code for the ESP32-S3 keeps four bytes a channel on the stack. */
#define MOST_CHANNELS_ON_STACK 128

void ti_fully_connected_s8_esp_nn(const void *record_start, const ti_call *call)
{
    const ti_fully_connected_record *record = record_start;
    uint16_t depth = (uint16_t)record->input_depth;
    uint16_t count = (uint16_t)call->count;
    const int32_t *bias = (const int32_t *)(const void *)(call->model + record->bias_start) + call->first;
    const int8_t *weights = (const int8_t *)call->model + record->weights_start + call->first * depth;
    const int8_t *input = call->arena + record->input_start;
    int8_t *output = call->arena + record->output_start + call->first;
    for (int32_t batch = 0; batch < record->batches; batch++) {
        int32_t is_s3 = TI_HAS_ESP32S3 && depth >= 16 && count <= MOST_CHANNELS_ON_STACK && ti_is_aligned_for_esp32s3(input);
        if (is_per_channel(record)) {
            ti_channels channels = channels_of(record);
            ti_channel_constants constants = ti_channel_constants_of(&channels, call);
            TI_ESP32S3_OR_GENERIC(is_s3, esp_nn_fully_connected_per_ch_s8, esp_nn_fully_connected_per_ch_s8_ansi)(
                input, 0, depth, weights, 0, bias, output, count, record->output_zero_point,
                constants.shift + call->first, constants.multiplier + call->first, record->activation_min, record->activation_max);
        } else {
            TI_ESP32S3_OR_GENERIC(is_s3, esp_nn_fully_connected_s8, esp_nn_fully_connected_s8_ansi)(
                input, 0, depth, weights, 0, bias, output, count, record->output_zero_point,
                record->shift, record->multiplier, record->activation_min, record->activation_max);
        }

        input += depth;
        output += record->output_depth;
    }
}
