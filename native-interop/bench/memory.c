#include "memory.h"
#include "output.h"

extern uint8_t free_start[];
extern uint8_t free_end[];

static uint8_t *next_free;

uint8_t *memory_mark(void)
{
    return next_free == NULL ? free_start : next_free;
}

void memory_release(uint8_t *mark)
{
    next_free = mark;
}

uint8_t *memory_take(uint32_t bytes)
{
    uint8_t *area = memory_mark();
    uint32_t rounded = (bytes + 15) & ~15u;
    if (rounded < bytes || rounded > (uint32_t)(free_end - area)) {
        output_failure("the board has too little memory; bytes needed: ", bytes);
    }

    next_free = area + rounded;
    return area;
}

#define CANARY_BYTES 64u

static uint8_t canary(uint32_t index)
{
    return (uint8_t)(0xC5 ^ index * 7);
}

uint8_t *memory_take_guarded(uint32_t bytes, uint32_t offset)
{
    uint8_t *area = memory_take(CANARY_BYTES + offset + bytes + CANARY_BYTES) + CANARY_BYTES + offset;
    for (uint32_t i = 0; i < CANARY_BYTES; i++) {
        area[(int32_t)i - (int32_t)CANARY_BYTES] = canary(i);
        area[bytes + i] = canary(i);
    }

    return area;
}

int32_t memory_is_intact(const uint8_t *area, uint32_t bytes)
{
    for (uint32_t i = 0; i < CANARY_BYTES; i++) {
        if (area[(int32_t)i - (int32_t)CANARY_BYTES] != canary(i) || area[bytes + i] != canary(i)) {
            return 0;
        }
    }

    return 1;
}

/*
 * Compilers make these out of loops, so kernels call them without naming them, and they are counted with their callers. Words
 * where both addresses allow it, as any C library does; no unaligned words, so that who relies on them is found.
 */
void *memcpy(void *restrict destination, const void *restrict source, size_t bytes)
{
    uint8_t *to = destination;
    const uint8_t *from = source;
    if ((((uintptr_t)to | (uintptr_t)from) & 3) == 0) {
        for (; bytes >= 4; bytes -= 4) {
            *(uint32_t *)(void *)to = *(const uint32_t *)(const void *)from;
            to += 4;
            from += 4;
        }
    }

    for (; bytes > 0; bytes--) {
        *to++ = *from++;
    }

    return destination;
}

void *memmove(void *destination, const void *source, size_t bytes)
{
    uint8_t *to = destination;
    const uint8_t *from = source;
    if (to <= from) {
        return memcpy(destination, source, bytes);
    }

    while (bytes > 0) {
        bytes--;
        to[bytes] = from[bytes];
    }

    return destination;
}

void *memset(void *destination, int value, size_t bytes)
{
    uint8_t *to = destination;
    uint32_t four = (uint8_t)value * 0x01010101u;
    for (; bytes > 0 && ((uintptr_t)to & 3) != 0; bytes--) {
        *to++ = (uint8_t)value;
    }

    for (; bytes >= 4; bytes -= 4) {
        *(uint32_t *)(void *)to = four;
        to += 4;
    }

    for (; bytes > 0; bytes--) {
        *to++ = (uint8_t)value;
    }

    return destination;
}

int memcmp(const void *a, const void *b, size_t bytes)
{
    const uint8_t *left = a;
    const uint8_t *right = b;
    for (; bytes > 0; bytes--, left++, right++) {
        if (*left != *right) {
            return *left - *right;
        }
    }

    return 0;
}
