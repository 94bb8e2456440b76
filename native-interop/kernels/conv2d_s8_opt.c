#include "blocks.h"
#include "column.h"
#include "kernels_opt.h"
#include "kernels_ref.h"
#include "layouts.h"

/*
 * Products of value k of the column with one weight of each channel; sumcp: channel c, position p.
 * RV32: 16 sums, 4 values, a weight, a product, 4 rows of weights, the column and the end fill its 28 registers.
 * Arm: 8 sums, 2 weights, a value, 2 rows of weights and the column fill 14; the end lies on the stack. So here the weights are
 * loaded first, and the values one by one.
 */
#if TI_CHANNELS == 4
#define ADD_ROW(c, k) \
    do { \
        int32_t w = weights##c[k]; \
        sum##c##0 += w * x0; \
        sum##c##1 += w * x1; \
        sum##c##2 += w * x2; \
        sum##c##3 += w * x3; \
    } while (0)
#define STEP(k) \
    do { \
        int32_t x0 = column[TI_COLUMN_INDEX(0, k)]; \
        int32_t x1 = column[TI_COLUMN_INDEX(1, k)]; \
        int32_t x2 = column[TI_COLUMN_INDEX(2, k)]; \
        int32_t x3 = column[TI_COLUMN_INDEX(3, k)]; \
        ADD_ROW(0, k); \
        ADD_ROW(1, k); \
        ADD_ROW(2, k); \
        ADD_ROW(3, k); \
    } while (0)
#define ADVANCE_WEIGHTS(n) (weights0 += n, weights1 += n, weights2 += n, weights3 += n)
#else
#define ADD_POSITION(p, k) \
    do { \
        int32_t x = column[TI_COLUMN_INDEX(p, k)]; \
        sum0##p += w0 * x; \
        sum1##p += w1 * x; \
    } while (0)
#define STEP(k) \
    do { \
        int32_t w0 = weights0[k]; \
        int32_t w1 = weights1[k]; \
        ADD_POSITION(0, k); \
        ADD_POSITION(1, k); \
        ADD_POSITION(2, k); \
        ADD_POSITION(3, k); \
    } while (0)
#define ADVANCE_WEIGHTS(n) (weights0 += n, weights1 += n)
#endif

#define STORE_SUMS(c) \
    (sums[4 * c] = sum##c##0, sums[4 * c + 1] = sum##c##1, sums[4 * c + 2] = sum##c##2, sums[4 * c + 3] = sum##c##3)

/* Channels whose sums are computed before they are requantised. */
#define CHUNK 16

/* sums[c][p] = sum over k < depth - depth % 8 of column[p][k] * weights[c][k]; stride: from a channel's weights to the next one's */
static TI_HOT void multiply(const int8_t *column, const int8_t *weights0, uint32_t depth, uint32_t stride, int32_t *sums)
{
    const int8_t *weights1 = weights0 + stride;
    const int8_t *end = weights0 + depth / 8 * 8;
    int32_t sum00 = 0, sum01 = 0, sum02 = 0, sum03 = 0;
    int32_t sum10 = 0, sum11 = 0, sum12 = 0, sum13 = 0;
#if TI_CHANNELS == 4
    const int8_t *weights2 = weights1 + stride;
    const int8_t *weights3 = weights2 + stride;
    int32_t sum20 = 0, sum21 = 0, sum22 = 0, sum23 = 0;
    int32_t sum30 = 0, sum31 = 0, sum32 = 0, sum33 = 0;
#endif

    while (weights0 != end) {
        STEP(0);
        STEP(1);
        STEP(2);
        STEP(3);
        STEP(4);
        STEP(5);
        STEP(6);
        STEP(7);
        column += TI_COLUMN_INDEX(0, 8);
        ADVANCE_WEIGHTS(8);
    }

    STORE_SUMS(0);
    STORE_SUMS(1);
#if TI_CHANNELS == 4
    STORE_SUMS(2);
    STORE_SUMS(3);
#endif
}

/* Adds what multiply leaves out, for count channels: k from depth - depth % 8 on. */
static TI_HOT void multiply_rest(const int8_t *column, const int8_t *weights, uint32_t depth, int32_t count, int32_t *sums)
{
    for (; count > 0; count--) {
        int32_t sum0 = sums[0];
        int32_t sum1 = sums[1];
        int32_t sum2 = sums[2];
        int32_t sum3 = sums[3];
        const int8_t *values = column + TI_COLUMN_INDEX(0, depth / 8 * 8);
        for (uint32_t k = depth / 8 * 8; k < depth; k++) {
            int32_t weight = weights[k];
            sum0 += weight * values[0];
            sum1 += weight * values[4];
            sum2 += weight * values[8];
            sum3 += weight * values[12];
            values += k % 4 == 3 ? TI_COLUMN_INDEX(0, 4) - 3 : 1;
        }

        *sums++ = sum0;
        *sums++ = sum1;
        *sums++ = sum2;
        *sums++ = sum3;
        weights += depth;
    }
}

/* All sums of count channels, at most CHUNK. */
static void multiply_chunk(const int8_t *column, const int8_t *weights, uint32_t depth, int32_t count, int32_t *sums)
{
    /* The last block moves back over the one before it; fewer channels than a block has are computed one by one. */
    int32_t block = count < TI_CHANNELS ? 1 : TI_CHANNELS;
    uint32_t stride = count < TI_CHANNELS ? 0 : depth;
    for (int32_t next = 0; next < count; next += block) {
        int32_t c = next + block <= count ? next : count - block;
        multiply(column, weights + (uint32_t)c * depth, depth, stride, sums + c * TI_POSITIONS);
    }

    if (depth % 8 > 0) {
        multiply_rest(column, weights, depth, count, sums);
    }
}

static uint32_t depth_of(const ti_conv_record *record)
{
    return (uint32_t)(record->kernel_height * record->kernel_width) * record->input_channels;
}

uint32_t ti_conv2d_s8_opt_prove(const void *record_start, const uint8_t *model)
{
    const ti_conv_record *record = record_start;
    return ti_is_requantizer_simple(record, model, depth_of(record), record->output_channels);
}

/* A column, and the plain weights of the channels of a block where they are packed. */
uint32_t ti_conv2d_s8_opt_scratch_bytes(const void *record_start)
{
    const ti_conv_record *record = record_start;
    uint32_t depth = depth_of(record);
    return ti_column_bytes(depth) + (record->weight_layout == TI_LAYOUT_PLAIN ? 0 : TI_CHANNELS * ti_round_up(depth, 4));
}

/* Channels first ... first + count of all blocks; weights: theirs. */
static void compute_channels(const ti_conv_record *record, const ti_call *call, int32_t first, int32_t count, const int8_t *weights)
{
    uint32_t depth = depth_of(record);
    int8_t *column = (int8_t *)call->scratch;
    ti_requantizer requantizer = ti_requantizer_of(record, call);
    ti_blocks blocks = ti_blocks_of(record, call);
    while (ti_next_block(&blocks)) {
        ti_fill_column(record, call, &blocks, column);
        for (int32_t next = 0; next < count; next += CHUNK) {
            int32_t sums[CHUNK * TI_POSITIONS];
            int32_t chunk = count - next < CHUNK ? count - next : CHUNK;
            multiply_chunk(column, weights + (uint32_t)next * depth, depth, chunk, sums);
            ti_store_block_s8(&requantizer, first + next, chunk, sums, &blocks);
        }
    }
}

/* Packed weights are unpacked once a call, a few channels at a time, each of which then meets all columns. */
static void compute_packed(const ti_conv_record *record, const ti_call *call)
{
    ti_weights weights = ti_conv_weights_of(record, call->model);
    int8_t *rows = (int8_t *)call->scratch + ti_column_bytes(weights.depth);
    int32_t channels = record->output_channels;
    for (int32_t channel = 0; channel < channels; channel += TI_CHANNELS) {
        int32_t count = channels - channel < TI_CHANNELS ? channels - channel : TI_CHANNELS;
        ti_unpack_weights(&weights, channel, count, rows);
        compute_channels(record, call, channel, count, rows);
    }
}

void ti_conv2d_s8_opt(const void *record_start, const ti_call *call)
{
    const ti_conv_record *record = record_start;
    if (depth_of(record) > TI_MOST_PRODUCTS) {
        ti_conv2d_s8_ref(record, call);
        return;
    }

    if (record->weight_layout == TI_LAYOUT_PLAIN) {
        compute_channels(record, call, 0, record->output_channels, (const int8_t *)call->model + record->weights_start);
    } else {
        compute_packed(record, call);
    }

    ti_clamp_conv_outputs_s8(record, call);
}
