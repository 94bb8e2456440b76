#include "measure.h"
#include "output.h"
#include "target.h"

static uint32_t cost_of_measuring;

static __attribute__((noinline)) uint32_t measure_raw(measured_work work, void *argument)
{
    static clock_reading start, end;
    clock_read(&start);
    work(argument);
    clock_read(&end);
    return clock_between(&start, &end);
}

uint32_t measure_instructions(measured_work work, void *argument)
{
    return measure_raw(work, argument) - cost_of_measuring;
}

/* Every phase of a clock's step is met, and a long loop. */
void measure_calibrate(void)
{
    clock_start();
    cost_of_measuring = measure_raw(clock_do_nothing, 0);
    uint32_t expected = 0, counted = 0;
    for (uint32_t i = 1; i <= 128; i++) {
        uint32_t turns = i < 128 ? i : 1000000;
        uint32_t one = measure_instructions(clock_loop, (void *)(uintptr_t)turns);
        expected += 2 * turns;
        counted += one;
        if (one != 2 * turns) {
            output_value("expected", 2 * turns);
            output_value("counted", one);
            output_failure("the clock does not count instructions: is -icount shift=0 missing? Loop: ", i);
        }
    }

    output_text("calibration expected ");
    output_unsigned(expected);
    output_text(" counted ");
    output_unsigned(counted);
    output_line();
}

extern uint32_t stack_bottom[];
extern uint32_t stack_top[];

#define PAINT 0xA5C3965Au

__attribute__((noinline)) uint32_t measure_stack(measured_work work, void *argument)
{
    volatile uint32_t *own = (volatile uint32_t *)(void *)target_stack_pointer();
    for (volatile uint32_t *word = stack_bottom; word != own; word++) {
        *word = PAINT;
    }

    work(argument);
    volatile uint32_t *lowest = stack_bottom;
    while (lowest != own && *lowest == PAINT) {
        lowest++;
    }

    return (uint32_t)((uintptr_t)own - (uintptr_t)lowest);
}
