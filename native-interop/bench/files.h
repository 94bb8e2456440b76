/* Files of the machine that the emulator runs on. */
#ifndef TINYINFER_BENCH_FILES_H
#define TINYINFER_BENCH_FILES_H

#include <stdint.h>

/* Opens a file to read; ends the run if there is none. */
int32_t file_open(const char *name);

/* The next bytes; ends the run if there are fewer. */
void file_read(int32_t file, const char *name, void *destination, uint32_t bytes);

/* A whole file in memory. */
const uint8_t *file_load(const char *name, uint32_t *bytes);

#endif
