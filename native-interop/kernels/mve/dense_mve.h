/* The inner loops of FULLY_CONNECTED. The struct's places are those that dense_mve.S uses. */
#ifndef TINYINFER_DENSE_MVE_H
#define TINYINFER_DENSE_MVE_H

#define TI_DENSE_END 20
#define TI_DENSE_WEIGHTS 24
#define TI_DENSE_INPUT 28
#define TI_DENSE_DEPTH 32

#ifndef __ASSEMBLER__
#include <stdint.h>

typedef struct ti_dense_mve {
    /* Of the next four outputs; they move on. */
    const int32_t *bias;
    const int32_t *multiplier;
    const int8_t *shift;
    int8_t *output;

    int32_t output_zero_point;
    const int32_t *end_of_bias;   /* at least four behind */
    const int8_t *weights;
    const int8_t *input;
    int32_t depth;
} ti_dense_mve;

/* At most 16 inputs, or more; a multiplier and a shift for each output, or one of each. For sums whose requantisation is simple. */
void ti_dense_mve_run_short(ti_dense_mve *dense);
void ti_dense_mve_run_short_per_channel(ti_dense_mve *dense);
void ti_dense_mve_run_long(ti_dense_mve *dense);
void ti_dense_mve_run_long_per_channel(ti_dense_mve *dense);
#endif

#endif
