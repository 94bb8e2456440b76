#include "copy.h"
#include "paired.h"

static uint32_t pack(int32_t x0, int32_t x1)
{
    return (uint32_t)x0 + ((uint32_t)x1 << 16);
}

/* Writes count values of four positions. */
static TI_HOT uint32_t *put(uint32_t *column, const int8_t *const sources[TI_POSITIONS], int32_t count)
{
    const int8_t *source0 = sources[0];
    const int8_t *source1 = sources[1];
    const int8_t *source2 = sources[2];
    const int8_t *source3 = sources[3];
#define PUT(k) \
    (column[2 * (k)] = pack(source0[k], source1[k]), column[2 * (k) + 1] = pack(source2[k], source3[k]))
#define ADVANCE(n) (column += 2 * (n), source0 += n, source1 += n, source2 += n, source3 += n)
    for (; count >= 4; count -= 4) {
        PUT(0);
        PUT(1);
        PUT(2);
        PUT(3);
        ADVANCE(4);
    }

    for (; count > 0; count--) {
        PUT(0);
        ADVANCE(1);
    }

    return column;
}

/* The taps of a kernel's row lie side by side in the input, unless they are dilated. */
static int32_t run_taps_of(const ti_conv_record *record)
{
    return record->dilation_width == 1 ? record->kernel_width : 1;
}

uint32_t ti_paired_column_bytes(const ti_conv_record *record)
{
    uint32_t taps = (uint32_t)(record->kernel_height * record->kernel_width);
    uint32_t rows = (TI_POSITIONS + 1u) * (uint32_t)run_taps_of(record);
    return record->input_channels * (2u * TI_POSITIONS * taps + rows);
}

/* count taps from (y, x) on: in the input, or of padding, or, where both meet, composed in row. */
static const int8_t *run_of(
    const ti_conv_record *record, const ti_place *place, int32_t y, int32_t x, int32_t count, const int8_t *padding, int8_t *row)
{
    int32_t width = record->input_width;
    int32_t channels = record->input_channels;
    if (y < 0 || y >= record->input_height || x >= width || x + count <= 0) {
        return padding;
    }

    const int8_t *source = place->image + (y * width + x) * channels;
    if (x >= 0 && x + count <= width) {
        return source;
    }

    int32_t left = ti_clamp(-x, 0, count);
    int32_t right = ti_clamp(width - x, left, count);
    ti_set(row, record->input_zero_point, count * channels);
    ti_copy(row + left * channels, place->image + (y * width + x + left) * channels, (right - left) * channels);
    return row;
}

void ti_fill_paired_column(const ti_conv_record *record, const ti_call *call, const ti_blocks *blocks, uint32_t *column)
{
    int32_t run_taps = run_taps_of(record);
    int32_t run_bytes = run_taps * record->input_channels;
    int8_t *padding = (int8_t *)(void *)(column + 2 * record->kernel_height * record->kernel_width * record->input_channels);
    ti_place places[TI_POSITIONS];
    for (int32_t p = 0; p < TI_POSITIONS; p++) {
        places[p] = ti_place_of(record, call, blocks, p);
    }

    ti_set(padding, record->input_zero_point, run_bytes);
    for (int32_t ky = 0; ky < record->kernel_height; ky++) {
        for (int32_t kx = 0; kx < record->kernel_width; kx += run_taps) {
            const int8_t *sources[TI_POSITIONS];
            for (int32_t p = 0; p < TI_POSITIONS; p++) {
                int64_t tap_y = places[p].y + (int64_t)ky * record->dilation_height;
                int64_t tap_x = places[p].x + (int64_t)kx * record->dilation_width;
                int32_t is_far = tap_y >= record->input_height || tap_x >= record->input_width;
                int8_t *row = padding + (p + 1) * run_bytes;
                sources[p] = is_far ? padding : run_of(record, &places[p], (int32_t)tap_y, (int32_t)tap_x, run_taps, padding, row);
            }

            column = put(column, sources, run_bytes);
        }
    }
}
