#include "opt.h"

void ti_clamp_each_s8(int8_t *output, int32_t count, int32_t min, int32_t max)
{
    for (int8_t *end = output + count; output < end; output++) {
        *output = (int8_t)ti_clamp(*output, min, max);
    }
}

void ti_clamp_conv_outputs_s8(const ti_conv_record *record, const ti_call *call)
{
    int32_t stride = ti_output_pixel_stride(record);
    int32_t positions = call->count * record->output_width;
    int32_t run = record->output_channels;
    if (stride == run) {
        run *= positions;
        positions = 1;
    }

    int8_t *output = call->arena + record->output_start + call->first * record->output_width * stride;
    for (; positions > 0; positions--) {
        ti_clamp_outputs_s8(output, run, record->activation_min, record->activation_max);
        output += stride;
    }
}
