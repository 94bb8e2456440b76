#include "column_mve.h"
#if defined(__ARM_FEATURE_MVE)

/* From byte i of a vector to where it goes, if the vector begins at j % 16 = 0 ... 15: byte j % 16 + i, or in the next 16. */
static const uint8_t spread[31] = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78
};

/* Writes values at index j of a position whose column starts at column. Returns the next index. */
static inline uint32_t put(int8_t *column, uint32_t index, const int8_t *source, int32_t count)
{
    int8_t *at = column + (index >> 4) * 64;
    __asm__ volatile(
        "vldrb.u8   q1, [%[offsets]]     \n"
        "wlstp.8    lr, %[count], 2f     \n"
        "1:                              \n"
        "vldrb.u8   q0, [%[source]], #16 \n"
        "vstrb.8    q0, [%[at], q1]      \n"
        "add        %[at], %[at], #64    \n"
        "letp       lr, 1b               \n"
        "2:                              \n"
        : [at] "+r"(at), [source] "+r"(source)
        : [count] "r"(count), [offsets] "r"(spread + (index & 15))
        : "lr", "q0", "q1", "memory");
    return index + (uint32_t)count;
}

/* The same, with one value. */
static inline uint32_t put_value(int8_t *column, uint32_t index, int32_t value, int32_t count)
{
    int8_t *at = column + (index >> 4) * 64;
    __asm__ volatile(
        "vldrb.u8   q1, [%[offsets]]     \n"
        "vdup.8     q0, %[value]         \n"
        "wlstp.8    lr, %[count], 2f     \n"
        "1:                              \n"
        "vstrb.8    q0, [%[at], q1]      \n"
        "add        %[at], %[at], #64    \n"
        "letp       lr, 1b               \n"
        "2:                              \n"
        : [at] "+r"(at)
        : [count] "r"(count), [value] "r"(value), [offsets] "r"(spread + (index & 15))
        : "lr", "q0", "q1", "memory");
    return index + (uint32_t)count;
}

/* As put, for whole vectors. */
static inline int8_t *put_vectors(int8_t *at, const int8_t *source, int32_t vectors)
{
    __asm__ volatile(
        "dls        lr, %[vectors]       \n"
        "1:                              \n"
        "vldrb.u8   q0, [%[source]], #16 \n"
        "vstrb.8    q0, [%[at]], #64     \n"
        "le         lr, 1b               \n"
        : [at] "+r"(at), [source] "+r"(source)
        : [vectors] "r"(vectors)
        : "lr", "q0", "memory");
    return at;
}

/* A position that reads outside of the image. */
static void fill_at_border(const ti_column_mve *column, const ti_conv_record *record, ti_place place, int8_t *start)
{
    int32_t channels = record->input_channels;
    int32_t width = record->input_width;
    int32_t zero_point = record->input_zero_point;
    int32_t y = place.y;
    uint32_t index = column->padding;
    for (int32_t ky = 0; ky < record->kernel_height; ky++) {
        int32_t x = place.x;
        int32_t taps = y >= 0 && y < record->input_height ? column->run_taps : 0;
        for (int32_t run = 0; run < column->runs; run++) {
            int32_t left = ti_clamp(-x, 0, taps);
            int32_t right = ti_clamp(width - x, left, taps);
            index = put_value(start, index, zero_point, left * channels);
            if (right > left) {
                index = put(start, index, place.image + (y * width + x + left) * channels, (right - left) * channels);
            }

            index = put_value(start, index, zero_point, column->run_bytes - right * channels);
            x += x < width ? record->dilation_width : 0;   /* what is beyond the image stays there: no overflow */
        }

        y += y < record->input_height ? record->dilation_height : 0;
    }
}

static void fill_inside(const ti_column_mve *column, const ti_conv_record *record, const int8_t *source, int8_t *start)
{
    int32_t run_bytes = column->run_bytes;
    int32_t step = record->dilation_width * record->input_channels;
    int32_t row_step = record->dilation_height * record->input_width * record->input_channels;
    if (run_bytes % 16 == 0) {
        for (int32_t ky = record->kernel_height; ky > 0; ky--) {
            const int8_t *row = source;
            for (int32_t run = column->runs; run > 0; run--) {
                start = put_vectors(start, row, run_bytes >> 4);
                row += step;
            }

            source += row_step;
        }

        return;
    }

    uint32_t index = column->padding;
    for (int32_t ky = record->kernel_height; ky > 0; ky--) {
        const int8_t *row = source;
        for (int32_t run = column->runs; run > 0; run--) {
            index = put(start, index, row, run_bytes);
            row += step;
        }

        source += row_step;
    }
}

ti_column_mve ti_start_column_mve(const ti_conv_record *record, uint32_t depth, int8_t *start)
{
    int32_t are_side_by_side = record->dilation_width == 1 || record->kernel_width == 1;
    ti_column_mve column;
    column.start = start;
    column.padding = ti_column_steps_mve(depth) * 16 - depth;
    column.run_taps = are_side_by_side ? record->kernel_width : 1;
    column.runs = are_side_by_side ? 1 : record->kernel_width;
    column.run_bytes = column.run_taps * record->input_channels;
    for (int32_t p = 0; p < TI_POSITIONS; p++) {
        put_value(start + 16 * p, 0, 0, (int32_t)column.padding);
    }

    return column;
}

void ti_fill_column_mve(const ti_column_mve *column, const ti_conv_record *record, const ti_call *call, const ti_blocks *blocks)
{
    int32_t end_of_y = record->input_height - (record->kernel_height - 1) * record->dilation_height;
    int32_t end_of_x = record->input_width - (record->kernel_width - 1) * record->dilation_width;
    for (int32_t p = 0; p < TI_POSITIONS; p++) {
        ti_place place = ti_place_of(record, call, blocks, p);
        int8_t *start = column->start + 16 * p;
        if (place.y >= 0 && place.y < end_of_y && place.x >= 0 && place.x < end_of_x) {
            const int8_t *source = place.image + (place.y * record->input_width + place.x) * record->input_channels;
            fill_inside(column, record, source, start);
        } else {
            fill_at_border(column, record, place, start);
        }
    }
}
#endif
