#include "files.h"
#include "memory.h"
#include "output.h"
#include "semihosting.h"

static void fail(const char *name, const char *what) __attribute__((noreturn));

static void fail(const char *name, const char *what)
{
    output_text("error ");
    output_text(name);
    output_text(what);
    output_line();
    output_end(0);
}

int32_t file_open(const char *name)
{
    int32_t file = semihosting_open(name);
    if (file < 0) {
        fail(name, ": there is no such file");
    }

    return file;
}

void file_read(int32_t file, const char *name, void *destination, uint32_t bytes)
{
    if (bytes > 0 && !semihosting_read(file, destination, bytes)) {
        fail(name, ": it ends too early");
    }
}

const uint8_t *file_load(const char *name, uint32_t *bytes)
{
    int32_t file = file_open(name);
    int32_t length = semihosting_length(file);
    if (length < 0) {
        fail(name, ": its length is unknown");
    }

    uint8_t *content = memory_take((uint32_t)length);
    file_read(file, name, content, (uint32_t)length);
    semihosting_close(file);
    *bytes = (uint32_t)length;
    return content;
}
