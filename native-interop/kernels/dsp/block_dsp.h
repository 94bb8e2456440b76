/* A block of four output positions and all output channels, as block_dsp.S finds it in memory. */
#ifndef TINYINFER_BLOCK_DSP_H
#define TINYINFER_BLOCK_DSP_H

#define TI_BLOCK_CHANNEL 0
#define TI_BLOCK_OUTPUTS 20
#define TI_BLOCK_BIAS 36
#define TI_BLOCK_COLUMN 40
#define TI_BLOCK_END_OF_EIGHTS 44
#define TI_BLOCK_END_OF_FOURS 48
#define TI_BLOCK_REST 52
#define TI_BLOCK_WEIGHTS 56

#ifndef __ASSEMBLER__

#include <stdint.h>
#include "columns_dsp.h"

/* Of a column of four positions: columns_dsp.h. */
typedef struct ti_block_dsp {
    int32_t channel;              /* counts from minus the number of channels to 0; pointers below are to the ends */
    const int32_t *multipliers;
    const int8_t *shifts;
    uint32_t factor;              /* of ti_addend, without 128 */
    int32_t mask;                 /* -1: a multiplier and a shift a channel; 0: one for all, to which the pointers point */
    int8_t *outputs[4];           /* of the positions; a missing one's are the last one's */
    const int32_t *bias;
    const uint32_t *column;
    const uint32_t *end_of_eights;    /* of the groups of four values that are multiplied two at a time */
    const uint32_t *end_of_fours;     /* of all whole groups of four values */
    uint32_t rest;                    /* values that are left over */
    const int8_t *weights;        /* of all channels, one after another */
    int32_t stride;               /* from a position's output to the next one's */
    int8_t *output;               /* of the next position */
    void (*run)(struct ti_block_dsp *block);
} ti_block_dsp;

/* Computes all channels of a block. Requantisation is the simple one of opt.h. */
void ti_block_dsp_run(ti_block_dsp *block);

/* The same for outputs whose zero point is -128, as after a RELU. */
void ti_block_dsp_run_relu(ti_block_dsp *block);

/* Computes all positions of a call, with plain weights: of CONV_2D, or of DEPTHWISE_CONV_2D with one input channel, transposed. */
void ti_convolve_dsp(const ti_conv_record *record, const ti_call *call, const int8_t *weights, uint8_t *scratch);

/* Bytes of scratch for that; whole words. */
static inline uint32_t ti_convolve_bytes_dsp(const ti_conv_record *record)
{
    return ti_columns_bytes_dsp(record, 4);
}

#endif

#endif
