/* A block of four output positions and all output channels, as block_dsp.S finds it in memory. */
#ifndef TINYINFER_BLOCK_DSP_H
#define TINYINFER_BLOCK_DSP_H

#define TI_BLOCK_CHANNEL 0
#define TI_BLOCK_OUTPUTS 20
#define TI_BLOCK_BIAS 36
#define TI_BLOCK_COLUMN 40
#define TI_BLOCK_END_OF_EIGHTS 44
#define TI_BLOCK_END_OF_FOURS 48
#define TI_BLOCK_WEIGHTS 56

#ifndef __ASSEMBLER__

#include <stdint.h>
#include "../blocks.h"

/*
 * A column holds what four positions read, as int16. For each four values k of a position it has eight words: values (k, k + 2) of
 * position 0, 1, 2, 3, then values (k + 1, k + 3): what SXTB16 makes of a word of int8, and of the word rotated by 8. Values that are
 * left over have two words each: of positions (0, 1) and (2, 3).
 */
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
    const uint32_t *end_of_fours;     /* of all groups of four values */
    const uint32_t *end;
    const int8_t *weights;        /* of all channels, one after another */
    int32_t channels;
    void (*run)(struct ti_block_dsp *block);
} ti_block_dsp;

/* Computes all channels of a block. Requantisation is the simple one of opt.h. */
void ti_block_dsp_run(ti_block_dsp *block);

/* The same for outputs whose zero point is -128, as after a RELU. */
void ti_block_dsp_run_relu(ti_block_dsp *block);

/* Expands words, count of them, of four positions into a column. Returns its end. The pointers may have any alignment. */
uint32_t *ti_expand_dsp(
    uint32_t *column, const int8_t *position0, const int8_t *position1, const int8_t *position2, const int8_t *position3, uint32_t count);

/* A column and what filling it takes; in scratch. */
typedef struct ti_column_dsp {
    uint32_t depth;               /* values of a position */
    uint32_t piece_bytes;         /* that are expanded at once; 0: none */
    uint32_t *values;
    int8_t *padding;              /* a piece of it */
    int8_t *narrow;               /* a column of int8, of ti_fill_column */
} ti_column_dsp;

uint32_t ti_column_bytes_dsp(const ti_conv_record *record);
ti_column_dsp ti_column_dsp_of(const ti_conv_record *record, uint8_t *scratch);

/* Of CONV_2D, or of DEPTHWISE_CONV_2D with one input channel. */
void ti_fill_column_dsp(const ti_conv_record *record, const ti_call *call, const ti_blocks *blocks, const ti_column_dsp *column);

/* What all blocks of a call have in common. */
ti_block_dsp ti_block_dsp_of(const ti_conv_record *record, const ti_call *call, const ti_column_dsp *column, const int8_t *weights);

/* Computes the block whose column is filled. */
void ti_block_dsp_start(ti_block_dsp *block, const ti_blocks *blocks);

#endif

#endif
