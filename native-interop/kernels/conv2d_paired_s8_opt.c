#include "copy.h"
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

/*
 * A small image with padding is copied with it, once a call: then every window lies inside. Most of all that is for the first layer of a
 * network, whose one channel makes rows of a few values.
 */
#define MOST_PADDED 4096

typedef struct padded_image {
    int32_t height;
    int32_t width;
    int32_t bytes;             /* of all batches; 0: it is not copied */
} padded_image;

static padded_image padded_image_of(const ti_conv_record *record)
{
    int64_t height = (record->output_height - 1) * (int64_t)record->stride_height + (record->kernel_height - 1) * (int64_t)record->dilation_height + 1;
    int64_t width = (record->output_width - 1) * (int64_t)record->stride_width + (record->kernel_width - 1) * (int64_t)record->dilation_width + 1;
    padded_image padded = { 0, 0, 0 };
    if ((height > record->input_height || width > record->input_width || record->padding_top > 0 || record->padding_left > 0)
        && height <= MOST_PADDED && width <= MOST_PADDED && height * width <= MOST_PADDED
        && height * width * record->batches * record->input_channels <= MOST_PADDED) {
        padded.height = (int32_t)height;
        padded.width = (int32_t)width;
        padded.bytes = padded.height * padded.width * record->batches * record->input_channels;
    }

    return padded;
}

/* The rows that a call's windows read. */
static void pad_image(const ti_conv_record *record, const ti_call *call, padded_image padded, int8_t *image)
{
    int32_t channels = record->input_channels;
    int32_t left = record->padding_left < padded.width ? record->padding_left : padded.width;
    int32_t columns = ti_clamp(padded.width - left, 0, record->input_width);
    int32_t first = call->first % record->output_height * record->stride_height;
    int32_t rows = padded.height - first;
    int32_t batch = call->first / record->output_height;
    int32_t last_batch = (call->first + call->count - 1) / record->output_height;
    if (batch == last_batch) {
        int32_t needed = (call->count - 1) * record->stride_height + (record->kernel_height - 1) * record->dilation_height + 1;
        rows = needed < rows ? needed : rows;
    } else {
        first = 0;
        rows = padded.height * (last_batch - batch + 1);
    }

    image += (batch * padded.height + first) * padded.width * channels;
    ti_set(image, record->input_zero_point, rows * padded.width * channels);
    for (int32_t row = 0; row < rows; row++) {
        int32_t of_batch = batch + (first + row) / padded.height;
        int32_t y = (first + row) % padded.height - record->padding_top;
        if (y >= 0 && y < record->input_height) {
            const int8_t *source = call->arena + record->input_start + (of_batch * record->input_height + y) * record->input_width * channels;
            ti_copy(image + (row * padded.width + left) * channels, source, columns * channels);
        }
    }
}

uint32_t ti_conv2d_paired_s8_opt_scratch_bytes(const void *record)
{
    return ti_paired_column_bytes(record) + (uint32_t)padded_image_of(record).bytes;
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
    ti_conv_record windows = *record;   /* of what is read: a part's stride is not copied */
    ti_call memory = *call;
    padded_image padded = padded_image_of(record);
    if (padded.bytes > 0) {
        memory.arena = (int8_t *)call->scratch + ti_paired_column_bytes(record);
        pad_image(record, call, padded, memory.arena);
        windows.input_start = 0;
        windows.input_height = (uint16_t)padded.height;
        windows.input_width = (uint16_t)padded.width;
        windows.padding_top = windows.padding_left = 0;
    }

    while (ti_next_block(&blocks)) {
        const uint32_t *splits = (const uint32_t *)(const void *)call->persistent;
        ti_fill_paired_column(&windows, &memory, &blocks, column);
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

            ti_store_block_s8(&requantizer, channel, count, sums, &blocks);
        }
    }

    ti_clamp_conv_outputs_s8(record, call);
}
