#include "layouts.h"

/* 16 bits at an even place. */
static int32_t number_at(const uint8_t *start)
{
    return *(const int16_t *)(const void *)start;
}

/* Byte k % 4 of a group of four 16-bit numbers, (0, 2) and (1, 3), whose words are step bytes apart. */
static uint32_t place_in_group(uint32_t k, uint32_t step)
{
    return (k & 1) * step + (k >> 1 & 1) * 2;
}

static int32_t pair_weight(const ti_weights *weights, uint32_t channel, uint32_t k)
{
    uint32_t depth = ti_round_up(weights->depth, TI_GROUP);
    uint32_t block = weights->block;
    uint32_t in_block = channel % block;
    const uint8_t *group = weights->start + (channel / block * depth + k / 4 * 4) * block;
    int32_t pair = number_at(group + in_block / 2 * 4 + place_in_group(k, 2 * block));
    int32_t even = (int8_t)pair;
    return in_block % 2 == 0 ? even : (int8_t)((pair - even) / 256);
}

/* Of 16-bit numbers, depth of them a channel. */
static int32_t wide_number(const uint8_t *start, uint32_t block, uint32_t depth, uint32_t channel, uint32_t k)
{
    const uint8_t *group = start + (channel / block * depth + k / 4 * 4) * 2 * block;
    return number_at(group + channel % block * 4 + place_in_group(k, 4 * block));
}

/* From (2 g0, g0 + g1 + g2, ..., 2 g2) to g[which]. */
static int32_t undo(int32_t first, int32_t sum, int32_t last, uint32_t which)
{
    return which == 0 ? first / 2 : which == 2 ? last / 2 : sum - first / 2 - last / 2;
}

/* The filter was transformed along its columns, then along its rows. */
static int32_t winograd_weight(const ti_weights *weights, uint32_t channel, uint32_t k)
{
    uint32_t depth = ti_round_up(weights->inner, TI_GROUP);
    uint32_t tap = k / weights->inner;
    uint32_t i = k % weights->inner;
    int32_t rows[4];
    for (uint32_t row = 0; row < 4; row++) {
        int32_t u[4];
        for (uint32_t column = 0; column < 4; column++) {
            /* A frequency is a block of channels, and the frequencies of a pair of channels lie one behind the other. */
            uint32_t frequency_channel = (channel / 2 * 16 + 4 * row + column) * 2 + channel % 2;
            u[column] = wide_number(weights->start, TI_CONV_BLOCK, depth, frequency_channel, i);
        }

        rows[row] = undo(u[0], u[1], u[3], tap % 3);
    }

    return (int8_t)undo(rows[0], rows[1], rows[3], tap / 3);
}

int32_t ti_packed_weight(const ti_weights *weights, uint32_t channel, uint32_t k)
{
    switch (weights->layout) {
    case TI_LAYOUT_PAIR:
        return pair_weight(weights, channel, k);
    case TI_LAYOUT_INT16:
        return (int8_t)(wide_number(weights->start, weights->block, ti_round_up(weights->depth, TI_GROUP), channel, k) / 2);
    default:
        return winograd_weight(weights, channel, k);
    }
}
