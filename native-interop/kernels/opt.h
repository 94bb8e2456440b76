/*
 * What the optimised kernels share. They are written for cores without SIMD, in plain C: several output channels and positions
 * at a time, so that a loaded value serves more than one product, and a requantisation that is one expression.
 */
#ifndef TINYINFER_OPT_H
#define TINYINFER_OPT_H

#include <stdint.h>
#include "kernel.h"
#if defined(TI_DSP)
#include "dsp/dsp.h"   /* where one instruction does what C takes four for */
#endif

/* Output positions that are computed together. */
#define TI_POSITIONS 4

/* Output channels that are computed together: the sums and values of 4 x 4 fit the 31 registers of RV32, those of 2 x 4 the 14 of Arm. */
#ifndef TI_CHANNELS
#if defined(__riscv)
#define TI_CHANNELS 4
#else
#define TI_CHANNELS 2
#endif
#endif

/*
 * A function that holds a hot loop. Inlined, its variables would compete for registers with those of the loops around it. GCC 12
 * schedules loads of RV32 before it hands out registers, which spills 60 of them per turn of a loop that fits exactly; and its older
 * way to hand them out spills least of all there.
 */
#if defined(__GNUC__) && !defined(__clang__) && defined(__riscv)
#define TI_HOT __attribute__((noinline, optimize("no-schedule-insns", "ira-algorithm=priority")))
#elif defined(__GNUC__) && !defined(__clang__) && defined(__arm__)
#define TI_HOT __attribute__((noinline, optimize("no-schedule-insns")))
#elif defined(__GNUC__)
#define TI_HOT __attribute__((noinline))
#else
#define TI_HOT
#endif

/* A sum of this many int8 * int8 is in [-2^30, 2^30): the kernels' sums of products, without bias, never overflow. More go to _ref. */
#define TI_MOST_PRODUCTS 65535

/* How the sums of an op's output channels become int8. */
typedef struct ti_requantizer {
    const int32_t *bias;
    const int32_t *multiplier;
    const int8_t *shift;
    int32_t step;              /* 1: a multiplier and a shift per channel; 0: one of each for all */
    int32_t output_zero_point;
    uint32_t addend_factor;    /* of ti_addend */
    uint32_t simple;           /* ti_requantize_s8 is exact for all channels */
} ti_requantizer;

/*
 * 1: ti_requantize_s8 is exact for all output channels. record: of CONV_2D, DEPTHWISE_CONV_2D or FULLY_CONNECTED, which begin with the
 * same fields. products: how many int8 * int8 are summed for an output.
 */
uint32_t ti_is_requantizer_simple(const void *record, const uint8_t *model, uint32_t products, int32_t channels);

/* call->proof: what ti_is_requantizer_simple answered. */
static inline ti_requantizer ti_requantizer_of(const void *record, const ti_call *call)
{
    const ti_conv_record *weighted = record;
    ti_requantizer requantizer;
    requantizer.bias = (const int32_t *)(const void *)(call->model + weighted->bias_start);
    requantizer.multiplier = &weighted->multiplier;
    requantizer.shift = &weighted->shift;
    requantizer.step = 0;
    requantizer.output_zero_point = weighted->output_zero_point;
    requantizer.addend_factor = (uint32_t)(2 * (weighted->output_zero_point + 128) + 1);
    requantizer.simple = call->proof;
    if (weighted->multiplier_start != TI_NONE) {
        requantizer.multiplier = (const int32_t *)(const void *)(call->model + weighted->multiplier_start);
        requantizer.shift = (const int8_t *)(call->model + weighted->shift_start);
        requantizer.step = 1;
    }

    return requantizer;
}

/* The output of a channel's sum of products, for any bias and shift: adding the bias wraps. */
int8_t ti_requantize_any_s8(const ti_requantizer *requantizer, int32_t channel, int32_t sum);

/* ti_clamp_outputs_s8 of what a convolution's call computes. */
void ti_clamp_conv_outputs_s8(const ti_conv_record *record, const ti_call *call);

/* Clamps count outputs to an activation. */
void ti_clamp_each_s8(int8_t *output, int32_t count, int32_t min, int32_t max);

/*
 * The kernels saturate to int8, which is one instruction where there is one. Clamping what is saturated is the same as clamping at
 * once, as min >= -128 and max <= 127; and most networks fold ReLU into the zero point, so that there is nothing to do.
 */
static inline void ti_clamp_outputs_s8(int8_t *output, int32_t count, int32_t min, int32_t max)
{
    if (min != -128 || max != 127) {
        ti_clamp_each_s8(output, count, min, max);
    }
}

#define TI_MOST_RIGHT_SHIFT 22

/* a * b / 2^32, rounded half up, plus an addend; it wraps. */
static inline int32_t ti_high_word(int32_t a, int32_t b, int32_t addend)
{
#if defined(TI_DSP)
    return ti_smmlar(a, b, addend);
#else
    int64_t product = (int64_t)a * b;
    return (int32_t)((uint32_t)(product >> 32) + ((uint32_t)product >> 31) + (uint32_t)addend);
#endif
}

static inline int32_t ti_saturate_u8(int32_t x)
{
#if defined(__riscv)
    return (uint32_t)x <= 255 ? x : x < 0 ? 0 : 255;   /* one branch for most values; Arm has an instruction, which needs the other form */
#else
    return x < 0 ? 0 : x > 255 ? 255 : x;
#endif
}

/*
 * saturate(ti_requantize(sum, multiplier, -right_shift) + zero point), for right shifts 1 ... TI_MOST_RIGHT_SHIFT, sums in [-2^30, 2^30), given
 * as twice the sum, and multipliers that are not negative.
 * - The first rounding, half up of sum * multiplier / 2^31, is the high word of (2 * sum) * multiplier plus the top bit of the
 *   low word.
 * - The second, half away from zero of y / 2^r, is (y + 2^(r-1) - (y < 0)) >> r. The sign of sum may stand for that of y: they
 *   differ only where sum < 0 and y = 0, and then (2^(r-1) - 1) >> r is 0 all the same.
 * - A multiple of 2^r may be added before the shift: the zero point, and 128, which makes the range of an output 0 ... 255. That
 *   is what GCC saturates with Arm's USAT; in a loop it finds no SSAT, as it keeps -128 in a register.
 * addend = 2^(r-1) + (zero point + 128) * 2^r. y is in [-2^30, 2^30) and the addend at most 511 * 2^21, less than 2^30: nothing
 * overflows.
 */
static inline int8_t ti_requantize_s8(int32_t twice_sum, int32_t multiplier, int32_t addend, int32_t right_shift)
{
    int32_t rounded = ti_high_word(twice_sum, multiplier, addend);
    int32_t output = (int32_t)((uint32_t)rounded + (uint32_t)(twice_sum >> 31)) >> right_shift;
    return (int8_t)(ti_saturate_u8(output) - 128);
}

/* Twice the sum with its bias. */
static inline int32_t ti_twice(int32_t sum, int32_t bias)
{
    return (int32_t)(2 * ((uint32_t)sum + (uint32_t)bias));
}

/* A bias of the proof, in [-2^30, 2^30). Of any other, that a file has that changed after it, something in this range. */
static inline int32_t ti_proven_bias(int32_t bias)
{
    return (int32_t)((uint32_t)bias << 1) >> 1;
}

/* The right shift of a channel. Masked, so that a file that changes after the proof gives wrong answers and nothing worse. */
static inline int32_t ti_right_shift(const int8_t *shift)
{
    return -*shift & 31;
}

/* factor << (right_shift - 1), for factors below 512. */
static inline int32_t ti_addend(uint32_t factor, int32_t right_shift)
{
    return (int32_t)(factor << right_shift >> 1);
}

#endif
