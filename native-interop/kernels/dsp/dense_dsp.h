/* Rows of weights that meet one input, as dense_dsp.S finds them in memory. */
#ifndef TINYINFER_DENSE_DSP_H
#define TINYINFER_DENSE_DSP_H

#define TI_DENSE_BIAS 16
#define TI_DENSE_OUTPUT 24
#define TI_DENSE_MULTIPLIERS 44

#ifndef __ASSEMBLER__

#include <stdint.h>
#include "../opt.h"

/*
 * The input is int8, or int16: for each four values two words, (i, i + 2) and (i + 1, i + 3), then a word for each value that is left
 * over.
 */
typedef struct ti_dense_dsp {
    const int8_t *input;
    const int8_t *end_of_eights;      /* of the groups of four values that are multiplied four at a time: their weights are aligned */
    const int8_t *end_of_fours;
    const int8_t *end;
    const int32_t *bias;              /* of the next two rows */
    uint32_t stride;                  /* bytes from a row of weights to the next one */
    int8_t *output;                   /* of the next two rows */
    int8_t *end_of_output;
    int32_t multiplier;               /* one for all, where multipliers is null */
    int32_t addend;
    int32_t right_shift;
    const int32_t *multipliers;       /* of the next two rows */
    const int8_t *shifts;
    int32_t factor;                   /* 2 * zero point + 1 */
} ti_dense_dsp;

/* Computes rows, two at a time, until output meets its end. Requantisation is the simple one. The input is int16; or int8, "direct". */
typedef void ti_dense_dsp_rows(ti_dense_dsp *dense, const int8_t *weights);
ti_dense_dsp_rows ti_dense_dsp_run;
ti_dense_dsp_rows ti_dense_direct_dsp_run;

/* Expands depth values, of any alignment, into an input. The sum of values[i] * values[i + 1] over even i, of whole fours. */
int32_t ti_expand_row_dsp(uint32_t *input, const int8_t *values, uint32_t depth);

#endif

#endif
