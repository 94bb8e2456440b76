#include "../opt.h"
#include "dsp.h"
#include "packed_dsp.h"

uint32_t ti_channel_bytes_dsp(const ti_conv_record *record)
{
    uint32_t channel_bytes = sizeof(ti_rounding_dsp) + (record->multiplier_start == TI_NONE ? sizeof(int32_t) : 0);
    return ti_round_up(record->output_channels, TI_CONV_BLOCK) * channel_bytes;
}

const int32_t *ti_prepare_channels_dsp(const ti_requantizer *requantizer, int32_t channels, ti_rounding_dsp *roundings)
{
    int32_t factor = 2 * requantizer->output_zero_point + 1;
    for (int32_t c = 0; c < channels; c++) {
        roundings[c].right_shift = ti_right_shift(requantizer->shift + c * requantizer->step);
        roundings[c].addend = ti_addend_dsp(factor, roundings[c].right_shift);
    }

    if (requantizer->step == 1) {
        return requantizer->multiplier;
    }

    int32_t *multipliers = (int32_t *)(void *)(roundings + ti_round_up((uint32_t)channels, TI_CONV_BLOCK));
    for (int32_t c = 0; c < channels; c++) {
        multipliers[c] = *requantizer->multiplier;
    }

    return multipliers;
}
