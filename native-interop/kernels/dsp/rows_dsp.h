/* Rows of weights that meet one input, as multiply_rows_dsp.S finds them in memory. */
#ifndef TINYINFER_ROWS_DSP_H
#define TINYINFER_ROWS_DSP_H

#define TI_ROWS_INPUT 0
#define TI_ROWS_END_OF_EIGHTS 4
#define TI_ROWS_STRIDE 8
#define TI_ROWS_END_OF_FOURS 12
#define TI_ROWS_END 16

#ifndef __ASSEMBLER__

#include <stdint.h>

/* The input as int16: for each four values two words, (i, i + 2) and (i + 1, i + 3), then a word for each value that is left over. */
typedef struct ti_rows_dsp {
    const uint32_t *input;
    const uint32_t *end_of_eights;    /* of the groups of four values that are multiplied four at a time: their weights are aligned */
    uint32_t stride;                  /* bytes from a row to the next one */
    const uint32_t *end_of_fours;
    const uint32_t *end;
} ti_rows_dsp;

/* Rows are taken two at a time until sums meets end; what is behind one row is the next one. */
void ti_multiply_rows_dsp(const ti_rows_dsp *rows, const int8_t *weights, int32_t *sums, const int32_t *end);

/* Expands depth values into an input, of ti_rows_input_bytes. They may have any alignment. */
void ti_expand_row_dsp(uint32_t *input, const int8_t *values, uint32_t depth);

/* rows over an expanded input. Pairs of words need an aligned address. */
static inline ti_rows_dsp ti_rows_dsp_of(const uint32_t *input, uint32_t depth, const int8_t *weights)
{
    int32_t is_aligned = (((uintptr_t)weights | depth) & 3) == 0;
    ti_rows_dsp rows;
    rows.input = input;
    rows.end_of_eights = input + (is_aligned ? depth / 16 * 8 : 0);
    rows.stride = depth;
    rows.end_of_fours = input + depth / 4 * 2;
    rows.end = rows.end_of_fours + depth % 4;
    return rows;
}

static inline uint32_t ti_rows_input_bytes(uint32_t depth)
{
    return depth / 4 * 8 + depth % 4 * 4;
}

#endif

#endif
