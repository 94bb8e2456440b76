/* Instructions of the DSP extension that C has no operator for. */
#ifndef TINYINFER_DSP_H
#define TINYINFER_DSP_H

#include <stdint.h>

/* Bytes 0 and 2 of a word as two int16. */
static inline uint32_t ti_sxtb16(uint32_t x)
{
    uint32_t result;
    __asm__("sxtb16 %0, %1" : "=r"(result) : "r"(x));
    return result;
}

/* Bytes 1 and 3. */
static inline uint32_t ti_sxtb16_ror8(uint32_t x)
{
    uint32_t result;
    __asm__("sxtb16 %0, %1, ror #8" : "=r"(result) : "r"(x));
    return result;
}

/* The low halves of two words: a below, b above. */
static inline uint32_t ti_low_halves(uint32_t a, uint32_t b)
{
    uint32_t result;
    __asm__("pkhbt %0, %1, %2, lsl #16" : "=r"(result) : "r"(a), "r"(b));
    return result;
}

/* The high halves: a below, b above. */
static inline uint32_t ti_high_halves(uint32_t a, uint32_t b)
{
    uint32_t result;
    __asm__("pkhtb %0, %1, %2, asr #16" : "=r"(result) : "r"(b), "r"(a));
    return result;
}

/* (addend * 2^32 + a * b + 2^31) / 2^32, rounded down. */
static inline int32_t ti_smmlar(int32_t a, int32_t b, int32_t addend)
{
    int32_t result;
    __asm__("smmlar %0, %1, %2, %3" : "=r"(result) : "r"(a), "r"(b), "r"(addend));
    return result;
}

/* Saturated to int8. */
static inline int32_t ti_ssat8(int32_t x)
{
    int32_t result;
    __asm__("ssat %0, #8, %1" : "=r"(result) : "r"(x));
    return result;
}

/* ti_requantize_s8 of opt.h, whose addend has 128 that this one's has not. */
static inline int32_t ti_requantize_s8_dsp(int32_t twice_sum, int32_t multiplier, int32_t addend, int32_t right_shift)
{
    return ti_ssat8((ti_smmlar(twice_sum, multiplier, addend) + (twice_sum >> 31)) >> right_shift);
}

/* factor << (right_shift - 1), for factors in (-512, 512): 2 * zero point + 1 gives the addend. */
static inline int32_t ti_addend_dsp(int32_t factor, int32_t right_shift)
{
    return (int32_t)((uint32_t)factor << right_shift) >> 1;
}

#endif
