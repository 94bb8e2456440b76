/*
 * F(2 x 2, 3 x 3) of Winograd (Lavin and Gray 2016) in integers, for two tiles side by side: 2 x 4 outputs of 4 x 6 inputs. docs/kernels.md
 * has the proof, docs/format.md the weights U.
 */
#ifndef TINYINFER_WINOGRAD_DSP_H
#define TINYINFER_WINOGRAD_DSP_H

/* Of ti_winograd_dsp, as it is copied to the stack. */
#define TI_WINOGRAD_BIAS 0
#define TI_WINOGRAD_OUTPUT 12
#define TI_WINOGRAD_COLUMN_STEP 16
#define TI_WINOGRAD_ROW_STEP 20
#define TI_WINOGRAD_END_OF_BIAS 24
#define TI_WINOGRAD_VALUES 28
#define TI_WINOGRAD_GROUPS 32
#define TI_WINOGRAD_WEIGHTS 36
#define TI_WINOGRAD_BYTES 40

#ifndef __ASSEMBLER__

#include <stdint.h>
#include "packed_dsp.h"

/*
 * V = B^T d B of two tiles, for groups of four input channels. pixels: the first of 4 x 6, whose rows are row_step bytes apart, and
 * pixels of a row column_step; words at any address. values: for each of 16 frequencies a column of two positions, as columns_dsp.h has it,
 * with the tiles as positions. Frequencies are frequency_bytes apart.
 */
void ti_winograd_input_dsp(
    uint32_t *values, const int8_t *pixels, int32_t row_step, int32_t column_step, uint32_t groups, uint32_t frequency_bytes);

/* Pairs of output channels of two tiles. */
typedef struct ti_winograd_dsp {
    const int32_t *bias;              /* of the next pair */
    const int32_t *multipliers;
    const ti_rounding_dsp *roundings;
    int8_t *output;                   /* of the first of 2 x 4 */
    int32_t column_step;              /* from an output to the next one of the row */
    int32_t row_step;
    const int32_t *end_of_bias;
    const uint32_t *values;
    uint32_t groups;                  /* of four input channels */
    const uint8_t *weights;           /* of the next pair */
} ti_winograd_dsp;

/* Computes pairs of channels until bias meets its end. */
void ti_winograd_dsp_run(const ti_winograd_dsp *winograd);

#endif

#endif
