/* Copies and fills of bytes at any address, 16 at once. */
#ifndef TINYINFER_COPY_MVE_H
#define TINYINFER_COPY_MVE_H

#include <stdint.h>

static inline void ti_copy_mve(int8_t *destination, const int8_t *source, int32_t count)
{
    __asm__ volatile(
        "wlstp.8    lr, %[count], 2f          \n"
        "1:                                   \n"
        "vldrb.u8   q0, [%[source]], #16      \n"
        "vstrb.8    q0, [%[destination]], #16 \n"
        "letp       lr, 1b                    \n"
        "2:                                   \n"
        : [destination] "+r"(destination), [source] "+r"(source)
        : [count] "r"(count)
        : "lr", "q0", "memory");
}

static inline void ti_set_mve(int8_t *destination, int32_t value, int32_t count)
{
    __asm__ volatile(
        "vdup.8     q0, %[value]              \n"
        "wlstp.8    lr, %[count], 2f          \n"
        "1:                                   \n"
        "vstrb.8    q0, [%[destination]], #16 \n"
        "letp       lr, 1b                    \n"
        "2:                                   \n"
        : [destination] "+r"(destination)
        : [count] "r"(count), [value] "r"(value)
        : "lr", "q0", "memory");
}

#endif
