#include "paired.h"

static uint32_t is_large(const int8_t *weights)
{
    int32_t sum = 0;
    for (int32_t i = 0; i < 4; i++) {
        int32_t weight = weights[i];
        sum += weight < 0 ? -weight : weight;
    }

    return sum > 255;
}

void ti_find_splits(const int8_t *weights, uint32_t depth, uint32_t stride, uint32_t *splits)
{
    for (uint32_t i = 0; i < ti_split_words(depth); i++) {
        splits[i] = 0;
    }

    for (uint32_t i = 0; i < depth / 4; i++) {
        if (is_large(weights + 4 * i) || is_large(weights + stride + 4 * i)) {
            splits[i / 32] |= 0x80000000u >> i % 32;
        }
    }
}

/*
 * a<c><q>: the sum of channel c and positions 2q, 2q + 1 since the last split; high<c><q>, all<c><q>: what is split off, as paired.h has
 * it. Registers of RV32: 12 of these, the start, 2 values, a weight, a product, 3 pointers, an end and the bits: 22 of 28.
 */
#define START(c) (a##c##0 = start, a##c##1 = start)
#define STEP(k) \
    do { \
        uint32_t x0 = column[2 * (k)]; \
        uint32_t x1 = column[2 * (k) + 1]; \
        uint32_t w = (uint32_t)weights0[k]; \
        a00 += w * x0; \
        a01 += w * x1; \
        w = (uint32_t)weights1[k]; \
        a10 += w * x0; \
        a11 += w * x1; \
    } while (0)
#define SPLIT(c, q) \
    (high##c##q += (uint32_t)((int32_t)a##c##q >> 16), all##c##q += a##c##q)
#define SPLIT_ALL \
    do { \
        SPLIT(0, 0); \
        SPLIT(0, 1); \
        SPLIT(1, 0); \
        SPLIT(1, 1); \
    } while (0)
#define STORE_SUMS(c, q) \
    do { \
        uint32_t high = high##c##q + count; \
        sums[4 * c + 2 * q] = (int32_t)(all##c##q - count * (uint32_t)TI_PAIR_START - (high << 16)); \
        sums[4 * c + 2 * q + 1] = (int32_t)high; \
    } while (0)

TI_HOT void ti_multiply_paired(
    const uint32_t *start_of_column, const int8_t *weights1, uint32_t depth, const uint32_t *splits, int32_t *sums, const int32_t *end_of_sums)
{
    uint32_t start = (uint32_t)TI_PAIR_START;
    while (sums != end_of_sums) {
        const uint32_t *column = start_of_column;
        const int8_t *weights0 = weights1;   /* where the channel before ended */
        weights1 += depth;
        uint32_t count = depth / 4 + depth % 4;
        uint32_t a00, a01, a10, a11;
        uint32_t high00 = 0, high01 = 0, high10 = 0, high11 = 0;
        uint32_t all00 = 0, all01 = 0, all10 = 0, all11 = 0;
        for (uint32_t groups = depth / 4; groups > 0; ) {
            uint32_t bits = *splits++;
            uint32_t now = groups < 32 ? groups : 32;
            groups -= now;
            const int8_t *end = weights0 + 4 * now;
            do {
                START(0);
                START(1);
                STEP(0);
                STEP(1);
                if ((int32_t)bits < 0) {
                    SPLIT_ALL;
                    START(0);
                    START(1);
                    count++;
                }

                STEP(2);
                STEP(3);
                SPLIT_ALL;
                bits <<= 1;
                column += 8;
                weights0 += 4;
                weights1 += 4;
            } while (weights0 != end);
        }

        for (uint32_t rest = depth % 4; rest > 0; rest--) {
            START(0);
            START(1);
            STEP(0);
            SPLIT_ALL;
            column += 2;
            weights0++;
            weights1++;
        }

        STORE_SUMS(0, 0);
        STORE_SUMS(0, 1);
        STORE_SUMS(1, 0);
        STORE_SUMS(1, 1);
        sums += TI_PAIR_CHANNELS * TI_POSITIONS;
    }
}
