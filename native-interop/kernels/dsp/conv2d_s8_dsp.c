#include "../kernels_opt.h"
#include "../opt.h"
#include "block_dsp.h"
#include "kernels_dsp.h"

int32_t ti_conv2d_s8_dsp_can(const void *record_start, const uint8_t *model)
{
    const ti_conv_record *record = record_start;
    return record->weight_layout == TI_LAYOUT_PLAIN && (int32_t)ti_conv2d_s8_opt_prove(record, model);
}

uint32_t ti_conv2d_s8_dsp_scratch_bytes(const void *record)
{
    return ti_convolve_bytes_dsp(record);
}

void ti_conv2d_s8_dsp(const void *record_start, const ti_call *call)
{
    const ti_conv_record *record = record_start;
    ti_convolve_dsp(record, call, (const int8_t *)call->model + record->weights_start, call->scratch);
    ti_clamp_conv_outputs_s8(record, call);
}
