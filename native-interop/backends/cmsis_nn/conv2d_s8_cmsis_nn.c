#include "channels.h"
#include "cmsis_nn.h"
#include "kernels_cmsis_nn.h"
#include "rows.h"

static int32_t is_1x1(const ti_conv_record *record)
{
    return record->kernel_height == 1 && record->kernel_width == 1;
}

static ti_channels channels_of(const ti_conv_record *record)
{
    int32_t products = record->kernel_height * record->kernel_width * record->input_channels;
    int32_t unfolded = record->input_zero_point != 0 && ti_has_padding(record);
    ti_channels channels = { record, record->output_channels, products, products, 1, unfolded, 1 };
    return channels;
}

/*
 * A kernel of 1 x 1 without padding is a product of matrices. With stride 1 it is one over all rows, if they have as many
 * positions as the input's. arm_convolve_wrapper_s8 does not check that, and its third form, arm_convolve_1_x_n_s8, reads behind
 * the input and takes what a stride leaves over at the right for padding; so the choice is made here.
 */
static int32_t is_one_product(const ti_conv_record *record)
{
    return is_1x1(record) && record->stride_height == 1 && record->stride_width == 1
        && record->output_width == record->input_width && record->output_height == record->input_height;
}

int32_t ti_conv2d_s8_cmsis_nn_can(const void *record_start, const uint8_t *model)
{
    const ti_conv_record *record = record_start;
    ti_channels channels = channels_of(record);
    return ti_windows_meet_image(record)
        && ti_channels_fit(&channels, model)
        && ti_may_read_beyond(model, record->weights_start, channels.count * channels.products);
}

uint32_t ti_conv2d_s8_cmsis_nn_scratch_bytes(const void *record_start)
{
    const ti_conv_record *record = record_start;
    cmsis_nn_dims input = { 1, record->input_height, record->input_width, record->input_channels };
    cmsis_nn_dims filter = { record->output_channels, record->kernel_height, record->kernel_width, record->input_channels };
    return ti_apart_bytes(record)
        + (uint32_t)(is_one_product(record) ? arm_convolve_1x1_s8_fast_get_buffer_size(&input)
            : is_1x1(record)                ? 0
                                            : arm_convolve_s8_get_buffer_size(&input, &filter));
}

uint32_t ti_conv2d_s8_cmsis_nn_persistent_bytes(const void *record)
{
    ti_channels channels = channels_of(record);
    return ti_channels_bytes(&channels);
}

void ti_conv2d_s8_cmsis_nn_prepare(const void *record, const ti_call *call)
{
    ti_channels channels = channels_of(record);
    ti_prepare_channels(&channels, call);
}

void ti_conv2d_s8_cmsis_nn(const void *record_start, const ti_call *call)
{
    const ti_conv_record *record = record_start;
    ti_channels channels = channels_of(record);
    ti_channel_constants constants = ti_channel_constants_of(&channels, call);
    cmsis_nn_context context = { call->scratch + ti_apart_bytes(record), 0 };
    cmsis_nn_per_channel_quant_params quantization = { constants.multiplier, constants.shift };
    cmsis_nn_conv_params params = ti_cmsis_nn_conv_params(record, constants.input_offset);
    cmsis_nn_dims input = { 1, 0, record->input_width, record->input_channels };
    cmsis_nn_dims filter = { record->output_channels, record->kernel_height, record->kernel_width, record->input_channels };
    cmsis_nn_dims bias = { 1, 1, 1, record->output_channels };
    cmsis_nn_dims output = { 1, 0, record->output_width, record->output_channels };
    const int8_t *weights = (const int8_t *)call->model + record->weights_start;

    ti_rows rows = ti_conv_rows(record, call);
    if (is_one_product(record)) {
        input.h = call->count;   /* rows of all batches lie one after another */
        output.h = call->count;
        arm_convolve_1x1_s8_fast(&context, &params, &quantization, &input,
            rows.image + call->first * rows.input_row_bytes, &filter, weights, &bias, constants.bias, &output, rows.output);
        ti_place_part(record, call);
        return;
    }

    while (ti_next_rows(&rows)) {
        params.padding.h = rows.padding_top;
        input.h = rows.input_height;
        output.h = rows.count;
        if (is_1x1(record)) {
            arm_convolve_1x1_s8(&context, &params, &quantization, &input, rows.input, &filter, weights,
                &bias, constants.bias, &output, rows.output);
        } else {
            arm_convolve_s8(&context, &params, &quantization, &input, rows.input, &filter, weights,
                &bias, constants.bias, NULL, &output, rows.output);
        }
    }

    ti_place_part(record, call);
}
