/* What CONV_2D and DEPTHWISE_CONV_2D with one input channel share: all positions of a call, for a range of output channels. */
#ifndef TINYINFER_CONVOLVE_MVE_H
#define TINYINFER_CONVOLVE_MVE_H

#include "column_mve.h"

/* Channels [channel, channel + count) of the output. At least 15 bytes that may be read lie in front of the weights. */
typedef struct ti_filters_mve {
    const int8_t *weights;
    uint32_t depth;
    int32_t row_bytes;            /* from a channel's weights to the next one's */
    int32_t channel;
    int32_t count;
} ti_filters_mve;

/* Places of outputs are 16 bits: those of four positions are less than 65536 apart. */
#define TI_MOST_OUTPUT_STRIDE_MVE 21844

/* For a simple requantizer. scratch: ti_column_scratch_bytes_mve. Leaves the activation to the caller. */
void ti_convolve_mve(const ti_conv_record *record, const ti_call *call, const ti_filters_mve *filters, uint8_t *scratch);

#endif
