/* A word that may lie anywhere, on cores that read and write one there. */
#ifndef TINYINFER_WORD_H
#define TINYINFER_WORD_H

#include <stdint.h>

#if defined(__ARM_FEATURE_UNALIGNED)
#define TI_READS_UNALIGNED_WORDS 1

/* Packed, so that the compiler makes no instruction of it that wants alignment, as LDRD does. */
typedef struct __attribute__((packed, may_alias)) ti_any_word {
    uint32_t value;
} ti_any_word;

static inline uint32_t ti_word_at(const int8_t *source)
{
    return ((const ti_any_word *)(const void *)source)->value;
}

static inline void ti_put_word(int8_t *destination, uint32_t word)
{
    ((ti_any_word *)(void *)destination)->value = word;
}
#else
#define TI_READS_UNALIGNED_WORDS 0

/* source: a multiple of 4. */
static inline uint32_t ti_word_at(const int8_t *source)
{
    return *(const uint32_t *)(const void *)source;
}

/* destination: a multiple of 4. */
static inline void ti_put_word(int8_t *destination, uint32_t word)
{
    *(uint32_t *)(void *)destination = word;
}
#endif

#endif
