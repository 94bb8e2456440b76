#include "channels.h"
#include "cmsis_nn.h"
#include "kernels_cmsis_nn.h"

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

int32_t ti_fully_connected_s8_cmsis_nn_can(const void *record, const uint8_t *model)
{
    ti_channels channels = channels_of(record);
    return ti_channels_fit(&channels, model);
}

uint32_t ti_fully_connected_s8_cmsis_nn_persistent_bytes(const void *record)
{
    ti_channels channels = channels_of(record);
    return is_per_channel(record) ? ti_channels_bytes(&channels) : 0;
}

void ti_fully_connected_s8_cmsis_nn_prepare(const void *record, const ti_call *call)
{
    ti_channels channels = channels_of(record);
    if (is_per_channel(record)) {
        ti_prepare_channels(&channels, call);
    }
}

void ti_fully_connected_s8_cmsis_nn(const void *record_start, const ti_call *call)
{
    const ti_fully_connected_record *record = record_start;
    int32_t depth = record->input_depth;
    int32_t *biases = (int32_t *)(uintptr_t)(call->model + record->bias_start) + call->first;

    /* MVE code wants bias and offset times sum of weights in one, in the context: that is what a folded bias is. */
    cmsis_nn_context context = { biases, 0 };
    cmsis_nn_fc_params params = { 0, 0, record->output_zero_point, { record->activation_min, record->activation_max } };
    cmsis_nn_dims input_dims = { 1, 1, 1, depth };
    cmsis_nn_dims filter = { depth, 1, 1, call->count };
    cmsis_nn_dims bias = { 1, 1, 1, call->count };
    cmsis_nn_dims output_dims = { 1, 1, 1, call->count };
    const int8_t *weights = (const int8_t *)call->model + record->weights_start + call->first * depth;
    const int8_t *input = call->arena + record->input_start;
    int8_t *output = call->arena + record->output_start + call->first;

    for (int32_t batch = 0; batch < record->batches; batch++) {
        if (is_per_channel(record)) {
            ti_channels channels = channels_of(record);
            ti_channel_constants constants = ti_channel_constants_of(&channels, call);
            cmsis_nn_per_channel_quant_params quantization = { constants.multiplier + call->first, constants.shift + call->first };
            arm_fully_connected_per_channel_s8(&context, &params, &quantization, &input_dims, input, &filter, weights,
                &bias, biases, &output_dims, output);
        } else {
            cmsis_nn_per_tensor_quant_params quantization = { record->multiplier, record->shift };
            arm_fully_connected_s8(&context, &params, &quantization, &input_dims, input, &filter, weights,
                &bias, biases, &output_dims, output);
        }

        input += depth;
        output += record->output_depth;
    }
}
