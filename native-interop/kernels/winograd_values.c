#include "winograd.h"

/* One multiplication by B': out0 ... out5 = B' (a0 ... a5). */
#define TRANSFORM(store) \
    do { \
        int32_t even = a4 - 4 * a2; \
        int32_t odd = a3 - 4 * a1; \
        int32_t difference = a4 - a2; \
        int32_t twice = 2 * (a3 - a1); \
        store(0, 4 * (a0 - a2) + difference); \
        store(1, even + odd); \
        store(2, even - odd); \
        store(3, difference + twice); \
        store(4, difference - twice); \
        store(5, a5 - a3 - 2 * twice); \
    } while (0)

/* B' d for four channels. columns: [channel][6 rows][6 columns] */
static TI_HOT void transform_columns(const int8_t *patch, int32_t row_bytes, int32_t pixel_bytes, int16_t *columns)
{
    const int8_t *row0 = patch;
    const int8_t *row1 = row0 + row_bytes;
    const int8_t *row2 = row1 + row_bytes;
    const int8_t *row3 = row2 + row_bytes;
    const int8_t *row4 = row3 + row_bytes;
    const int8_t *row5 = row4 + row_bytes;
    for (int16_t *end = columns + TI_PATCH; columns != end; columns++) {
#define STORE(i, value) (columns[TI_FREQUENCIES * channel + TI_PATCH * i] = (int16_t)(value))
#define TRANSFORM_CHANNEL(c) \
    do { \
        enum { channel = c }; \
        int32_t a0 = row0[c], a1 = row1[c], a2 = row2[c], a3 = row3[c], a4 = row4[c], a5 = row5[c]; \
        TRANSFORM(STORE); \
    } while (0)
        TRANSFORM_CHANNEL(0);
        TRANSFORM_CHANNEL(1);
        TRANSFORM_CHANNEL(2);
        TRANSFORM_CHANNEL(3);
#undef STORE
        row0 += pixel_bytes;
        row1 += pixel_bytes;
        row2 += pixel_bytes;
        row3 += pixel_bytes;
        row4 += pixel_bytes;
        row5 += pixel_bytes;
    }
}

/* (B' d) B for four channels. */
static TI_HOT void transform_rows(const int16_t *columns, int16_t *values)
{
    for (int32_t channel = 0; channel < 4; channel++) {
        for (const int16_t *end = columns + TI_FREQUENCIES; columns != end; columns += TI_PATCH) {
#define STORE(i, value) (values[4 * TI_POSITIONS * (i)] = (int16_t)(value))
            int32_t a0 = columns[0], a1 = columns[1], a2 = columns[2], a3 = columns[3], a4 = columns[4], a5 = columns[5];
            TRANSFORM(STORE);
#undef STORE
            values += TI_PATCH * 4 * TI_POSITIONS;
        }

        values += TI_POSITIONS - TI_VALUES_STEP;   /* the same tile of the next channel */
    }
}

void ti_winograd_values(const int8_t *patch, int32_t row_bytes, int32_t pixel_bytes, int16_t *values)
{
    for (int32_t channel = 0; channel < pixel_bytes; channel += 4) {
        int16_t columns[4 * TI_FREQUENCIES];
        transform_columns(patch + channel, row_bytes, pixel_bytes, columns);
        transform_rows(columns, values);
        values += TI_VALUES_STEP;
    }
}
