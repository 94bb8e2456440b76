#include "layouts.h"

/* Values are unpacked in the order in which they lie: words of (k, k + 2), then of (k + 1, k + 3). */
static void put(int8_t *row, uint32_t k, uint32_t depth, int32_t weight)
{
    if (k < depth) {
        row[k] = (int8_t)weight;
    }
}

/* The words of a channel lie stride apart. is_odd: of a pair of channels. */
static void unpack_pair(const int16_t *numbers, uint32_t stride, int32_t is_odd, uint32_t depth, int8_t *row)
{
    for (uint32_t k = 0; k < depth; k += 4) {
        for (uint32_t h = 0; h < 2; h++) {
            int32_t first = numbers[0];
            int32_t second = numbers[1];
            put(row, k + h, depth, is_odd ? (first - (int8_t)first) >> 8 : first);
            put(row, k + h + 2, depth, is_odd ? (second - (int8_t)second) >> 8 : second);
            numbers += stride;
        }
    }
}

static void unpack_int16(const int16_t *numbers, uint32_t stride, uint32_t depth, int8_t *row)
{
    for (uint32_t k = 0; k < depth; k += 4) {
        for (uint32_t h = 0; h < 2; h++) {
            put(row, k + h, depth, numbers[0] >> 1);
            put(row, k + h + 2, depth, numbers[1] >> 1);
            numbers += stride;
        }
    }
}

void ti_unpack_weights(const ti_weights *weights, int32_t channel, int32_t count, int8_t *rows)
{
    uint32_t depth = weights->depth;
    uint32_t block = weights->block;
    for (int32_t end = channel + count; channel < end; channel++) {
        uint32_t c = (uint32_t)channel;
        uint32_t number = c / block * block * ti_round_up(depth, TI_GROUP);   /* of the block's first */
        const int16_t *numbers = (const int16_t *)(const void *)weights->start;
        if (weights->layout == TI_LAYOUT_PAIR) {
            unpack_pair(numbers + number / 2 + c % block / 2 * 2, block, (int32_t)(c & 1), depth, rows);
        } else if (weights->layout == TI_LAYOUT_INT16) {
            unpack_int16(numbers + number + c % block * 2, 2 * block, depth, rows);
        } else {
            for (uint32_t k = 0; k < depth; k++) {
                rows[k] = (int8_t)ti_packed_weight(weights, c, k);
            }
        }

        rows += depth;
    }
}
