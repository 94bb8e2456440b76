/*
 * The columns of a convolution: what the filters read of a few output positions, as int16. For each four values of a position, in the
 * order of the plain weights, a column has two words, (k, k + 2) and (k + 1, k + 3): what SXTB16 makes of a word of int8, and of the word
 * rotated by 8. The words of two or four positions lie side by side: first all (k, k + 2), then all (k + 1, k + 3).
 */
#ifndef TINYINFER_COLUMNS_DSP_H
#define TINYINFER_COLUMNS_DSP_H

#define TI_ROWS_STEPS 16
#define TI_ROWS_WORDS 32
#define TI_ROWS_ROWS 36

#ifndef __ASSEMBLER__

#include <stdint.h>
#include "../layouts.h"

#define TI_MOST_POSITIONS 4

/* What positions read: so many rows, each of so many words of int8, at any address. */
typedef struct ti_rows_dsp {
    const int8_t *starts[TI_MOST_POSITIONS];
    int32_t steps[TI_MOST_POSITIONS];       /* from the end of a row to the next one, in bytes */
    uint32_t words;
    uint32_t rows;
} ti_rows_dsp;

/* Writes the column of two positions, or of four. */
void ti_expand2_dsp(uint32_t *column, const ti_rows_dsp *rows);
void ti_expand4_dsp(uint32_t *column, const ti_rows_dsp *rows);

/*
 * A call's positions, in their order: they run over the ends of rows and images. A window is read where it lies, if it lies inside of the
 * input and its rows are whole words; else from a patch, to which it is copied. Where there are few input channels, a patch would be
 * copied byte by byte: then what all windows of an output row read is first copied to a strip, padding included. There are two of
 * them, as the positions of a column may lie in two rows.
 */
typedef struct ti_columns_dsp {
    const ti_conv_record *record;
    int32_t positions;            /* of a column: 2 or 4 */
    uint32_t depth;               /* values of a position */
    uint32_t *values;             /* the column; in scratch, as the next two */
    int8_t *strip;                /* of the row */
    int8_t *other_strip;
    int8_t *patches;
    uint32_t patch_bytes;         /* of a position; 0: windows need none */
    int32_t strip_row_bytes;      /* 0: no strips */
    int32_t most_y;               /* where a window may begin that lies inside of the input; most_x is -1 if none does */
    int32_t most_x;
    int32_t are_rows_words;       /* rows of the kernel lie side by side, and are whole words */
    ti_rows_dsp rows;

    const int8_t *image;          /* of the next position */
    int32_t y;                    /* of its first tap, maybe outside of the input */
    int32_t x;
    int32_t rows_left;            /* output rows of the image, and positions of the row: the next one's included */
    int32_t positions_left;
    int32_t left;                 /* positions of the call */
} ti_columns_dsp;

uint32_t ti_conv_depth(const ti_conv_record *record);

/* Bytes of scratch for columns of so many positions; whole words. */
uint32_t ti_columns_bytes_dsp(const ti_conv_record *record, uint32_t positions);

/* Of CONV_2D, or of DEPTHWISE_CONV_2D with one input channel. */
ti_columns_dsp ti_columns_dsp_of(const ti_conv_record *record, const ti_call *call, int32_t positions, uint8_t *scratch);

/*
 * Fills the column of the next positions, and answers how many there are; 0: none are left. Where there are fewer than a column has, the
 * last one stands for the missing ones.
 */
int32_t ti_next_column_dsp(ti_columns_dsp *columns);

#endif

#endif
