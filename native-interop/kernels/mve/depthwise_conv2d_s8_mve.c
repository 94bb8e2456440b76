#include "../kernels_opt.h"
#include "convolve_mve.h"
#include "gather_mve.h"
#include "kernels_mve.h"
#include "tile_mve.h"
#if defined(__ARM_FEATURE_MVE)

/* With one input channel the outputs of a position share their values, as in CONV_2D; so many channels' weights are gathered at a time. */
#define FILTERS 16
#define MOST_FILTER_TAPS 256

static uint32_t taps_of(const ti_conv_record *record)
{
    return (uint32_t)(record->kernel_height * record->kernel_width);
}

static int32_t is_one_channel(const ti_conv_record *record)
{
    return record->input_channels == 1 && record->output_channels >= 4 && taps_of(record) <= MOST_FILTER_TAPS;
}

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

/* Vectors of byte places hold the channels, and those of four positions the outputs. */
static int32_t is_too_wide(const ti_conv_record *record)
{
    return record->output_channels > TI_MOST_GATHER_STEP_MVE || record->input_channels > TI_MOST_GATHER_STEP_MVE;
}

static int32_t filters_of(const ti_conv_record *record)
{
    return record->output_channels < FILTERS ? record->output_channels : FILTERS;
}

uint32_t ti_depthwise_conv2d_s8_mve_prove(const void *record, const uint8_t *model)
{
    return ti_depthwise_conv2d_s8_opt_prove(record, model);
}

uint32_t ti_depthwise_conv2d_s8_mve_scratch_bytes(const void *record_start)
{
    const ti_conv_record *record = record_start;
    uint32_t bytes = ti_depthwise_conv2d_s8_opt_scratch_bytes(record);
    ti_tiling_mve tiling = ti_tiling_of_mve(record);
    if (is_too_wide(record)) {
        return bytes;
    }

    if (is_one_channel(record)) {
        uint32_t steps = ti_column_steps_mve(taps_of(record));
        return larger(bytes, ti_column_scratch_bytes_mve(record, taps_of(record)) + steps * 16 * (uint32_t)filters_of(record));
    }

    return tiling.width == 0 ? bytes : larger(bytes, ti_tile_bytes_mve(&tiling));
}

static void convolve_one_channel(const ti_conv_record *record, const ti_call *call)
{
    int32_t taps = (int32_t)taps_of(record);
    int32_t channels = record->output_channels;
    int32_t row_bytes = (int32_t)ti_column_steps_mve((uint32_t)taps) * 16;
    int8_t *rows = (int8_t *)call->scratch + ti_column_scratch_bytes_mve(record, (uint32_t)taps);
    const int8_t *weights = (const int8_t *)call->model + record->weights_start;
    for (int32_t first = 0; first < channels; first += FILTERS) {
        /* The last ones move back over those before them. */
        int32_t count = filters_of(record);
        int32_t channel = first + count <= channels ? first : channels - count;
        int8_t *row = rows + row_bytes - taps;
        ti_filters_mve filters = { row, (uint32_t)taps, row_bytes, channel, count };
        for (int32_t c = 0; c < count; c++) {
            ti_gather_mve(row + c * row_bytes, weights + channel + c, channels, taps);
        }

        ti_convolve_mve(record, call, &filters, call->scratch);
    }
}

static TI_HOT void fill_plane(const ti_tile_mve *tile, int32_t channel, int32_t channels)
{
    const int8_t *input = tile->input + channel;
    const uint16_t *places = tile->places;
    for (int32_t run = tile->runs; run > 0; run--) {
        ti_move_mve(tile->plane, input, channels, tile->run, places);
        input += tile->row_bytes;
        places += tile->run;
    }
}

static ti_windows_mve windows_of(const ti_tile_mve *tile, const ti_tiling_mve *tiling, const ti_conv_record *record)
{
    ti_windows_mve windows = { 0 };
    for (int32_t i = 0; i < 8; i++) {
        windows.places[i] = (uint16_t)(i * record->output_channels);
    }

    windows.output_zero_point = record->output_zero_point;
    windows.output_step = 8 * record->output_channels;
    windows.windows = tile->windows;
    windows.taps = tile->taps;
    windows.weights = tile->weights;
    windows.steps = tiling->steps - 1;
    return windows;
}

/* All channels of a tile. */
static void compute_tile(
    ti_tile_mve *tile, ti_windows_mve *windows, const ti_tiling_mve *tiling, const ti_conv_record *record, const ti_call *call,
    const ti_requantizer *requantizer)
{
    int32_t channels = record->output_channels;
    int32_t step = requantizer->step;
    int32_t multiplier = channels / record->input_channels;
    int32_t left = 0;              /* channels that have the plane of the one before */
    int32_t input_channel = 0;
    const int8_t *weights = (const int8_t *)call->model + record->weights_start;
    const int32_t *bias = requantizer->bias;
    const int32_t *multipliers = requantizer->multiplier;
    const int8_t *shift = requantizer->shift;
    windows->output = tile->output;
    windows->eights = tile->outputs >> 3;
    windows->rest = tile->outputs & 7;
    for (int32_t channel = channels; channel > 0; channel--) {
        if (left == 0) {
            fill_plane(tile, input_channel++, record->input_channels);
            left = multiplier;
        }

        left--;
        ti_gather_mve(tile->weights, weights++, channels, tiling->taps);
        windows->bias = *bias++;
        windows->multiplier = *multipliers;
        windows->shift = *shift;
        if (tiling->steps == 1) {
            ti_windows_mve_run(windows);
        } else {
            windows->rest = tile->outputs;
            ti_windows_mve_run_deep(windows);
        }

        windows->output++;
        multipliers += step;
        shift += step;
    }
}

static void compute_tiles(const ti_conv_record *record, const ti_call *call, const ti_tiling_mve *tiling)
{
    ti_requantizer requantizer = ti_requantizer_of(record, call);
    ti_tile_mve tile = ti_tile_of_mve(tiling, call->scratch);
    ti_start_tiles_mve(&tile, tiling, record);
    ti_windows_mve windows = windows_of(&tile, tiling, record);
    int32_t unit = call->first;
    int32_t end = call->first + call->count;
    while (unit < end) {
        int32_t batch = unit / record->output_height;
        int32_t y = unit - batch * record->output_height;
        int32_t rows = end - unit < tiling->height ? end - unit : tiling->height;
        int32_t height = y + rows <= record->output_height ? rows : record->output_height - y;
        for (int32_t x = 0; x < record->output_width; x += tiling->width) {
            int32_t width = x + tiling->width <= record->output_width ? tiling->width : record->output_width - x;
            ti_start_tile_mve(&tile, tiling, record, call, batch, y, x, height, width);
            compute_tile(&tile, &windows, tiling, record, call, &requantizer);
        }

        unit += height;
    }
}

void ti_depthwise_conv2d_s8_mve(const void *record_start, const ti_call *call)
{
    const ti_conv_record *record = record_start;
    ti_tiling_mve tiling = ti_tiling_of_mve(record);
    if (!call->proof || is_too_wide(record) || (!is_one_channel(record) && tiling.width == 0)) {
        ti_depthwise_conv2d_s8_opt(record, call);
        return;
    }

    if (is_one_channel(record)) {
        convolve_one_channel(record, call);
    } else {
        compute_tiles(record, call, &tiling);
    }

    ti_clamp_conv_outputs_s8(record, call);
}
#endif
