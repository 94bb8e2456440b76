/* A strip of a depthwise 3 x 3 convolution: one channel, all rows, three to six columns, as depthwise_dsp.S finds it in memory. */
#ifndef TINYINFER_DEPTHWISE_DSP_H
#define TINYINFER_DEPTHWISE_DSP_H

#define TI_DEPTHWISE_BIAS 12
#define TI_DEPTHWISE_WEIGHTS 16
#define TI_PLANES_STEPS 24

#ifndef __ASSEMBLER__

#include <stdint.h>

/* Weights are doubled, and so are sums. */
typedef struct ti_depthwise_dsp {
    int32_t multiplier;
    int32_t addend;
    int32_t right_shift;
    int32_t twice_bias;
    uint32_t weights[6];          /* for each row of the kernel (w0, w1) and (w1, w2), doubled */
} ti_depthwise_dsp;

/*
 * Computes rows of a strip. plane: of the first row's upper neighbour; rows of three or four words follow one another. end: of the upper
 * neighbour of the row behind the last one. step: bytes between outputs.
 */
typedef void ti_depthwise_strip(
    const uint32_t *plane, const ti_depthwise_dsp *channel, int8_t *output, const uint32_t *end, int32_t step, int32_t row_step);

/* Rows of the planes of two channels: of a first column, three to six inner ones, and a last column. */
typedef struct ti_planes_dsp {
    uint32_t *plane0;             /* of the channel that the pointers below point to */
    uint32_t *plane1;             /* of the channel two after it */
    const int8_t *pixel;          /* the first inner column */
    const int8_t *first;          /* the column before it, or a word of padding */
    const int8_t *last;           /* the column behind the inner ones, or a word of padding */
    int32_t channels;
    int32_t row_bytes;
    int32_t first_step;           /* row_bytes, or 0 for padding */
    int32_t last_step;
    int32_t rows;
} ti_planes_dsp;

typedef void ti_fill_planes_dsp(const ti_planes_dsp *planes);

/* Three words a row, and four for five and six columns. */
ti_fill_planes_dsp ti_fill_planes3_dsp, ti_fill_planes4_dsp, ti_fill_planes5_dsp, ti_fill_planes6_dsp;

/* The planes of as many inner columns. _relu: for outputs whose zero point is -128. */
ti_depthwise_strip ti_depthwise_strip3_dsp, ti_depthwise_strip4_dsp, ti_depthwise_strip5_dsp, ti_depthwise_strip6_dsp;
ti_depthwise_strip ti_depthwise_strip4_dsp_relu, ti_depthwise_strip5_dsp_relu, ti_depthwise_strip6_dsp_relu;

/* Three columns with stride 2, of the planes of five. */
ti_depthwise_strip ti_depthwise_stride2_dsp;

#endif

#endif
