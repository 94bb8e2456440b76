/* Blocks of four packed rows of weights that meet one input, as dense_packed_dsp.S finds them in memory. */
#ifndef TINYINFER_DENSE_PACKED_DSP_H
#define TINYINFER_DENSE_PACKED_DSP_H

/* All words of ti_dense_packed_dsp but the last are copied to the stack; that is read once. */
#define TI_DENSE_PACKED_INPUT 28
#define TI_DENSE_PACKED_WEIGHT_PRODUCTS 40
#define TI_DENSE_PACKED_END_OF_EIGHTS 44
#define TI_DENSE_PACKED_END 48
#define TI_DENSE_PACKED_END_OF_OUTPUT 52
#define TI_DENSE_PACKED_FACTOR 56

#ifndef __ASSEMBLER__

#include <stdint.h>

typedef struct ti_dense_packed_dsp {
    const int32_t *bias;              /* of the next four channels, as the next three */
    int8_t *output;
    const int32_t *multipliers;       /* null: one multiplier for all, below */
    const int8_t *shifts;
    int32_t multiplier;
    int32_t addend;
    int32_t right_shift;
    const uint32_t *input;            /* for each four values (i, i + 2) and (i + 1, i + 3) */
    const uint32_t *end_of_thirty_twos;   /* of the values that are multiplied 32 at a time */
    int32_t input_products;           /* sum of input[i] * input[i + 1] over even i */
    const int32_t *weight_products;   /* of the two even channels of the next four, where weights are pairs: the same of their weights */
    const uint32_t *end_of_eights;
    const uint32_t *end;
    const int8_t *end_of_output;
    int32_t factor;                   /* 2 * zero point + 1 */
    const uint8_t *weights;
} ti_dense_packed_dsp;

/* Computes four channels at a time until output meets its end. */
typedef void ti_dense_packed_dsp_run(const ti_dense_packed_dsp *dense);
ti_dense_packed_dsp_run ti_dense_pair_dsp_run;
ti_dense_packed_dsp_run ti_dense_int16_dsp_run;

#endif

#endif
