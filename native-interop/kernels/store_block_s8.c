#include "blocks.h"

static void store_any(
    const ti_requantizer *requantizer, int32_t channel, int32_t count, const int32_t *sums, const ti_blocks *blocks)
{
    for (int32_t end = channel + count; channel < end; channel++) {
        for (int32_t p = 0; p < blocks->count; p++) {
            blocks->output[p * blocks->stride + channel] = ti_requantize_any_s8(requantizer, channel, sums[p]);
        }

        sums += TI_POSITIONS;
    }
}

void ti_store_block_s8(
    const ti_requantizer *requantizer, int32_t channel, int32_t count, const int32_t *sums, const ti_blocks *blocks)
{
    if (!requantizer->simple) {
        store_any(requantizer, channel, count, sums, blocks);
        return;
    }

    int32_t stride = blocks->stride;
    int32_t step = requantizer->step;
    uint32_t addend_factor = requantizer->addend_factor;
    const int32_t *bias = requantizer->bias + channel;
    const int32_t *multipliers = requantizer->multiplier + channel * step;
    const int8_t *shift = requantizer->shift + channel * step;
    int8_t *output = blocks->output + channel;
    for (const int32_t *end = bias + count; bias != end; bias++) {
        int32_t multiplier = *multipliers;
        int32_t right_shift = ti_right_shift(shift);
        int32_t addend = ti_addend(addend_factor, right_shift);
        if (blocks->count == TI_POSITIONS && requantizer->output_zero_point == -128) {
            output[0] = (int8_t)ti_requantize_positive_s8(ti_scaled(sums[0], *bias), multiplier, addend, right_shift);
            output[stride] = (int8_t)ti_requantize_positive_s8(ti_scaled(sums[1], *bias), multiplier, addend, right_shift);
            output[2 * stride] = (int8_t)ti_requantize_positive_s8(ti_scaled(sums[2], *bias), multiplier, addend, right_shift);
            output[3 * stride] = (int8_t)ti_requantize_positive_s8(ti_scaled(sums[3], *bias), multiplier, addend, right_shift);
        } else if (blocks->count == TI_POSITIONS) {
            output[0] = (int8_t)ti_requantize_s8(ti_scaled(sums[0], *bias), multiplier, addend, right_shift);
            output[stride] = (int8_t)ti_requantize_s8(ti_scaled(sums[1], *bias), multiplier, addend, right_shift);
            output[2 * stride] = (int8_t)ti_requantize_s8(ti_scaled(sums[2], *bias), multiplier, addend, right_shift);
            output[3 * stride] = (int8_t)ti_requantize_s8(ti_scaled(sums[3], *bias), multiplier, addend, right_shift);
        } else {
            for (int32_t p = 0; p < blocks->count; p++) {
                output[p * stride] = (int8_t)ti_requantize_s8(ti_scaled(sums[p], *bias), multiplier, addend, right_shift);
            }
        }

        multipliers += step;
        shift += step;
        sums += TI_POSITIONS;
        output++;
    }
}
