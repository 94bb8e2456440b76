/*
 * The constants of the output channels as CMSIS-NN and ESP-NN want them: shifts as int32, a multiplier for each channel, and
 * biases that are not folded where there is padding, since they add the input's offset and leave padded taps out.
 */
#ifndef TINYINFER_CHANNELS_H
#define TINYINFER_CHANNELS_H

#include "kernel.h"

/* How an op's channels are laid out, and how they lie in its persistent bytes. */
typedef struct ti_channels {
    const ti_conv_record *record;   /* of CONV_2D, DEPTHWISE_CONV_2D or FULLY_CONNECTED: they begin with the same fields */
    int32_t count;                  /* output channels */
    int32_t products;               /* int8 * int8 that are summed for an output */
    int32_t channel_step;           /* from a weight of a channel to the same one of the next, in bytes */
    int32_t product_step;           /* from a weight of a channel to the channel's next */
    int32_t unfolded;               /* biases are made without the input's zero point, which is then the input offset */
    int32_t group;                  /* arrays have a multiple of this many elements: a library reads them in such groups */
} ti_channels;

/* Ready for use; multiplier and shift of a FULLY_CONNECTED per tensor are not there. */
typedef struct ti_channel_constants {
    const int32_t *bias;
    int32_t *multiplier;            /* not written to, but CMSIS-NN and ESP-NN have no const here */
    int32_t *shift;
    int32_t input_offset;
} ti_channel_constants;

/*
 * Whether weights are plain, no sum, no sum shifted left and no requantised sum plus zero point leaves int32, whatever the input, and no shift is
 * one for which the libraries' C is undefined. Then they agree with ti_requantize to the bit.
 */
int32_t ti_channels_fit(const ti_channels *channels, const uint8_t *model);

uint32_t ti_channels_bytes(const ti_channels *channels);
void ti_prepare_channels(const ti_channels *channels, const ti_call *call);
ti_channel_constants ti_channel_constants_of(const ti_channels *channels, const ti_call *call);

#endif
