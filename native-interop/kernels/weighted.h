/* What the references of weighted ops share: the multiplier of an output channel, and the way from its sum to int8. */
#ifndef TINYINFER_WEIGHTED_H
#define TINYINFER_WEIGHTED_H

#include "kernel.h"

static inline int32_t ti_bias_of(const ti_conv_record *record, const uint8_t *model, int32_t channel)
{
    return ((const int32_t *)(const void *)(model + record->bias_start))[channel];
}

/* record: of CONV_2D, DEPTHWISE_CONV_2D or FULLY_CONNECTED, which begin with the same fields. */
static inline int8_t ti_output_of(const ti_conv_record *record, const uint8_t *model, int32_t channel, int32_t sum)
{
    int32_t multiplier = record->multiplier;
    int32_t shift = record->shift;
    if (record->multiplier_start != TI_NONE) {
        multiplier = ((const int32_t *)(const void *)(model + record->multiplier_start))[channel];
        shift = (int8_t)model[record->shift_start + channel];
    }

    shift = ti_clamp(shift, -31, 30);   /* as when the model was opened */

    return ti_activate(ti_requantize(sum, multiplier, shift), record->output_zero_point, record->activation_min, record->activation_max);
}

/* A tap that lies outside of the input. */
#define NO_PIXEL ((const int8_t *)0)

/* Channel 0 of what tap (ky, kx) of a window reads whose first tap is at (y, x). The sums of 64 bits never overflow. */
static inline const int8_t *ti_pixel(const ti_conv_record *record, const int8_t *image, int32_t y, int32_t ky, int32_t x, int32_t kx)
{
    int64_t tap_y = y + (int64_t)ky * record->dilation_height;
    int64_t tap_x = x + (int64_t)kx * record->dilation_width;
    if (tap_y < 0 || tap_y >= record->input_height || tap_x < 0 || tap_x >= record->input_width) {
        return NO_PIXEL;
    }

    return image + ((int32_t)tap_y * record->input_width + (int32_t)tap_x) * record->input_channels;
}

#endif
