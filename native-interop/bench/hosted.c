/* What a test that is written for a PC needs of a C library, and its main: so that it runs on a board too. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "memory.h"
#include "output.h"
#include "semihosting.h"

/* The test's own, renamed. */
int hosted_main(int argc, char **argv);
int main(void);

#define MOST_AREAS 16

static struct {
    uint8_t *start;
    uint32_t bytes;
} areas[MOST_AREAS];

static uint32_t area_count;
static uint8_t *mark;

/* Between canaries, which free looks at. */
void *malloc(size_t bytes)
{
    if (area_count == MOST_AREAS) {
        output_failure("a test keeps too many areas: ", MOST_AREAS);
    }

    if (area_count == 0) {
        mark = memory_mark();
    }

    uint8_t *start = memory_take_guarded((uint32_t)bytes, 0);
    areas[area_count].start = start;
    areas[area_count++].bytes = (uint32_t)bytes;
    return start;
}

/* Memory comes back when all of it is free. */
void free(void *area)
{
    uint32_t i = 0;
    while (i < area_count && areas[i].start != area) {
        i++;
    }

    if (area == NULL || i == area_count) {
        return;
    }

    if (!memory_is_intact(areas[i].start, areas[i].bytes)) {
        output_failure("a test wrote beside an area of bytes: ", areas[i].bytes);
    }

    areas[i] = areas[--area_count];
    if (area_count == 0) {
        memory_release(mark);
    }
}

unsigned long strtoul(const char *restrict text, char **restrict end, int base)
{
    unsigned long value = 0;
    (void)base;   /* 10 */
    while (*text >= '0' && *text <= '9') {
        value = value * 10 + (unsigned long)(*text++ - '0');
    }

    if (end != NULL) {
        *end = (char *)(uintptr_t)text;
    }

    return value;
}

int atoi(const char *text)
{
    return (int)strtoul(text, NULL, 10);
}

/* Knows s, d and u, without width. */
int printf(const char *restrict format, ...)
{
    va_list values;
    va_start(values, format);
    for (; *format != 0; format++) {
        char text[2] = { *format, 0 };
        if (*format == '\n') {
            output_line();
            continue;
        }

        if (*format != '%') {
            output_text(text);
            continue;
        }

        format += strspn(format + 1, "-0123456789") + 1;
        if (*format == 's') {
            output_text(va_arg(values, const char *));
        } else if (*format == 'd') {
            output_number(va_arg(values, int));
        } else {
            output_unsigned(va_arg(values, unsigned));
        }
    }

    va_end(values);
    return 0;
}

/* Compilers make puts and putchar of printf. */
int puts(const char *text)
{
    output_text(text);
    output_line();
    return 0;
}

size_t strspn(const char *text, const char *accepted)
{
    size_t count = 0;
    while (text[count] != 0) {
        const char *c = accepted;
        while (*c != 0 && *c != text[count]) {
            c++;
        }

        if (*c == 0) {
            break;
        }

        count++;
    }

    return count;
}

char *strstr(const char *text, const char *part)
{
    size_t bytes = 0;
    while (part[bytes] != 0) {
        bytes++;
    }

    for (;; text++) {
        size_t equal = 0;
        while (equal < bytes && text[equal] == part[equal]) {
            equal++;
        }

        if (equal == bytes) {
            return (char *)(uintptr_t)text;
        }

        if (*text == 0) {
            return NULL;
        }
    }
}

int main(void)
{
    const char *arguments[8];
    uint32_t count = semihosting_arguments(arguments, 8);
    return hosted_main((int)count, (char **)(uintptr_t)arguments);
}
