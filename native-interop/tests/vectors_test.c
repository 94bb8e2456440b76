/*
 * The runner's comparison of many small networks, on this machine: what bench/vectors.c wants of a board, from the C library. Every
 * area ends where its memory ends, so that AddressSanitizer finds what is read or written beyond it.
 * Arguments: files of vectors.
 */
#include <stdio.h>
#include <stdlib.h>
#include "bench/bench.h"
#include "bench/files.h"
#include "bench/memory.h"
#include "bench/output.h"

/* What was taken, the latest first; the mark is the latest one. */
typedef struct area {
    struct area *next;
    uint8_t *start;
    uint8_t *bytes;
} area;

static area *areas;
static FILE *opened;

static uint8_t *take(uint32_t bytes, uint32_t offset)
{
    area *taken = malloc(sizeof *taken);
    uint8_t *start = malloc((size_t)bytes + offset);
    if (taken == NULL || start == NULL) {
        output_failure("this machine has not as many bytes: ", bytes);
    }

    taken->next = areas;
    taken->start = start;
    taken->bytes = start + offset;
    areas = taken;
    return taken->bytes;
}

uint8_t *memory_take(uint32_t bytes)
{
    return take(bytes, 0);
}

uint8_t *memory_take_guarded(uint32_t bytes, uint32_t offset)
{
    return take(bytes, offset);
}

/* AddressSanitizer has its own canaries. */
int32_t memory_is_intact(const uint8_t *start, uint32_t bytes)
{
    (void)start;
    (void)bytes;
    return 1;
}

uint8_t *memory_mark(void)
{
    return areas == NULL ? NULL : areas->bytes;
}

void memory_release(uint8_t *mark)
{
    while (areas != NULL && areas->bytes != mark) {
        area *released = areas;
        areas = released->next;
        free(released->start);
        free(released);
    }
}

int32_t file_open(const char *name)
{
    opened = fopen(name, "rb");
    if (opened == NULL) {
        fprintf(stderr, "%s cannot be opened\n", name);
        exit(1);
    }

    return 0;
}

void file_read(int32_t file, const char *name, void *destination, uint32_t bytes)
{
    (void)file;
    if (bytes > 0 && fread(destination, 1, bytes, opened) != bytes) {
        fprintf(stderr, "%s is cut off\n", name);
        exit(1);
    }
}

void output_text(const char *text)
{
    fputs(text, stdout);
}

void output_number(int32_t number)
{
    printf("%d", (int)number);
}

void output_unsigned(uint32_t number)
{
    printf("%u", (unsigned)number);
}

void output_line(void)
{
    puts("");
}

void output_value(const char *name, uint32_t value)
{
    printf("%s %u\n", name, (unsigned)value);
}

void output_failure(const char *text, uint32_t number)
{
    printf("error %s%u\n", text, (unsigned)number);
    exit(1);
}

int main(int argc, char **argv)
{
    int failures = 0;
    for (int i = 1; i < argc; i++) {
        failures += vectors_run(argv[i]);
        fclose(opened);
        memory_release(NULL);
    }

    return failures == 0 ? 0 : 1;
}
