#include "kernels_opt.h"
#include "paired.h"

/* Channels whose sums are computed before they are requantised. */
#define CHUNK 16

static uint32_t depth_of(const ti_conv_record *record)
{
    return (uint32_t)(record->kernel_height * record->kernel_width) * record->input_channels;
}

/* Two channels from channel on; the last two move back over those before. */
static int32_t first_of(const ti_conv_record *record, int32_t channel)
{
    return channel + TI_PAIR_CHANNELS <= record->output_channels ? channel : record->output_channels - TI_PAIR_CHANNELS;
}

int32_t ti_conv2d_paired_s8_opt_can(const void *record_start, const uint8_t *model)
{
    const ti_conv_record *record = record_start;
    (void)model;
    return record->weight_layout == TI_LAYOUT_PLAIN && record->output_channels >= TI_PAIR_CHANNELS && depth_of(record) <= TI_MOST_PRODUCTS;
}

uint32_t ti_conv2d_paired_s8_opt_scratch_bytes(const void *record)
{
    return ti_paired_column_bytes(record);
}

uint32_t ti_conv2d_paired_s8_opt_persistent_bytes(const void *record_start)
{
    const ti_conv_record *record = record_start;
    return (uint32_t)(record->output_channels + 1) / 2 * ti_split_words(depth_of(record)) * (uint32_t)sizeof(uint32_t);
}

void ti_conv2d_paired_s8_opt_prepare(const void *record_start, const ti_call *call)
{
    const ti_conv_record *record = record_start;
    uint32_t depth = depth_of(record);
    const int8_t *weights = (const int8_t *)call->model + record->weights_start;
    uint32_t *splits = (uint32_t *)(void *)call->persistent;
    for (int32_t channel = 0; channel < record->output_channels; channel += TI_PAIR_CHANNELS) {
        ti_find_splits(weights + (uint32_t)first_of(record, channel) * depth, depth, depth, splits);
        splits += ti_split_words(depth);
    }
}

void ti_conv2d_paired_s8_opt(const void *record_start, const ti_call *call)
{
    const ti_conv_record *record = record_start;
    int32_t channels = record->output_channels;
    uint32_t depth = depth_of(record);
    uint32_t *column = (uint32_t *)(void *)call->scratch;
    const int8_t *weights = (const int8_t *)call->model + record->weights_start;
    ti_requantizer requantizer = ti_requantizer_of(record, call);
    ti_blocks blocks = ti_blocks_of(record, call);
    while (ti_next_block(&blocks, channels)) {
        const uint32_t *splits = (const uint32_t *)(const void *)call->persistent;
        ti_fill_paired_column(record, call, &blocks, column);
        for (int32_t channel = 0; channel < channels; channel += CHUNK) {
            int32_t sums[CHUNK * TI_POSITIONS];
            int32_t count = channels - channel < CHUNK ? channels - channel : CHUNK;
            int32_t even = count / TI_PAIR_CHANNELS * TI_PAIR_CHANNELS;
            const int8_t *rows = weights + (uint32_t)channel * depth;
            ti_multiply_paired(column, rows, depth, splits, sums, sums + even * TI_POSITIONS);
            splits += (uint32_t)even / TI_PAIR_CHANNELS * ti_split_words(depth);
            if (count != even) {   /* the last one, with the one before it */
                int32_t last[TI_PAIR_CHANNELS * TI_POSITIONS];
                ti_multiply_paired(column, rows + (even - 1) * (int32_t)depth, depth, splits, last, last + TI_PAIR_CHANNELS * TI_POSITIONS);
                for (int32_t p = 0; p < TI_POSITIONS; p++) {
                    sums[even * TI_POSITIONS + p] = last[TI_POSITIONS + p];
                }
            }

            ti_store_block_s8(&requantizer, channel, count, sums, &blocks, channels);
        }
    }

    ti_clamp_conv_outputs_s8(record, call);
}
