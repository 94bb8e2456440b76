#include "semihosting.h"
#include "memory.h"

enum {
    SYS_OPEN = 0x01,
    SYS_CLOSE = 0x02,
    SYS_WRITE0 = 0x04,
    SYS_READ = 0x06,
    SYS_FLEN = 0x0C,
    SYS_GET_CMDLINE = 0x15,
    SYS_EXIT_EXTENDED = 0x20
};

#define OPEN_BINARY_TO_READ 1u
#define ADP_STOPPED_APPLICATION_EXIT 0x20026u

static uint32_t word(const void *address)
{
    return (uint32_t)(uintptr_t)address;
}

uint32_t semihosting_arguments(const char **arguments, uint32_t most)
{
    static char line[1024];
    uint32_t block[2] = { word(line), sizeof line };
    if (semihosting_call(SYS_GET_CMDLINE, block) != 0) {
        return 0;
    }

    uint32_t count = 0;
    char *next = line;
    while (count < most) {
        while (*next == ' ') {
            *next++ = 0;
        }

        if (*next == 0) {
            break;
        }

        arguments[count++] = next;
        while (*next != 0 && *next != ' ') {
            next++;
        }
    }

    return count;
}

int32_t semihosting_open(const char *name)
{
    uint32_t length = 0;
    while (name[length] != 0) {
        length++;
    }

    uint32_t block[3] = { word(name), OPEN_BINARY_TO_READ, length };
    return semihosting_call(SYS_OPEN, block);
}

int32_t semihosting_length(int32_t handle)
{
    uint32_t block[1] = { (uint32_t)handle };
    return semihosting_call(SYS_FLEN, block);
}

int32_t semihosting_read(int32_t handle, void *destination, uint32_t bytes)
{
    uint32_t block[3] = { (uint32_t)handle, word(destination), bytes };
    return semihosting_call(SYS_READ, block) == 0;   /* how many bytes are missing */
}

void semihosting_close(int32_t handle)
{
    uint32_t block[1] = { (uint32_t)handle };
    semihosting_call(SYS_CLOSE, block);
}

void semihosting_write(const char *text)
{
    semihosting_call(SYS_WRITE0, text);
}

void semihosting_exit(int32_t code)
{
    uint32_t block[2] = { ADP_STOPPED_APPLICATION_EXIT, (uint32_t)code };
    for (;;) {
        semihosting_call(SYS_EXIT_EXTENDED, block);
    }
}
