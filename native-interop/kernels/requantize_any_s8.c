#include "opt.h"

int8_t ti_requantize_any_s8(const ti_requantizer *requantizer, int32_t channel, int32_t sum)
{
    int32_t biased = ti_add_wrapping(sum, requantizer->bias[channel]);
    int32_t multiplier = requantizer->multiplier[channel * requantizer->step];
    int32_t shift = ti_clamp(requantizer->shift[channel * requantizer->step], -31, 30);   /* as when the model was opened */
    return ti_activate(ti_requantize(biased, multiplier, shift), requantizer->output_zero_point, -128, 127);
}
