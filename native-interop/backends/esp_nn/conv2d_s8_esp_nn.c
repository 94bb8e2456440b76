#include "channels.h"
#include "esp_nn_adapter.h"
#include "kernels_esp_nn.h"

static ti_channels channels_of(const ti_conv_record *record)
{
    int32_t products = record->kernel_height * record->kernel_width * record->input_channels;
    int32_t unfolded = record->input_zero_point != 0 && ti_has_padding(record);
    ti_channels channels = { record, record->output_channels, products, products, 1, unfolded, 1 };
    return channels;
}

static conv_params_t params_of(const ti_conv_record *record, int32_t input_offset)
{
    conv_params_t params = {
        input_offset, record->output_zero_point,
        { record->stride_width, record->stride_height }, { record->padding_left, record->padding_top },
        { 1, 1 }, { record->activation_min, record->activation_max }
    };
    return params;
}

int32_t ti_conv2d_s8_esp_nn_can(const void *record_start, const uint8_t *model)
{
    const ti_conv_record *record = record_start;
    ti_channels channels = channels_of(record);
    return !ti_is_dilated(record) && ti_windows_meet_image(record) && ti_channels_fit(&channels, model);
}

/* ESP-NN asks for 16-byte aligned scratch, and adds what it needs for that. */
uint32_t ti_conv2d_s8_esp_nn_scratch_bytes(const void *record_start)
{
    const ti_conv_record *record = record_start;
    data_dims_t input = { record->input_width, record->input_height, record->input_channels, 1 };
    data_dims_t filter = { record->kernel_width, record->kernel_height, record->input_channels, 0 };
    data_dims_t output = { record->output_width, record->output_height, record->output_channels, 1 };
    conv_params_t params = params_of(record, -record->input_zero_point);
    return ti_apart_bytes(record) + (ti_is_conv_for_esp32s3(record)
        ? (uint32_t)esp_nn_get_conv_scratch_size(&input, &filter, &output, &params) + TI_ESP32S3_ALIGNMENT
        : 0);
}

uint32_t ti_conv2d_s8_esp_nn_persistent_bytes(const void *record)
{
    ti_channels channels = channels_of(record);
    return ti_channels_bytes(&channels);
}

void ti_conv2d_s8_esp_nn_prepare(const void *record, const ti_call *call)
{
    ti_channels channels = channels_of(record);
    ti_prepare_channels(&channels, call);
}

typedef void (*convolve)(const data_dims_t *, const int8_t *, const data_dims_t *, const int8_t *, const int32_t *,
    const data_dims_t *, int8_t *, const conv_params_t *, const quant_data_t *);

/* The scratch of ESP-NN is one pointer for all: on the ESP32-S3, contexts must not be evaluated by two threads at once. */
static convolve choose(const ti_conv_record *record, const ti_call *call, const ti_rows *rows, const int8_t *weights)
{
    int32_t is_s3 = ti_is_conv_for_esp32s3(record) && rows->count == record->output_height
        && ti_is_aligned_for_esp32s3(weights) && ti_is_aligned_for_esp32s3(rows->input) && ti_is_aligned_for_esp32s3(rows->output);
    if (is_s3) {
        uintptr_t start = (uintptr_t)call->scratch + ti_apart_bytes(record);
        uintptr_t scratch = (start + TI_ESP32S3_ALIGNMENT - 1) & ~(uintptr_t)(TI_ESP32S3_ALIGNMENT - 1);
        esp_nn_set_conv_scratch_buf((const void *)scratch);
    }

    return TI_ESP32S3_OR_GENERIC(is_s3, esp_nn_conv_s8, esp_nn_conv_s8_opt);
}

void ti_conv2d_s8_esp_nn(const void *record_start, const ti_call *call)
{
    const ti_conv_record *record = record_start;
    ti_channels channels = channels_of(record);
    ti_channel_constants constants = ti_channel_constants_of(&channels, call);
    quant_data_t quantization = { constants.shift, constants.multiplier };
    conv_params_t params = params_of(record, constants.input_offset);
    data_dims_t input = { record->input_width, 0, record->input_channels, 1 };
    data_dims_t filter = { record->kernel_width, record->kernel_height, record->input_channels, 0 };
    data_dims_t output = { record->output_width, 0, record->output_channels, 1 };
    const int8_t *weights = (const int8_t *)call->model + record->weights_start;

    ti_rows rows = ti_conv_rows(record, call);
    while (ti_next_rows(&rows)) {
        params.padding.height = rows.padding_top;
        input.height = rows.input_height;
        output.height = rows.count;
        choose(record, call, &rows, weights)(
            &input, rows.input, &filter, weights, constants.bias, &output, rows.output, &params, &quantization);
    }

    ti_place_part(record, call);
}
