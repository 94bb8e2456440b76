#include "copy.h"
#include "paired.h"

static uint32_t pack(int32_t x0, int32_t x1)
{
    return (uint32_t)x0 + ((uint32_t)x1 << 16);
}

/* Writes rows of count values of four positions. From the end of a row to the start of the next one there are gap values. */
static TI_HOT uint32_t *put(uint32_t *column, const int8_t *const sources[TI_POSITIONS], int32_t rows, int32_t count, int32_t gap)
{
    const int8_t *source0 = sources[0];
    const int8_t *source1 = sources[1];
    const int8_t *source2 = sources[2];
    const int8_t *source3 = sources[3];
#define PUT(k) \
    (column[2 * (k)] = pack(source0[k], source1[k]), column[2 * (k) + 1] = pack(source2[k], source3[k]))
#define ADVANCE(n) (source0 += n, source1 += n, source2 += n, source3 += n)
    for (; rows > 0; rows--) {
        int32_t left = count;
        for (; left >= 4; left -= 4) {
            PUT(0);
            PUT(1);
            PUT(2);
            PUT(3);
            column += 8;
            ADVANCE(4);
        }

        for (; left > 0; left--) {
            PUT(0);
            column += 2;
            ADVANCE(1);
        }

        ADVANCE(gap);
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

/* A position's run of taps in the current row of the kernel. */
typedef struct ti_run {
    const int8_t *source;      /* of the run, if it lies in the image */
    int32_t y;
    int32_t x;
    int32_t is_inside;         /* neither left nor right of the image */
} ti_run;

/* A row's run of taps from x on that does not lie in the image: of padding, or, where both meet, composed. */
static const int8_t *compose(const ti_conv_record *record, const int8_t *row, int32_t x, int32_t taps, const int8_t *padding, int8_t *composed)
{
    int32_t channels = record->input_channels;
    int32_t width = record->input_width;
    if (x >= width || x + taps <= 0) {
        return padding;
    }

    int32_t left = ti_clamp(-x, 0, taps);
    int32_t right = ti_clamp(width - x, left, taps);
    ti_set(composed, record->input_zero_point, taps * channels);
    ti_copy(composed + left * channels, row + (x + left) * channels, (right - left) * channels);
    return composed;
}

/* Windows that reach over the image, or whose taps do not lie side by side. */
static void fill_any(const ti_conv_record *record, ti_place places[TI_POSITIONS], uint32_t *column)
{
    int32_t channels = record->input_channels;
    int32_t width = record->input_width;
    int32_t height = record->input_height;
    int32_t taps = run_taps_of(record);
    int8_t *padding = (int8_t *)(void *)(column + 2 * record->kernel_height * record->kernel_width * channels);
    ti_set(padding, record->input_zero_point, taps * channels);
    for (int32_t ky = 0; ky < record->kernel_height; ky++) {
        int32_t beyond = 0;   /* of places[].x; what is beyond the image stays there: no overflow */
        for (int32_t kx = 0; kx < record->kernel_width; kx += taps) {
            const int8_t *sources[TI_POSITIONS];
            for (int32_t p = 0; p < TI_POSITIONS; p++) {
                const ti_place *place = &places[p];
                if (place->y < 0 || place->y >= height || place->x >= width) {
                    sources[p] = padding;
                    continue;
                }

                int32_t x = place->x + beyond;
                const int8_t *row = place->image + place->y * width * channels;
                sources[p] = x >= 0 && x + taps <= width
                    ? row + x * channels
                    : compose(record, row, x, taps, padding, padding + (p + 1) * taps * channels);
            }

            column = put(column, sources, 1, taps * channels, 0);
            beyond += beyond < 3 * 65536 ? record->dilation_width : 0;
        }

        for (int32_t p = 0; p < TI_POSITIONS; p++) {
            places[p].y += places[p].y < height ? record->dilation_height : 0;
        }
    }
}

void ti_fill_paired_column(const ti_conv_record *record, const ti_call *call, const ti_blocks *blocks, uint32_t *column)
{
    int32_t channels = record->input_channels;
    int32_t width = record->input_width;
    int64_t last_y = record->input_height - 1 - (record->kernel_height - 1) * (int64_t)record->dilation_height;
    int64_t last_x = width - 1 - (record->kernel_width - 1) * (int64_t)record->dilation_width;
    int32_t is_inside = run_taps_of(record) == record->kernel_width;
    ti_place places[TI_POSITIONS];
    const int8_t *sources[TI_POSITIONS];
    for (int32_t p = 0; p < TI_POSITIONS; p++) {
        places[p] = ti_place_of(record, call, blocks, p);
        is_inside = is_inside && places[p].y >= 0 && places[p].y <= last_y && places[p].x >= 0 && places[p].x <= last_x;
        if (is_inside) {
            sources[p] = places[p].image + (places[p].y * width + places[p].x) * channels;
        }
    }

    if (is_inside) {
        int32_t count = record->kernel_width * channels;
        put(column, sources, record->kernel_height, count, record->dilation_height * width * channels - count);
    } else {
        fill_any(record, places, column);
    }
}
