#include "../kernels_opt.h"
#include "../opt.h"
#include "kernels_dsp.h"
#include "packed_dsp.h"

int32_t ti_conv2d_packed_s8_dsp_can(const void *record_start, const uint8_t *model)
{
    const ti_conv_record *record = record_start;
    return (record->weight_layout == TI_LAYOUT_PAIR || record->weight_layout == TI_LAYOUT_INT16)
        && (int32_t)ti_conv2d_s8_opt_prove(record, model);
}

uint32_t ti_conv2d_packed_s8_dsp_scratch_bytes(const void *record)
{
    return ti_columns_bytes_dsp(record, 2) + ti_channel_bytes_dsp(record);
}

/* The last of an odd number of channels: its pair lies in the weights, but has no bias, no multiplier and no output. */
static void compute_last(ti_packed_dsp_run *run, ti_packed_dsp packed, uint32_t weight_bytes)
{
    int32_t pairs = (int32_t)(packed.end_of_bias - packed.bias) / 2;
    int32_t bias[2] = { *packed.end_of_bias, 0 };
    int32_t multipliers[2] = { packed.multipliers[2 * pairs], 0 };
    ti_rounding_dsp roundings[2] = { packed.roundings[2 * pairs], { 0, 0 } };
    int8_t outputs[4];
    int8_t *output = packed.output + 2 * pairs;
    uint32_t stride = packed.stride;
    packed.bias = bias;
    packed.end_of_bias = bias + 2;
    packed.multipliers = multipliers;
    packed.roundings = roundings;
    packed.weights += (uint32_t)pairs * weight_bytes;
    packed.output = outputs;
    packed.stride = 2;
    run(&packed);
    output[0] = outputs[0];
    if (stride > 0) {
        output[stride] = outputs[2];
    }
}

void ti_conv2d_packed_s8_dsp(const void *record_start, const ti_call *call)
{
    const ti_conv_record *record = record_start;
    int32_t channels = record->output_channels;
    int32_t stride = ti_output_pixel_stride(record);
    ti_requantizer requantizer = ti_requantizer_of(record, call);
    ti_columns_dsp columns = ti_columns_dsp_of(record, call, 2, call->scratch);
    ti_rounding_dsp *roundings = (ti_rounding_dsp *)(void *)(call->scratch + ti_columns_bytes_dsp(record, 2));
    int32_t is_pair = record->weight_layout == TI_LAYOUT_PAIR;
    int32_t is_relu = record->output_zero_point == -128;
    ti_packed_dsp_run *run = is_pair ? (is_relu ? ti_pair_dsp_run_relu : ti_pair_dsp_run)
        : is_relu                    ? ti_int16_dsp_run_relu
                                     : ti_int16_dsp_run;
    uint32_t groups = (columns.depth + 3) / 4;
    ti_packed_dsp packed = {
        requantizer.bias, ti_prepare_channels_dsp(&requantizer, channels, roundings), roundings,
        call->arena + record->output_start + call->first * record->output_width * stride,
        columns.values, columns.values + groups / 8 * 32, columns.values + groups / 2 * 8, columns.values + groups * 4,
        0, requantizer.bias + (channels & ~1), call->model + record->weights_start
    };
    for (int32_t count; (count = ti_next_column_dsp(&columns)) > 0; ) {
        packed.stride = count > 1 ? (uint32_t)stride : 0;   /* the second position stands in the first one's place */
        if (channels > 1) {
            run(&packed);
        }

        if (channels % 2 == 1) {
            compute_last(run, packed, groups * (is_pair ? 8 : 16));
        }

        packed.output += count * stride;
    }

    ti_clamp_conv_outputs_s8(record, call);
}
