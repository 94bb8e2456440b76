#include "channels.h"
#include "cmsis_nn.h"
#include "kernels_cmsis_nn.h"
#include "arm_nnsupportfunctions.h"

/*
 * The functions behind arm_fully_connected_s8 are called, as what it adds costs as much as a small op. With MVE there is a faster one:
 * GCC 12 makes little of the intrinsics of arm_nn_vec_mat_mult_t_s8, but arm_nn_mat_mult_nt_t_s8 has its loops in assembly. It wants
 * a multiplier and a shift for each channel, so those of all channels are given to it in blocks of as many channels as the arrays have.
 */
#if defined(ARM_MATH_MVEI)
#define HAS_MVE 1
#define BLOCK 32
#else
#define HAS_MVE 0
#endif

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

/* With MVE and per tensor, constants are those of a block. */
static ti_channels prepared_channels_of(const ti_fully_connected_record *record)
{
    ti_channels channels = channels_of(record);
#if HAS_MVE
    if (!is_per_channel(record) && channels.count > BLOCK) {
        channels.count = BLOCK;
    }
#endif
    return channels;
}

int32_t ti_fully_connected_s8_cmsis_nn_can(const void *record, const uint8_t *model)
{
    ti_channels channels = channels_of(record);
    return ti_channels_fit(&channels, model);
}

uint32_t ti_fully_connected_s8_cmsis_nn_persistent_bytes(const void *record)
{
    ti_channels channels = prepared_channels_of(record);
    return HAS_MVE || is_per_channel(record) ? ti_channels_bytes(&channels) : 0;
}

void ti_fully_connected_s8_cmsis_nn_prepare(const void *record, const ti_call *call)
{
    ti_channels channels = prepared_channels_of(record);
    if (HAS_MVE || is_per_channel(record)) {
        ti_prepare_channels(&channels, call);
    }
}

/* Channels [first, first + count) of one batch. Arrays of MVE code hold bias and offset times sum of weights: a folded bias. */
static void multiply(const ti_fully_connected_record *record, const ti_call *call, const int8_t *input, int8_t *output)
{
    const int32_t *bias = (const int32_t *)(const void *)(call->model + record->bias_start) + call->first;
    const int8_t *weights = (const int8_t *)call->model + record->weights_start + call->first * record->input_depth;
    if (is_per_channel(record)) {
        ti_channels channels = channels_of(record);
        ti_channel_constants constants = ti_channel_constants_of(&channels, call);
        arm_nn_vec_mat_mult_t_per_ch_s8(input, weights, bias, bias, output, 0, record->output_zero_point,
            constants.multiplier + call->first, constants.shift + call->first, record->input_depth, call->count,
            record->activation_min, record->activation_max, 1, 0);
    } else {
        arm_nn_vec_mat_mult_t_s8(input, weights, bias, bias, output, 0, record->output_zero_point,
            record->multiplier, record->shift, record->input_depth, call->count,
            record->activation_min, record->activation_max, 1, 0);
    }
}

#if HAS_MVE
static int32_t multiply_blocks(const ti_fully_connected_record *record, const ti_call *call)
{
    int32_t depth = record->input_depth;
    if (!ti_may_read_beyond(call->model, record->weights_start, depth * record->output_depth)) {
        return 0;
    }

    ti_channels channels = prepared_channels_of(record);
    ti_channel_constants constants = ti_channel_constants_of(&channels, call);
    const int32_t *bias = (const int32_t *)(const void *)(call->model + record->bias_start);
    const int8_t *weights = (const int8_t *)call->model + record->weights_start;
    int32_t block = is_per_channel(record) ? call->count : BLOCK;
    int32_t end = call->first + call->count;
    for (int32_t channel = call->first; channel < end; channel += block) {
        int32_t constant = is_per_channel(record) ? channel : 0;
        arm_nn_mat_mult_nt_t_s8(call->arena + record->input_start, weights + channel * depth, bias + channel,
            call->arena + record->output_start + channel, constants.multiplier + constant, constants.shift + constant,
            record->batches, end - channel < block ? end - channel : block, depth, 0, record->output_zero_point,
            record->activation_min, record->activation_max, record->output_depth, depth);
    }

    return 1;
}
#endif

void ti_fully_connected_s8_cmsis_nn(const void *record_start, const ti_call *call)
{
    const ti_fully_connected_record *record = record_start;
#if HAS_MVE
    if (multiply_blocks(record, call)) {
        return;
    }
#endif
    const int8_t *input = call->arena + record->input_start;
    int8_t *output = call->arena + record->output_start + call->first;
    for (int32_t batch = 0; batch < record->batches; batch++) {
        multiply(record, call, input, output);
        input += record->input_depth;
        output += record->output_depth;
    }
}
