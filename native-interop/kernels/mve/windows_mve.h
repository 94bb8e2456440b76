/*
 * The inner loops of DEPTHWISE_CONV_2D: outputs of one channel from windows into its plane, a small dense image with the padding.
 * The struct's places are those that windows_mve.S uses.
 */
#ifndef TINYINFER_WINDOWS_MVE_H
#define TINYINFER_WINDOWS_MVE_H

#define TI_WINDOWS_LIST 24
#define TI_WINDOWS_REST 28
#define TI_WINDOWS_TAPS 36
#define TI_WINDOWS_STEPS 44
#define TI_WINDOWS_PLACES 48

#ifndef __ASSEMBLER__
#include <stdint.h>

typedef struct ti_windows_mve {
    int32_t bias;
    int32_t multiplier;
    int32_t shift;                /* -22 ... -1 */
    int32_t output_zero_point;
    int8_t *output;
    int32_t output_step;          /* bytes from eight outputs to the next eight */
    const int8_t *const *windows; /* where each output's taps are counted from */
    int32_t rest;                 /* outputs behind the last eight; of ti_windows_mve_run_deep: all outputs */
    int32_t eights;
    const uint8_t *taps;          /* where each tap lies, counted from its window; 16 a step */
    const int8_t *weights;        /* as many; 0 where there is no tap */
    int32_t steps;                /* but the first */
    uint16_t places[8];           /* of outputs, counted from the first of eight */
} ti_windows_mve;

/*
 * At most 16 taps. Eight windows: those of outputs 0, 2, 4, 6, 1, 3, 5, 7; the last eight are complete. Of a rest of four or fewer: four in
 * the order of the outputs.
 */
void ti_windows_mve_run(const ti_windows_mve *windows);

/* At least 17 taps. Windows in the order of the outputs; the last four are complete. */
void ti_windows_mve_run_deep(ti_windows_mve *windows);
#endif

#endif
