/* Instructions of the DSP extension that C has no operator for. */
#ifndef TINYINFER_DSP_H
#define TINYINFER_DSP_H

#include <stdint.h>

/* The low halves of two words: a below, b above. */
static inline uint32_t ti_low_halves(uint32_t a, uint32_t b)
{
    uint32_t result;
    __asm__("pkhbt %0, %1, %2, lsl #16" : "=r"(result) : "r"(a), "r"(b));
    return result;
}

/* Two int16, to which bytes 0 and 2 of a word are added, or bytes 1 and 3. */
static inline uint32_t ti_add_even_bytes(uint32_t sums, uint32_t bytes)
{
    uint32_t result;
    __asm__("sxtab16 %0, %1, %2" : "=r"(result) : "r"(sums), "r"(bytes));
    return result;
}

static inline uint32_t ti_add_odd_bytes(uint32_t sums, uint32_t bytes)
{
    uint32_t result;
    __asm__("sxtab16 %0, %1, %2, ror #8" : "=r"(result) : "r"(sums), "r"(bytes));
    return result;
}

/* Of each byte, an int8, the larger one: SSUB8 notes where a - b is not negative, and SEL chooses by that. */
static inline uint32_t ti_larger_bytes(uint32_t a, uint32_t b)
{
    uint32_t result;
    __asm__("ssub8 %0, %1, %2\n\tsel %0, %1, %2" : "=&r"(result) : "r"(a), "r"(b) : "cc");
    return result;
}

static inline uint32_t ti_smaller_bytes(uint32_t a, uint32_t b)
{
    uint32_t result;
    __asm__("ssub8 %0, %1, %2\n\tsel %0, %2, %1" : "=&r"(result) : "r"(a), "r"(b) : "cc");
    return result;
}

/* (addend * 2^32 + a * b + 2^31) / 2^32, rounded down. */
static inline int32_t ti_smmlar(int32_t a, int32_t b, int32_t addend)
{
    int32_t result;
    __asm__("smmlar %0, %1, %2, %3" : "=r"(result) : "r"(a), "r"(b), "r"(addend));
    return result;
}

/*
 * The addend of the assembly, which saturates to int8 at once and has no 128 in it: factor << (right_shift - 1), with a factor of
 * 2 * zero point + 1.
 */
static inline int32_t ti_addend_dsp(int32_t factor, int32_t right_shift)
{
    return (int32_t)((uint32_t)factor << right_shift) >> 1;
}

/* What ti_requantize_s8 of opt.h does, with an addend of ti_addend_dsp. */
static inline int8_t ti_requantize_s8_dsp(int32_t twice_sum, int32_t multiplier, int32_t addend, int32_t right_shift)
{
    int32_t rounded = ti_smmlar(twice_sum, multiplier, addend);
    int32_t output = (rounded + (twice_sum >> 31)) >> right_shift;
    __asm__("ssat %0, #8, %1" : "=r"(output) : "r"(output));
    return (int8_t)output;
}

#endif
