#include "../kernels_opt.h"
#include "convolve_mve.h"
#include "kernels_mve.h"
#if defined(__ARM_FEATURE_MVE)

static uint32_t depth_of(const ti_conv_record *record)
{
    return (uint32_t)(record->kernel_height * record->kernel_width) * record->input_channels;
}

/* Packed weights are made for cores without vectors. */
int32_t ti_conv2d_s8_mve_can(const void *record_start, const uint8_t *model)
{
    const ti_conv_record *record = record_start;
    (void)model;
    return record->weight_layout == TI_LAYOUT_PLAIN;
}

uint32_t ti_conv2d_s8_mve_prove(const void *record, const uint8_t *model)
{
    return ti_conv2d_s8_opt_prove(record, model);
}

/* No less than _opt needs. */
uint32_t ti_conv2d_s8_mve_scratch_bytes(const void *record)
{
    return ti_column_scratch_bytes_mve(record, depth_of(record));
}

void ti_conv2d_s8_mve(const void *record_start, const ti_call *call)
{
    const ti_conv_record *record = record_start;
    if (!call->proof || ti_output_pixel_stride(record) > TI_MOST_OUTPUT_STRIDE_MVE) {
        ti_conv2d_s8_opt(record, call);
        return;
    }

    int32_t depth = (int32_t)depth_of(record);
    const int8_t *weights = (const int8_t *)call->model + record->weights_start;
    ti_filters_mve filters = { weights, (uint32_t)depth, depth, 0, record->output_channels };
    ti_convolve_mve(record, call, &filters, call->scratch);
    ti_clamp_conv_outputs_s8(record, call);
}
#endif
