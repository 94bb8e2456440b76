/* What all kernels share: how they are called, and the fixed-point arithmetic of TensorFlow Lite Micro. */
#ifndef TINYINFER_KERNEL_H
#define TINYINFER_KERNEL_H

#include <stdint.h>
#include "tinyinfer/records.h"

/* The memory and the slice of one call. Every base is 4-byte aligned; nothing may assume more unless it checks. */
typedef struct ti_call {
    const uint8_t *model;     /* base of the file */
    int8_t *arena;            /* base of the arena */
    uint8_t *persistent;      /* what the op's prepare made; null where it asked for nothing */
    uint8_t *scratch;         /* shared by all ops, kept between slices of one op; null where none asked */
    int32_t first;            /* units [first, first + count) */
    int32_t count;
    uint32_t proof;           /* what the op's prove found */
} ti_call;

/* One way to compute one op. Records have been checked before any of these is called. */
typedef struct ti_op {
    const char *path;                                           /* "ref", "opt", "cmsis_nn", "esp_nn" */
    int32_t (*can)(const void *record, const uint8_t *model);   /* whether it is exact here; null: always */
    uint32_t (*scratch_bytes)(const void *record);              /* null: 0 */
    uint32_t (*persistent_bytes)(const void *record);           /* null: 0 */
    void (*prepare)(const void *record, const ti_call *call);   /* null: nothing to do */
    void (*eval)(const void *record, const ti_call *call);
    uint32_t (*prove)(const void *record, const uint8_t *model); /* what holds for its constants, once, in 8 bits; null: 0 */
} ti_op;

/* Bytes from an output position of a convolution to the next one. record: as it lies in the file, where it may be of a part. */
static inline int32_t ti_output_pixel_stride(const ti_conv_record *record)
{
    return record->op.code == TI_CONV_2D_PART
        ? ((const ti_conv_part_record *)(const void *)record)->output_pixel_stride : record->output_channels;
}

/* a + b, wrapping as the managed kernels' ints do. Networks stay far from that, but a file may not. */
static inline int32_t ti_add_wrapping(int32_t a, int32_t b)
{
    return (int32_t)((uint32_t)a + (uint32_t)b);
}

/*
 * a * b / 2^31, rounded to nearest, ties upwards. gemmlowp writes it as a division that truncates, after a nudge of 2^30, or of
 * 1 - 2^30 where the product is negative: for every product p both are floor((p + 2^30) / 2^31). Where a and b are INT32_MIN it
 * saturates there; b is never negative here.
 */
static inline int32_t ti_high_mul(int32_t a, int32_t b)
{
    return (int32_t)(((int64_t)a * b + (1 << 30)) >> 31);
}

/* x / 2^exponent, rounded half away from zero. exponent: 0 ... 31. */
static inline int32_t ti_rounding_divide_by_power_of_two(int32_t x, int32_t exponent)
{
    int32_t mask = (int32_t)((1u << exponent) - 1);
    int32_t remainder = x & mask;
    int32_t threshold = (mask >> 1) + (x < 0);
    return (x >> exponent) + (remainder > threshold);
}

/* x * multiplier * 2^(shift - 31), rounded twice as TensorFlow Lite does. multiplier: Q31, not negative. shift: -31 ... 31. */
static inline int32_t ti_requantize(int32_t x, int32_t multiplier, int32_t shift)
{
    int32_t left = shift > 0 ? shift : 0;
    int32_t right = shift > 0 ? 0 : -shift;
    return ti_rounding_divide_by_power_of_two(ti_high_mul((int32_t)((uint32_t)x << left), multiplier), right);
}

static inline int32_t ti_clamp(int32_t x, int32_t min, int32_t max)
{
    return x < min ? min : x > max ? max : x;
}

/* The last step to an output. min and max are int8. */
static inline int8_t ti_activate(int32_t requantized, int32_t zero_point, int32_t min, int32_t max)
{
    return (int8_t)ti_clamp(ti_add_wrapping(requantized, zero_point), min, max);
}

#endif
