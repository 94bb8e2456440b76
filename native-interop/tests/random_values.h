/* The fields of random records, one by one. */
#ifndef TINYINFER_RANDOM_VALUES_H
#define TINYINFER_RANDOM_VALUES_H

#include <string.h>
#include "random_records.h"

/* Any 32 bits. */
uint32_t random_next(void);

static inline int32_t between(int32_t min, int32_t max)
{
    return min + (int32_t)random_below((uint32_t)(max - min + 1));
}

static inline int one_in(uint32_t n)
{
    return random_below(n) == 0;
}

/* Q31: mostly as a quantiser makes them, [2^30, 2^31). */
static inline int32_t random_multiplier(void)
{
    static const int32_t limits[] = { 0, 1, 1 << 30, INT32_MAX };
    return one_in(16) ? limits[random_below(4)] : one_in(16) ? (int32_t)(random_next() >> 1) : (int32_t)(random_next() >> 2) + (1 << 30);
}

/* Wild ones: often at the ends of their range, and around those of what is simple for the optimised kernels. */
static inline int8_t random_shift(int is_wild)
{
    static const int8_t limits[] = { -31, -30, -29, -23, -22, -21, -1, 0, 1, 29, 30 };
    return (int8_t)(!is_wild ? between(-14, -1) : one_in(2) ? limits[random_below(11)] : between(-31, 30));
}

static inline int32_t random_bias(int is_wild)
{
    static const int32_t limits[] = {
        INT32_MIN, INT32_MAX, 1 << 28, -(1 << 28), (1 << 29) - 1, 1 << 29, -(1 << 29), (1 << 30) - 1, -(1 << 30)
    };
    return !is_wild ? between(-100000, 100000) : one_in(2) ? limits[random_below(9)] : (int32_t)random_next();
}

static inline int8_t random_zero_point(void)
{
    return (int8_t)(one_in(4) ? -128 : one_in(4) ? 127 : between(-128, 127));
}

static inline void random_activation(int8_t *min, int8_t *max)
{
    *min = -128;
    *max = 127;
    if (one_in(3)) {
        *min = (int8_t)between(-128, 127);
        *max = (int8_t)between(*min, 127);
    }
}

/* Small, any, or near the end of its range. */
static inline uint16_t random_far(int32_t min)
{
    return (uint16_t)(one_in(3) ? between(60000, 65535) : one_in(2) ? between(min, 65535) : between(min, 12));
}

/* Windows that leap over the input, or whose taps do: most of what they read is padding. */
static inline void make_far(ti_conv_record *record)
{
    record->stride_height = random_far(1);
    record->stride_width = random_far(1);
    record->dilation_height = random_far(1);
    record->dilation_width = random_far(1);
    record->padding_top = random_far(0);
    record->padding_left = random_far(0);
    if (one_in(4)) {
        record->output_height = (uint16_t)between(200, 400);   /* rows further down than an int32 has bytes */
        record->output_width = 1;
    } else if (one_in(3)) {
        record->output_height = 1;
        record->output_width = (uint16_t)between(200, 400);
    }
}

static inline void random_conv_sizes(ti_conv_record *record)
{
    memset(record, 0, sizeof *record);
    record->batches = (uint16_t)(one_in(4) ? between(2, 3) : 1);
    record->input_height = (uint16_t)between(1, 9);
    record->input_width = (uint16_t)between(1, 9);
    record->output_height = (uint16_t)between(1, 6);
    record->output_width = (uint16_t)between(1, 6);
    record->kernel_height = (uint16_t)between(1, 4);
    record->kernel_width = (uint16_t)between(1, 4);
    record->stride_height = (uint16_t)between(1, 3);
    record->stride_width = (uint16_t)between(1, 3);
    record->dilation_height = (uint16_t)(one_in(3) ? between(1, 3) : 1);
    record->dilation_width = (uint16_t)(one_in(3) ? between(1, 3) : 1);
    record->padding_top = (uint16_t)between(0, 4);
    record->padding_left = (uint16_t)between(0, 4);
    if (one_in(8)) {
        make_far(record);
    }
}

/* How many windows of three fit, and one where none does. */
static inline uint16_t windows_of_3(int32_t padded, int32_t stride)
{
    return (uint16_t)(padded < 3 ? 1 : (padded - 3) / stride + 1);
}

/* One dimension of a pool: every window meets the input. */
static inline void random_windows(uint16_t *input, uint16_t *output, uint16_t *kernel, uint16_t *stride, uint16_t *padding)
{
    *input = (uint16_t)(one_in(8) ? 1 : between(1, 9));
    *kernel = (uint16_t)between(1, one_in(8) ? 200 : 5);   /* no more: some library walks over all of it */
    *stride = one_in(8) ? random_far(1) : (uint16_t)between(1, 3);
    *padding = (uint16_t)between(0, *kernel - 1);
    int32_t most = (*input - 1 + *padding) / *stride + 1;
    *output = (uint16_t)between(1, most < 12 ? most : 12);
}

/* Lays the tensors out, anywhere, and returns the arena's size. */
uint32_t place_tensors(int32_t *input_start, int32_t input_bytes, int32_t *output_start, int32_t output_bytes);

/* Constants of a weighted op; FULLY_CONNECTED's record begins with the fields of ti_conv_record that are set here. */
void fill_weighted(random_case *random, ti_conv_record *record, int32_t weights, int32_t channels, int32_t macs_per_unit);

#endif
