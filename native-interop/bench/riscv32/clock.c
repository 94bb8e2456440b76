/* RV32: minstret counts instructions; in QEMU it does so with -icount shift=0, otherwise it shows the host's time. */
#include "target.h"

void clock_start(void)
{
}

__attribute__((naked, noinline)) void clock_read(clock_reading *reading)
{
    (void)reading;
    __asm__ volatile("csrr a1, minstret\n"
                     "sw a1, 0(a0)\n"
                     "ret\n");
}

uint32_t clock_between(const clock_reading *start, const clock_reading *end)
{
    return end->samples[0] - start->samples[0];
}

__attribute__((naked, noinline)) void clock_do_nothing(void *argument)
{
    (void)argument;
    __asm__ volatile("ret");
}

__attribute__((naked, noinline)) void clock_loop(void *turns)
{
    (void)turns;
    __asm__ volatile("1: addi a0, a0, -1\n"
                     "bnez a0, 1b\n"
                     "ret\n");
}
