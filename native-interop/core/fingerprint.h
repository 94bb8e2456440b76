/* What ti_fingerprint computes. ti_eval takes it inline where it has the registers. */
#ifndef TINYINFER_FINGERPRINT_H
#define TINYINFER_FINGERPRINT_H

#include <stdint.h>

/* Thumb-2 loads a group by one LDM, into more registers than ti_eval has left: it calls. */
#if defined(__GNUC__) && defined(__thumb2__)
#define TI_FINGERPRINT_IS_CALLED
#endif

/* Words that are loaded together: half a record of FULLY_CONNECTED, whose smallest layers have the least to do beside this. */
#define TI_FINGERPRINT_GROUP 7

/* Odd. 5 modulo 8, so that its powers are far from 1; of L'Ecuyer, Tables of linear congruential generators (1999), for 2^32. */
#define TI_FINGERPRINT_FACTOR 2891336453u

static inline uint32_t ti_fingerprint_group(uint32_t sum, const uint32_t *word)
{
#if defined(TI_FINGERPRINT_IS_CALLED)
    /* One instruction loads all of them; compilers make seven of it. Not into r7, which may be the frame pointer. */
    __asm__(
        "ldmia   %1, {r3-r6, r8-r10}\n\t"
        "mla     %0, %0, %2, r3\n\t"
        "mla     %0, %0, %2, r4\n\t"
        "mla     %0, %0, %2, r5\n\t"
        "mla     %0, %0, %2, r6\n\t"
        "mla     %0, %0, %2, r8\n\t"
        "mla     %0, %0, %2, r9\n\t"
        "mla     %0, %0, %2, r10"
        : "+&r"(sum)
        : "r"(word), "r"(TI_FINGERPRINT_FACTOR), "m"(*(const uint32_t (*)[TI_FINGERPRINT_GROUP])word)
        : "r3", "r4", "r5", "r6", "r8", "r9", "r10");
#else
    sum = sum * TI_FINGERPRINT_FACTOR + word[0];
    sum = sum * TI_FINGERPRINT_FACTOR + word[1];
    sum = sum * TI_FINGERPRINT_FACTOR + word[2];
    sum = sum * TI_FINGERPRINT_FACTOR + word[3];
    sum = sum * TI_FINGERPRINT_FACTOR + word[4];
    sum = sum * TI_FINGERPRINT_FACTOR + word[5];
    sum = sum * TI_FINGERPRINT_FACTOR + word[6];
#endif
    return sum;
}

/*
 * sum = sum * factor + word, of all words. The factor is odd, so that a change of one word, whatever it is, always changes the result.
 * Two changed bits always do if they are in one word, in two places of two words, or below the top six; of other changes one in 2^32
 * does not.
 */
static inline uint32_t ti_fingerprint_of(const void *record, uint32_t words)
{
    const uint32_t *word = record;
    uint32_t sum = 0;
    for (; words >= TI_FINGERPRINT_GROUP; words -= TI_FINGERPRINT_GROUP) {
        sum = ti_fingerprint_group(sum, word);
        word += TI_FINGERPRINT_GROUP;
    }

    for (; words > 0; words--) {
        sum = sum * TI_FINGERPRINT_FACTOR + *word++;
    }

    return sum;
}

#endif
