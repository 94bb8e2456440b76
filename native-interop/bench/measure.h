/* What work costs: instructions, exactly, and stack. */
#ifndef TINYINFER_BENCH_MEASURE_H
#define TINYINFER_BENCH_MEASURE_H

#include <stdint.h>

typedef void (*measured_work)(void *argument);

/* Measures loops of known length and ends the run if they do not come out exactly. Says so on a line. */
void measure_calibrate(void);

/* Instructions of work, without the call of it. */
uint32_t measure_instructions(measured_work work, void *argument);

/* Bytes of stack below the caller's that work uses. */
uint32_t measure_stack(measured_work work, void *argument);

#endif
