#include "column.h"
#include "word.h"

/* From the last of four values of a position to the first of the next four: they start one after another, at multiples of 4. */
#define GROUP (4 * TI_POSITIONS)

/* Writes 4 * groups values; column is where a group of four starts. */
static int8_t *put_groups(int8_t *column, const int8_t *source, int32_t groups)
{
    int8_t *end = column + groups * GROUP;
    if (TI_READS_UNALIGNED_WORDS || ((uintptr_t)source & 3) == 0) {
        for (; column != end; column += GROUP) {
            *(uint32_t *)(void *)column = ti_word_at(source);
            source += 4;
        }
    } else {
        for (; column != end; column += GROUP) {
            column[0] = source[0];
            column[1] = source[1];
            column[2] = source[2];
            column[3] = source[3];
            source += 4;
        }
    }

    return column;
}

/* Writes count values, source_step apart (1; 0: always the same), anywhere. Returns where the position's next value goes. */
static int8_t *put(int8_t *column, const int8_t *source, int32_t source_step, int32_t count)
{
    for (; count > 0; count--) {
        *column++ = *source;
        source += source_step;
        if (((uintptr_t)column & 3) == 0) {
            column += GROUP - 4;
        }
    }

    return column;
}

/* One position, whose first tap lies at place. */
static void fill_position(const ti_conv_record *record, ti_place place, int8_t *column)
{
    int32_t channels = record->input_channels;
    int32_t width = record->input_width;
    int32_t height = record->input_height;
    int32_t y = place.y;

    /* The taps of a kernel's row lie side by side in the input, unless they are dilated. */
    int32_t kernel_width = record->kernel_width;
    int32_t run_taps = record->dilation_width == 1 ? kernel_width : 1;
    int32_t run_bytes = run_taps * channels;
    int32_t whole_groups = run_bytes % 4 == 0;
    for (int32_t ky = 0; ky < record->kernel_height; ky++) {
        int32_t is_row_inside = y >= 0 && y < height;
        int32_t x = place.x;
        for (int32_t kx = 0; kx < kernel_width; kx += run_taps) {
            if (!is_row_inside || x >= width || x + run_taps <= 0) {
                column = put(column, &record->input_zero_point, 0, run_bytes);
            } else if (whole_groups && x >= 0 && x + run_taps <= width) {
                column = put_groups(column, place.image + (y * width + x) * channels, run_bytes >> 2);
            } else {
                int32_t left = ti_clamp(-x, 0, run_taps);
                int32_t right = ti_clamp(width - x, left, run_taps);
                const int8_t *source = place.image + (y * width + x + left) * channels;
                column = put(column, &record->input_zero_point, 0, left * channels);
                column = put(column, source, 1, (right - left) * channels);
                column = put(column, &record->input_zero_point, 0, (run_taps - right) * channels);
            }

            x += x < width ? record->dilation_width : 0;   /* what is beyond the image stays there: no overflow */
        }

        y += y < height ? record->dilation_height : 0;
    }
}

void ti_fill_column(const ti_conv_record *record, const ti_call *call, const ti_blocks *blocks, int8_t *column)
{
    for (int32_t p = 0; p < TI_POSITIONS; p++) {
        fill_position(record, ti_place_of(record, call, blocks, p), column + 4 * p);
    }
}
