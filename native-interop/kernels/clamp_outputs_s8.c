#include "opt.h"

void ti_clamp_each_s8(int8_t *output, int32_t count, int32_t min, int32_t max)
{
    for (int8_t *end = output + count; output < end; output++) {
        *output = (int8_t)ti_clamp(*output, min, max);
    }
}

void ti_clamp_conv_outputs_s8(const ti_conv_record *record, const ti_call *call)
{
    int32_t unit_bytes = record->output_width * record->output_channels;
    ti_clamp_outputs_s8(
        call->arena + record->output_start + call->first * unit_bytes, call->count * unit_bytes, record->activation_min, record->activation_max);
}
