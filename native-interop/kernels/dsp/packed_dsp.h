/* Two output positions and all output channels with packed weights, as packed_dsp.S finds them in memory. */
#ifndef TINYINFER_PACKED_DSP_H
#define TINYINFER_PACKED_DSP_H

/* The first ten words of ti_packed_dsp are copied to the stack; the last is read once. */
#define TI_PACKED_BIAS 0
#define TI_PACKED_COLUMN 16
#define TI_PACKED_END_OF_EIGHTS 24
#define TI_PACKED_END 28
#define TI_PACKED_STRIDE 32
#define TI_PACKED_END_OF_BIAS 36

#ifndef __ASSEMBLER__

#include <stdint.h>
#include "../opt.h"
#include "columns_dsp.h"

/* What the requantisation of a channel takes beside its multiplier. */
typedef struct ti_rounding_dsp {
    int32_t addend;
    int32_t right_shift;
} ti_rounding_dsp;

/* Bytes of scratch for ti_prepare_channels_dsp. */
uint32_t ti_channel_bytes_dsp(const ti_conv_record *record);

/*
 * Writes the roundings of all channels, and behind them the multiplier of all, if they share one. Answers where each channel's multiplier
 * is: there, or in the file.
 */
const int32_t *ti_prepare_channels_dsp(const ti_requantizer *requantizer, int32_t channels, ti_rounding_dsp *roundings);

typedef struct ti_packed_dsp {
    const int32_t *bias;              /* of the next pair of channels */
    const int32_t *multipliers;
    const ti_rounding_dsp *roundings;
    int8_t *output;                   /* of the first position */
    const uint32_t *column;           /* of two positions: columns_dsp.h */
    const uint32_t *end_of_thirty_twos;   /* of the values that are multiplied 32 at a time */
    const uint32_t *end_of_eights;
    const uint32_t *end;
    uint32_t stride;                  /* from the first position's output to the second's */
    const int32_t *end_of_bias;
    const uint8_t *weights;           /* of the next pair of channels */
} ti_packed_dsp;

/* Computes pairs of channels until bias meets its end; _relu: where the output's zero point is -128. */
typedef void ti_packed_dsp_run(const ti_packed_dsp *packed);
ti_packed_dsp_run ti_pair_dsp_run;
ti_packed_dsp_run ti_pair_dsp_run_relu;
ti_packed_dsp_run ti_int16_dsp_run;
ti_packed_dsp_run ti_int16_dsp_run_relu;

#endif

#endif
