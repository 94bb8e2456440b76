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
#define TI_HOT __attribute__((noinline, optimize("no-schedule-insns", "no-tree-reassoc", "ira-region=one", "ira-algorithm=priority")))
#elif defined(__GNUC__) && !defined(__clang__) && defined(__arm__)
#define TI_HOT __attribute__((noinline, optimize("no-schedule-insns", "no-tree-reassoc")))
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

/*
 * What a sum is multiplied by before it is requantised, as a power of two. Arm's SMMLAR rounds the high word of a product, and takes
 * twice the sum; elsewhere four times the sum spares the rounding.
 */
#if defined(TI_DSP)
#define TI_SUM_SHIFT 1
#else
#define TI_SUM_SHIFT 2
#endif

/* A sum that ti_requantize_s8 takes, with its bias, is in [-TI_SUM_LIMIT, TI_SUM_LIMIT). */
#define TI_SUM_LIMIT (1 << (31 - TI_SUM_SHIFT))

#define TI_MOST_RIGHT_SHIFT (23 - TI_SUM_SHIFT)

/* a * b / 2^32, rounded down. */
static inline int32_t ti_high_word(int32_t a, int32_t b)
{
    return (int32_t)(((int64_t)a * b) >> 32);
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
 * saturate(ti_requantize(sum, multiplier, -r) + zero point), for right shifts r of 1 ... TI_MOST_RIGHT_SHIFT, sums in [-TI_SUM_LIMIT,
 * TI_SUM_LIMIT) and multipliers that are not negative. Let P = sum * multiplier / 2^31, exactly.
 * - The first rounding, half up, is y = floor(P + 1/2). The second, half away from zero of y / 2^r, is (y + 2^(r-1) - (y < 0)) >> r.
 *   The sign of sum may stand for that of y: they differ only where sum < 0 and y = 0, and then (2^(r-1) - 1) >> r is 0 all the same.
 * - A floor of a floor is one floor: floor((P + 1/2 + 2^(r-1) - (sum < 0)) / 2^r). With the high word H of (4 * sum) * multiplier,
 *   which is floor(2 * P), that is (H + 1 + 2^r - 2 * (sum < 0)) >> (r + 1): what H has lost is less than 1, and all the rest is whole.
 *   With twice the sum the high word is floor(P), and has to be rounded by itself: that is what SMMLAR does.
 * - A multiple of 2^r may be added before the shift: the zero point, and 128, which makes the range of an output 0 ... 255. That
 *   is what GCC saturates with Arm's USAT; in a loop it finds no SSAT, as it keeps -128 in a register.
 * addend: of ti_addend; shift: of ti_right_shift. H is in [-2^30, 2^30) and the addend at most 511 * 2^21 + 1, less than 2^30: nothing
 * overflows.
 */
static inline int32_t ti_requantize_s8(int32_t scaled_sum, int32_t multiplier, int32_t addend, int32_t shift)
{
#if defined(TI_DSP)
    int32_t rounded = ti_smmlar(scaled_sum, multiplier, addend);
    int32_t output = (int32_t)((uint32_t)rounded + (uint32_t)(scaled_sum >> 31)) >> shift;
#else
    uint32_t sign = (uint32_t)(scaled_sum >> 31);
    int32_t output = (int32_t)((uint32_t)ti_high_word(scaled_sum, multiplier) + (uint32_t)addend + sign + sign) >> shift;
#endif
    return ti_saturate_u8(output) - 128;
}

/*
 * ti_requantize_s8 where the output's zero point is -128, as with a folded ReLU: what is not positive becomes -128, and needs no product;
 * and the rest has no sign to round by.
 */
static inline int32_t ti_requantize_positive_s8(int32_t scaled_sum, int32_t multiplier, int32_t addend, int32_t shift)
{
    if (scaled_sum <= 0) {
        return -128;
    }

#if defined(TI_DSP)
    int32_t output = ti_smmlar(scaled_sum, multiplier, addend) >> shift;
#else
    int32_t output = (int32_t)((uint32_t)ti_high_word(scaled_sum, multiplier) + (uint32_t)addend) >> shift;
#endif
    return (output > 255 ? 255 : output) - 128;
}

/* Twice the sum with its bias. */
static inline int32_t ti_twice(int32_t sum, int32_t bias)
{
    return (int32_t)(2 * ((uint32_t)sum + (uint32_t)bias));
}

/* The sum with its bias, as ti_requantize_s8 wants it. */
static inline int32_t ti_scaled(int32_t sum, int32_t bias)
{
    return (int32_t)(((uint32_t)sum + (uint32_t)bias) << TI_SUM_SHIFT);
}

/* A bias of the proof, in [-TI_SUM_LIMIT, TI_SUM_LIMIT). Of any other, that a file has that changed after it, something in this range. */
static inline int32_t ti_proven_bias(int32_t bias)
{
    return (int32_t)((uint32_t)bias << TI_SUM_SHIFT) >> TI_SUM_SHIFT;
}

/*
 * The right shift of a channel, one more with four times the sum. Masked, so that a file that changes after the proof gives wrong answers
 * and nothing worse.
 */
static inline int32_t ti_right_shift(const int8_t *shift)
{
    return (TI_SUM_SHIFT - 1 - *shift) & 31;
}

/* What is added before it is shifted: 2^(r-1) + (zero point + 128) * 2^r with twice the sum, and twice that and 1 with four times. */
static inline int32_t ti_addend(uint32_t factor, int32_t right_shift)
{
    return (int32_t)((factor << right_shift >> 1) + TI_SUM_SHIFT - 1);
}

#endif
