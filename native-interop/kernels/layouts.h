/* The weights of CONV_2D and FULLY_CONNECTED in any of the layouts of docs/format.md, one by one or a channel at a time. */
#ifndef TINYINFER_LAYOUTS_H
#define TINYINFER_LAYOUTS_H

#include "kernel.h"

typedef struct ti_weights {
    const uint8_t *start;
    uint32_t layout;          /* TI_LAYOUT_... */
    uint32_t block;           /* channels whose weights are interleaved */
    uint32_t depth;           /* weights of a channel */
    uint32_t inner;           /* input channels, or the depth: what the values of a Winograd frequency count */
} ti_weights;

/* Channels and values of a channel are filled up to whole blocks and groups. */
#define TI_CONV_BLOCK 2
#define TI_DENSE_BLOCK 4
#define TI_GROUP 4

static inline uint32_t ti_round_up(uint32_t count, uint32_t to)
{
    return (count + to - 1) / to * to;
}

static inline ti_weights ti_conv_weights_of(const ti_conv_record *record, const uint8_t *model)
{
    uint32_t channels = record->input_channels;
    ti_weights weights = {
        model + record->weights_start, record->weight_layout, TI_CONV_BLOCK,
        (uint32_t)(record->kernel_height * record->kernel_width) * channels, channels
    };
    return weights;
}

static inline ti_weights ti_dense_weights_of(const ti_fully_connected_record *record, const uint8_t *model)
{
    uint32_t depth = (uint32_t)record->input_depth;
    ti_weights weights = { model + record->weights_start, record->weight_layout, TI_DENSE_BLOCK, depth, depth };
    return weights;
}

/* Weight k of an output channel; by the formulas of docs/format.md. Of any layout but the plain one. */
int32_t ti_packed_weight(const ti_weights *weights, uint32_t channel, uint32_t k);

static inline int32_t ti_weight_of(const ti_weights *weights, int32_t channel, int32_t k)
{
    return weights->layout == TI_LAYOUT_PLAIN
        ? (int8_t)weights->start[(uint32_t)channel * weights->depth + (uint32_t)k]
        : ti_packed_weight(weights, (uint32_t)channel, (uint32_t)k);
}

/* Writes the plain weights of count channels, one channel after another. Of any layout but the plain one. */
void ti_unpack_weights(const ti_weights *weights, int32_t channel, int32_t count, int8_t *rows);

#endif
