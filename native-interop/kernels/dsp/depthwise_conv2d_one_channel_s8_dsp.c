#include "../kernels_opt.h"
#include "../opt.h"
#include "block_dsp.h"
#include "kernels_dsp.h"

/* More weights are not worth their place in scratch. */
#define MOST_WEIGHTS 2048

static uint32_t taps_of(const ti_conv_record *record)
{
    return (uint32_t)(record->kernel_height * record->kernel_width);
}

static uint32_t weight_bytes(const ti_conv_record *record)
{
    return (taps_of(record) * record->output_channels + 3) & ~3u;
}

int32_t ti_depthwise_conv2d_one_channel_s8_dsp_can(const void *record_start, const uint8_t *model)
{
    const ti_conv_record *record = record_start;
    return record->input_channels == 1 && taps_of(record) * record->output_channels <= MOST_WEIGHTS
        && (int32_t)ti_depthwise_conv2d_s8_opt_prove(record, model);
}

/* The weights and a column. */
uint32_t ti_depthwise_conv2d_one_channel_s8_dsp_scratch_bytes(const void *record_start)
{
    const ti_conv_record *record = record_start;
    return weight_bytes(record) + ti_convolve_bytes_dsp(record);
}

/* With one input channel a depthwise convolution is a plain one, whose weights lie the other way round: [taps][channels]. */
static void transpose(const ti_conv_record *record, const ti_call *call, int8_t *transposed)
{
    int32_t channels = record->output_channels;
    for (int32_t channel = 0; channel < channels; channel++) {
        const int8_t *weights = (const int8_t *)call->model + record->weights_start + channel;
        for (int8_t *end = transposed + taps_of(record); transposed != end; transposed++) {
            *transposed = *weights;
            weights += channels;
        }
    }
}

void ti_depthwise_conv2d_one_channel_s8_dsp(const void *record_start, const ti_call *call)
{
    const ti_conv_record *record = record_start;
    int8_t *weights = (int8_t *)call->scratch;
    transpose(record, call, weights);
    ti_convolve_dsp(record, call, weights, call->scratch + weight_bytes(record));
    ti_clamp_conv_outputs_s8(record, call);
}
