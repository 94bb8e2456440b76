/* What the runner says: lines of words on the console. The last one is "end ok", or the run has failed. */
#ifndef TINYINFER_BENCH_OUTPUT_H
#define TINYINFER_BENCH_OUTPUT_H

#include <stdint.h>

void output_text(const char *text);
void output_number(int32_t number);
void output_unsigned(uint32_t number);
void output_hex(uint32_t number);

/* Ends the line and shows it. */
void output_line(void);

/* "word number" as a line. */
void output_value(const char *name, uint32_t value);

/* Says "end ok" or "end failed" and ends the run with exit code 0 or 1. */
void output_end(int32_t is_ok) __attribute__((noreturn));

/* "error text number", and the end. */
void output_failure(const char *text, uint32_t number) __attribute__((noreturn));

#endif
