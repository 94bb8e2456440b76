#include "opt.h"

/*
 * The kernels saturate to int8, which is one instruction where there is one. Clamping what is saturated is the same as clamping at
 * once, as min >= -128 and max <= 127; and most networks fold ReLU into the zero point, so that there is nothing to do.
 */
void ti_clamp_outputs_s8(int8_t *output, int32_t count, int32_t min, int32_t max)
{
    if (min == -128 && max == 127) {
        return;
    }

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
