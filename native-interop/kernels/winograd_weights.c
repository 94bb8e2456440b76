#include "winograd.h"

/*
 * Two rows of G g from the taps above, middle and below of a column: of the outer pair first and last, of the others sum and difference
 * of what they have in common.
 */
#define OUTER_ROWS(top, middle, bottom, first, second) (first = 6 * (top), second = 6 * (bottom))
#define INNER_ROWS(top, middle, bottom, first, second) \
    do { \
        int32_t outer = top_factor * (top) + 4 * (bottom); \
        int32_t inner = middle_factor * (middle); \
        first = outer + inner; \
        second = outer - inner; \
    } while (0)

/* A row of (G g) G'. */
static inline void put_row(int32_t left, int32_t middle, int32_t right, int16_t *weights)
{
    int32_t both = left + right;
    int32_t weighted = left + 4 * right;
    weights[0] = (int16_t)(6 * left);
    weights[4 * TI_CHANNELS] = (int16_t)(4 * (both + middle));
    weights[8 * TI_CHANNELS] = (int16_t)(4 * (both - middle));
    weights[12 * TI_CHANNELS] = (int16_t)(weighted + 2 * middle);
    weights[16 * TI_CHANNELS] = (int16_t)(weighted - 2 * middle);
    weights[20 * TI_CHANNELS] = (int16_t)(6 * right);
}

#define TRANSFORM(rows, k) \
    do { \
        int32_t first0, first1, first2, second0, second1, second2; \
        rows(tap0[k], tap3[k], tap6[k], first0, second0); \
        rows(tap1[k], tap4[k], tap7[k], first1, second1); \
        rows(tap2[k], tap5[k], tap8[k], first2, second2); \
        put_row(first0, first1, first2, weights + (k) * TI_CHANNELS); \
        put_row(second0, second1, second2, weights + (k) * TI_CHANNELS + TI_WEIGHTS_STEP / 2); \
    } while (0)

/* Four times as many channels as chunks; stride: from a tap to the next one. */
static TI_HOT void transform_outer(const int8_t *tap0, int32_t stride, int32_t chunks, int16_t *weights)
{
    const int8_t *tap1 = tap0 + stride;
    const int8_t *tap2 = tap1 + stride;
    const int8_t *tap6 = tap0 + 6 * stride;
    const int8_t *tap7 = tap6 + stride;
    const int8_t *tap8 = tap7 + stride;
    for (; chunks > 0; chunks--) {
        TRANSFORM(OUTER_ROWS, 0);
        TRANSFORM(OUTER_ROWS, 1);
        TRANSFORM(OUTER_ROWS, 2);
        TRANSFORM(OUTER_ROWS, 3);
        weights += TI_WEIGHTS_STEP;
        tap0 += 4;
        tap1 += 4;
        tap2 += 4;
        tap6 += 4;
        tap7 += 4;
        tap8 += 4;
    }
}

static TI_HOT void transform_inner(
    const int8_t *tap0, int32_t stride, int32_t chunks, int32_t top_factor, int32_t middle_factor, int16_t *weights)
{
    const int8_t *tap1 = tap0 + stride;
    const int8_t *tap2 = tap1 + stride;
    const int8_t *tap3 = tap2 + stride;
    const int8_t *tap4 = tap3 + stride;
    const int8_t *tap5 = tap4 + stride;
    const int8_t *tap6 = tap5 + stride;
    const int8_t *tap7 = tap6 + stride;
    const int8_t *tap8 = tap7 + stride;
    for (; chunks > 0; chunks--) {
        TRANSFORM(INNER_ROWS, 0);
        TRANSFORM(INNER_ROWS, 1);
        TRANSFORM(INNER_ROWS, 2);
        TRANSFORM(INNER_ROWS, 3);
        weights += TI_WEIGHTS_STEP;
        tap0 += 4;
        tap1 += 4;
        tap2 += 4;
        tap3 += 4;
        tap4 += 4;
        tap5 += 4;
        tap6 += 4;
        tap7 += 4;
        tap8 += 4;
    }
}

static void transform(const int8_t *start, int32_t stride, int32_t chunks, ti_winograd_rows rows, int16_t *weights)
{
    switch (rows) {
    case TI_ROWS_0_AND_5:
        transform_outer(start, stride, chunks, weights);
        break;
    case TI_ROWS_1_AND_2:
        transform_inner(start, stride, chunks, 4, 4, weights);
        break;
    case TI_ROWS_3_AND_4:
        transform_inner(start, stride, chunks, 1, 2, weights);
        break;
    }
}

void ti_winograd_weights(const int8_t *start, int32_t stride, int32_t channels, ti_winograd_rows rows, int16_t *weights)
{
    transform(start, stride, channels / 4, rows, weights);
    int32_t rest = channels % 4;
    if (rest > 0) {
        int8_t taps[9 * 4] = { 0 };   /* what fills the last four channels up counts nothing */
        for (int32_t i = 0; i < 9 * rest; i++) {
            taps[i / rest * 4 + i % rest] = start[i / rest * stride + channels - rest + i % rest];
        }

        transform(taps, 4, 1, rows, weights + channels / 4 * TI_WEIGHTS_STEP);
    }
}
