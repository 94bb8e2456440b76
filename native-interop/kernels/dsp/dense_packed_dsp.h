/* Blocks of four packed rows of weights that meet one input, as dense_packed_dsp.S finds them in memory. */
#ifndef TINYINFER_DENSE_PACKED_DSP_H
#define TINYINFER_DENSE_PACKED_DSP_H

/* The first thirteen words of ti_dense_packed_dsp are copied to the stack; the last is read once. */
#define TI_DENSE_PACKED_INPUT 16
#define TI_DENSE_PACKED_END_OF_EIGHTS 24
#define TI_DENSE_PACKED_END 28
#define TI_DENSE_PACKED_END_OF_OUTPUT 32
#define TI_DENSE_PACKED_MULTIPLIER 36
#define TI_DENSE_PACKED_FACTOR 48

#ifndef __ASSEMBLER__

#include <stdint.h>

typedef struct ti_dense_packed_dsp {
    const int32_t *bias;              /* of the next four channels, as the next three */
    int8_t *output;
    const int32_t *multipliers;       /* null: one multiplier for all, below */
    const int8_t *shifts;
    const uint32_t *input;            /* for each four values (i, i + 2) and (i + 1, i + 3) */
    const uint32_t *end_of_thirty_twos;   /* of the values that are multiplied 32 at a time */
    const uint32_t *end_of_eights;
    const uint32_t *end;
    const int8_t *end_of_output;
    int32_t multiplier;
    int32_t addend;
    int32_t right_shift;
    int32_t factor;                   /* 2 * zero point + 1 */
    const uint8_t *weights;
} ti_dense_packed_dsp;

/* Computes four channels at a time until output meets its end. */
typedef void ti_dense_packed_dsp_run(const ti_dense_packed_dsp *dense);
ti_dense_packed_dsp_run ti_dense_pair_dsp_run;
ti_dense_packed_dsp_run ti_dense_int16_dsp_run;

#endif

#endif
