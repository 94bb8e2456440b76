/*
 * What the runner gets from the emulator: its command line, files, the console and an exit code. Semihosting is a call that a
 * debugger or emulator answers; the operations are those of "Semihosting for AArch32 and AArch64" (Arm), which RISC-V took over.
 */
#ifndef TINYINFER_BENCH_SEMIHOSTING_H
#define TINYINFER_BENCH_SEMIHOSTING_H

#include <stdint.h>

/* The call itself, one a target. argument: what the operation says, mostly a block of words. */
int32_t semihosting_call(uint32_t operation, const void *argument);

/* Words of the command line, at most `most`; the first names the program. Words end at spaces, so no file name may have one. */
uint32_t semihosting_arguments(const char **arguments, uint32_t most);

/* A handle, or negative if there is no such file. */
int32_t semihosting_open(const char *name);

/* Bytes of an open file; negative if that cannot be known. */
int32_t semihosting_length(int32_t handle);

/* Reads the next bytes of a file: 1 if there were as many, otherwise 0. */
int32_t semihosting_read(int32_t handle, void *destination, uint32_t bytes);

void semihosting_close(int32_t handle);

/* To the console. */
void semihosting_write(const char *text);

/* Ends the emulator with this exit code. */
void semihosting_exit(int32_t code) __attribute__((noreturn));

#endif
