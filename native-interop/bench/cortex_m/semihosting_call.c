#include "semihosting.h"

/* The breakpoint 0xAB; r0 and r1 hold operation and argument, r0 the answer. */
__attribute__((noinline)) int32_t semihosting_call(uint32_t operation, const void *argument)
{
    register uint32_t r0 __asm__("r0") = operation;
    register const void *r1 __asm__("r1") = argument;
    __asm__ volatile("bkpt 0xAB" : "+r"(r0) : "r"(r1) : "memory");
    return (int32_t)r0;
}
