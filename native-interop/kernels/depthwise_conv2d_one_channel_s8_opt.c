#include "column.h"
#include "depthwise_conv2d.h"

/* As in conv2d_s8_opt.c, but that the weights of a tap lie side by side: one pointer finds them all. */
#if TI_CHANNELS == 4
#define ADD_PRODUCTS(p, k) \
    do { \
        int32_t x = column[TI_COLUMN_INDEX(p, k)]; \
        sum0##p += w0 * x; \
        sum1##p += w1 * x; \
        sum2##p += w2 * x; \
        sum3##p += w3 * x; \
    } while (0)
#define LOAD_WEIGHTS \
    int32_t w0 = weights[0]; \
    int32_t w1 = weights[1]; \
    int32_t w2 = weights[2]; \
    int32_t w3 = weights[3]
#else
#define ADD_PRODUCTS(p, k) \
    do { \
        int32_t x = column[TI_COLUMN_INDEX(p, k)]; \
        sum0##p += w0 * x; \
        sum1##p += w1 * x; \
    } while (0)
#define LOAD_WEIGHTS \
    int32_t w0 = weights[0]; \
    int32_t w1 = weights[1]
#endif

#define STEP(k) \
    do { \
        LOAD_WEIGHTS; \
        ADD_PRODUCTS(0, k); \
        ADD_PRODUCTS(1, k); \
        ADD_PRODUCTS(2, k); \
        ADD_PRODUCTS(3, k); \
        weights += stride; \
    } while (0)

#define STORE_SUMS(c) \
    (sums[4 * c] = sum##c##0, sums[4 * c + 1] = sum##c##1, sums[4 * c + 2] = sum##c##2, sums[4 * c + 3] = sum##c##3)

/* Channels whose sums are computed before they are requantised. */
#define CHUNK 16

/* sums[c][p] = sum over k of column[p][k] * weights[k][c], for TI_CHANNELS channels; stride: from a tap's weights to the next one's */
static TI_HOT void multiply(const int8_t *column, const int8_t *weights, int32_t taps, int32_t stride, int32_t *sums)
{
    int32_t sum00 = 0, sum01 = 0, sum02 = 0, sum03 = 0;
    int32_t sum10 = 0, sum11 = 0, sum12 = 0, sum13 = 0;
#if TI_CHANNELS == 4
    int32_t sum20 = 0, sum21 = 0, sum22 = 0, sum23 = 0;
    int32_t sum30 = 0, sum31 = 0, sum32 = 0, sum33 = 0;
#endif

    for (const int8_t *end = column + taps / 4 * TI_COLUMN_INDEX(0, 4); column != end; column += TI_COLUMN_INDEX(0, 4)) {
        STEP(0);
        STEP(1);
        STEP(2);
        STEP(3);
    }

    for (const int8_t *end = column + taps % 4; column != end; column++) {
        STEP(0);
    }

    STORE_SUMS(0);
    STORE_SUMS(1);
#if TI_CHANNELS == 4
    STORE_SUMS(2);
    STORE_SUMS(3);
#endif
}

void ti_depthwise_conv2d_one_channel_s8_opt(const ti_conv_record *record, const ti_call *call, const ti_requantizer *requantizer)
{
    int32_t channels = record->output_channels;
    int32_t taps = record->kernel_height * record->kernel_width;
    int8_t *column = (int8_t *)call->scratch;
    const int8_t *weights = (const int8_t *)call->model + record->weights_start;
    ti_blocks blocks = ti_blocks_of(record, call);

    while (ti_next_block(&blocks)) {
        ti_fill_column(record, call, &blocks, column);
        for (int32_t next = 0; next < channels; next += CHUNK) {
            /* The last chunk, and in it the last block, moves back over the one before it. */
            int32_t sums[CHUNK * TI_POSITIONS];
            int32_t count = channels < CHUNK ? channels : CHUNK;
            int32_t channel = next + count <= channels ? next : channels - count;
            for (int32_t c = 0; c < count; c += TI_CHANNELS) {
                c = c + TI_CHANNELS <= count ? c : count - TI_CHANNELS;
                multiply(column, weights + channel + c, taps, channels, sums + c * TI_POSITIONS);
            }

            ti_store_block_s8(requantizer, channel, count, sums, &blocks);
        }
    }
}
