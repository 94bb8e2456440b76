/*
 * Cortex-M: with -icount shift=0 the emulator's time advances by 1 ns an instruction, but the cores that QEMU 7.2 emulates have no
 * counter of cycles. The boards have counters that advance every 31.25, 40 or 50 ns: COUNTER of the FPGA's system control (Application
 * Notes AN385, AN386, AN500, AN505), and the System Counter of Corstone SSE-300 (AN547). To know a place in time to the
 * instruction, a reading looks at it often enough to see where it advances.
 */
#include "output.h"
#include "target.h"

/*
 * CLOCK_COUNTER is the counter's address and CLOCK_QUARTERS the quarters of a ns that it takes to advance. CLOCK_CONTROL, where
 * there is one, is the address of the register that starts it.
 */
#define SAMPLES 64u

void clock_start(void)
{
#if defined(CLOCK_CONTROL)
    *(volatile uint32_t *)CLOCK_CONTROL = 1;
#endif
}

/*
 * Sample i is loaded at instruction 2 i, counted from the first; in the second half at 2 i + 1, as an instruction lies between.
 * Each half is longer than 50 instructions, so the counter advances in both.
 */
__attribute__((naked, noinline)) void clock_read(clock_reading *reading)
{
    (void)reading;
    __asm__ volatile("ldr r1, =%c0\n"
                     ".rept 32\n"
                     "ldr r2, [r1]\n"
                     "stmia r0!, {r2}\n"
                     ".endr\n"
                     "nop\n"
                     ".rept 32\n"
                     "ldr r2, [r1]\n"
                     "stmia r0!, {r2}\n"
                     ".endr\n"
                     "bx lr\n"
                     ".pool\n" : : "i"(CLOCK_COUNTER));
}

/* The first instruction, counted from when the counter was 0, at which it has a value. */
static int64_t first_with(uint64_t value)
{
    return (int64_t)((value * CLOCK_QUARTERS + 3) >> 2);
}

/*
 * The instruction, counted from when the counter was 0, of a reading's first sample. Each sample says that it is not before the
 * first instruction with the sample's value, and before the first one with the next value. Where the counter advances between two
 * samples, that leaves two instructions; the halves look at odd and at even ones, and together leave one.
 */
static int64_t first_sample(const clock_reading *reading)
{
    int64_t least = 0, most = INT64_MAX;
    for (uint32_t i = 0; i < SAMPLES; i++) {
        int64_t later = i < SAMPLES / 2 ? 2 * i : 2 * i + 1;
        int64_t from = first_with(reading->samples[i]) - later;
        int64_t to = first_with((uint64_t)reading->samples[i] + 1) - 1 - later;
        least = from > least ? from : least;
        most = to < most ? to : most;
    }

    if (least != most) {
        output_failure("the clock does not advance with instructions: is -icount shift=0 missing? First sample: ", reading->samples[0]);
    }

    return least;
}

uint32_t clock_between(const clock_reading *start, const clock_reading *end)
{
    return (uint32_t)(first_sample(end) - first_sample(start));
}

__attribute__((naked, noinline)) void clock_do_nothing(void *argument)
{
    (void)argument;
    __asm__ volatile("bx lr");
}

__attribute__((naked, noinline)) void clock_loop(void *turns)
{
    (void)turns;
    __asm__ volatile("1: subs r0, #1\n"
                     "bne 1b\n"
                     "bx lr\n");
}
