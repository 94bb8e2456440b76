/* What each target has its own way for: counting instructions, and what a core does with unaligned words. */
#ifndef TINYINFER_BENCH_TARGET_H
#define TINYINFER_BENCH_TARGET_H

#include <stdint.h>

/* Once, before the first reading. */
void clock_start(void);

/* A place in time. Reading it takes the same number of instructions each time. */
typedef struct clock_reading {
    uint32_t samples[64];
} clock_reading;

void clock_read(clock_reading *reading);

/* Executed instructions from one reading to a later one, the reading's own included; exact as long as they are fewer than 2^32. */
uint32_t clock_between(const clock_reading *start, const clock_reading *end);

/* Executes 2 * turns instructions more than clock_do_nothing. turns: at least 1. */
void clock_loop(void *turns);
void clock_do_nothing(void *argument);

/* 1: this build says that words at addresses that are no multiples of 4 fault. */
int32_t target_traps_unaligned(void);

/* Loads such a word: 1 if that faulted. */
int32_t target_unaligned_load_faults(void);

/* Executes what is no instruction. */
void target_crash(void);

static inline uint8_t *target_stack_pointer(void)
{
    uint8_t *pointer;
#if defined(__riscv)
    __asm__ volatile("mv %0, sp" : "=r"(pointer));
#else
    __asm__ volatile("mov %0, sp" : "=r"(pointer));
#endif
    return pointer;
}

#endif
