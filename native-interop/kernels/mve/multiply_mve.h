/*
 * The inner product of CONV_2D, and of DEPTHWISE_CONV_2D with one input channel: four positions, any number of channels by fours.
 * The struct's places are those that multiply_mve.S uses.
 */
#ifndef TINYINFER_MULTIPLY_MVE_H
#define TINYINFER_MULTIPLY_MVE_H

#define TI_MULTIPLY_TWO_ROWS 28
#define TI_MULTIPLY_COLUMN 36
#define TI_MULTIPLY_ENTRIES 44
#define TI_MULTIPLY_WEIGHTS 52
#define TI_MULTIPLY_ADVANCE 56
#define TI_MULTIPLY_SKIPPED 60
#define TI_MULTIPLY_OFFSETS 64

/* Bytes of code for 16 values of each position and channel; the loop has four times that. */
#define TI_MULTIPLY_STEP_BYTES 56

#ifndef __ASSEMBLER__
#include <stdint.h>

typedef struct ti_multiply_mve {
    /* Of the next four channels; they move on. */
    const int32_t *bias;
    const int32_t *multiplier;
    const int8_t *shift;
    int8_t *output;               /* of position 0 */

    const int32_t *end_of_bias;
    int32_t multiplier_step;      /* bytes from four channels to the next four; 0: always the same four */
    int32_t shift_step;
    int32_t two_rows;             /* bytes from a channel's weights to those of the second next */
    int32_t output_zero_point;
    const int8_t *column;
    uint32_t turns;               /* of the loop that is entered so that it runs through all vectors but the first */
    const void *entries[2];
    const int8_t *weights;        /* of the first channel, less what the column begins with in zeros */
    int32_t advance;              /* bytes from the end of a channel's vectors to the next channel's first */
    uint32_t skipped;             /* bytes of the loop's code from its entry to its end */
    uint16_t offsets[2][8];       /* from output: position 0 channel 0, position 1 channel 0, 0 1, 1 1 ... ; positions 2 and 3 */
} ti_multiply_mve;

/* For sums whose requantisation is simple. */
void ti_multiply_mve_run(ti_multiply_mve *multiply);

/* The same, a little faster, where the output's zero point is the activation's minimum or below. */
void ti_multiply_mve_run_relu(ti_multiply_mve *multiply);
#endif

#endif
