/* Running a network on samples and comparing its outputs with what is expected. */
#ifndef TINYINFER_BENCH_COMPARE_H
#define TINYINFER_BENCH_COMPARE_H

#include "network.h"

/*
 * Runs samples whole, in an arena at a multiple of 16, and in slices of one unit, in one at 4 behind such: paths that want more
 * than 4 bytes of alignment are taken and not taken. Says what is different on lines that begin with name. 1 if nothing is; the
 * network then is attached at a multiple of 16 again.
 */
int32_t compare_samples(network *net, const char *name, const uint8_t *inputs, const uint8_t *expected, uint32_t samples);

/* "name failed FUNCTION status N at PLACE" as a line. */
void compare_say_status(const network *net, const char *name, int32_t status);

#endif
