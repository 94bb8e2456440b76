/* The runner's memory: what the linker script leaves free, handed out from its lower end, and what compilers call by themselves. */
#ifndef TINYINFER_BENCH_MEMORY_H
#define TINYINFER_BENCH_MEMORY_H

#include <stddef.h>
#include <stdint.h>

/* Bytes at a multiple of 16. Ends the run if there are not as many. */
uint8_t *memory_take(uint32_t bytes);

/* What has been taken so far; memory_release(mark) gives back all that was taken since. */
uint8_t *memory_mark(void);
void memory_release(uint8_t *mark);

/* An area with canaries right before and right behind it. Starts at offset behind a multiple of 16. */
uint8_t *memory_take_guarded(uint32_t bytes, uint32_t offset);

/* Whether the canaries of an area of so many bytes are as they were. */
int32_t memory_is_intact(const uint8_t *area, uint32_t bytes);

void *memcpy(void *restrict destination, const void *restrict source, size_t bytes);
void *memmove(void *destination, const void *source, size_t bytes);
void *memset(void *destination, int value, size_t bytes);
int memcmp(const void *a, const void *b, size_t bytes);

#endif
