#define _DEFAULT_SOURCE
#include "test_files.h"
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "crc32.h"
#include "file.h"

#define CANARY 0xC5

/* Canaries in front. */
#define FRONT 4096u

uint8_t *read_file(const char *path, uint32_t *bytes)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL || fseek(file, 0, SEEK_END) != 0) {
        fprintf(stderr, "%s: cannot be read\n", path);
        exit(2);
    }

    *bytes = (uint32_t)ftell(file);
    uint8_t *content = malloc(*bytes + 1);
    rewind(file);
    if (fread(content, 1, *bytes, file) != *bytes) {
        fprintf(stderr, "%s: cannot be read\n", path);
        exit(2);
    }

    fclose(file);
    return content;
}

guarded guarded_reserve(uint32_t most)
{
    uint32_t page = (uint32_t)sysconf(_SC_PAGESIZE);
    uint32_t bytes = (most + FRONT + 3 + page - 1) / page * page;
    uint8_t *mapping = mmap(NULL, bytes + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapping == MAP_FAILED || mprotect(mapping + bytes, page, PROT_NONE) != 0) {
        fprintf(stderr, "no memory for %u bytes\n", (unsigned)most);
        exit(2);
    }

    guarded memory = { NULL, 0, mapping + bytes };
    return memory;
}

void guarded_resize(guarded *memory, uint32_t count)
{
    memory->count = count;
    memory->bytes = memory->guard - ((count + 3) & ~3u);
    memset(memory->bytes - FRONT, CANARY, (size_t)(memory->guard - memory->bytes) + FRONT);
    memset(memory->bytes, 0, count);
}

static int is_canary(const uint8_t *from, const uint8_t *to)
{
    while (from != to && *from == CANARY) {
        from++;
    }

    return from == to;
}

int guarded_is_intact(const guarded *memory)
{
    return is_canary(memory->bytes - FRONT, memory->bytes) && is_canary(memory->bytes + memory->count, memory->guard);
}

void repair_checksum(uint8_t *model, uint32_t bytes)
{
    ti_file_header *header = (ti_file_header *)(void *)model;
    uint32_t end = (uint32_t)(offsetof(ti_file_header, plan_crc) + sizeof header->plan_crc);
    if (bytes >= sizeof *header && header->plan_bytes >= end && header->plan_bytes <= bytes) {
        header->plan_crc = ti_crc32(ti_crc32(0, model, end - 4), model + end, header->plan_bytes - end);
    }
}
