#ifndef TINYINFER_POOL_H
#define TINYINFER_POOL_H

#include "kernel.h"

/* The part of a pool's window that lies inside the image: rows x columns positions from first on, which is at channel 0. */
typedef struct ti_window {
    const int8_t *first;
    int32_t rows;
    int32_t columns;
} ti_window;

static inline ti_window ti_window_of(const ti_pool_record *record, const ti_call *call, int32_t unit, int32_t output_x)
{
    int32_t batch = unit / record->output_height;
    int32_t y = (unit - batch * record->output_height) * record->stride_height - record->padding_top;
    int32_t x = output_x * record->stride_width - record->padding_left;
    int32_t top = y < 0 ? 0 : y;
    int32_t left = x < 0 ? 0 : x;
    int32_t bottom = y + record->kernel_height < record->input_height ? y + record->kernel_height : record->input_height;
    int32_t right = x + record->kernel_width < record->input_width ? x + record->kernel_width : record->input_width;
    int32_t position = (batch * record->input_height + top) * record->input_width + left;
    ti_window window = { call->arena + record->input_start + position * record->channels, bottom - top, right - left };
    return window;
}

/* sum / positions, rounded half away from zero. The sum of more than 2^24 positions may have wrapped. */
static inline int32_t ti_average_of(int32_t sum, int32_t positions)
{
    int32_t half = positions >> 1;
    return ti_add_wrapping(sum, sum > 0 ? half : -half) / positions;
}

#endif
