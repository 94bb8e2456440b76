/*
 * The interop in a nanoCLR for Linux or macOS, for tests: two kinds of RAM of a board's size, and flash that is files. The folder that
 * TINYINFER_FLASH names has a file for each partition, under its name, and the file "flash", which lies at FLASH_ADDRESS.
 */
#define _POSIX_C_SOURCE 200809L
#include "platform.h"
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define FLASH_ADDRESS 0x08000000u

static const uint32_t ram_bytes[] = { 320 * 1024, 4096 * 1024 };
static uint32_t used_bytes[2];

typedef struct block {
    uint32_t bytes;
    int32_t kind;
    uint32_t padding[2];
} block;

void *ti_platform_allocate(uint32_t bytes, int32_t kind)
{
    if (bytes > ram_bytes[kind] - used_bytes[kind]) {
        return NULL;
    }

    block *allocated = malloc(sizeof *allocated + bytes);
    if (allocated == NULL) {
        return NULL;
    }

    allocated->bytes = bytes;
    allocated->kind = kind;
    used_bytes[kind] += bytes;
    return allocated + 1;
}

void ti_platform_free(void *memory)
{
    if (memory != NULL) {
        block *allocated = (block *)memory - 1;
        used_bytes[allocated->kind] -= allocated->bytes;
        free(allocated);
    }
}

static int32_t map_file(const char *name, uint32_t offset, uint32_t length, ti_region *region)
{
    char path[512];
    const char *folder = getenv("TINYINFER_FLASH");
    if (folder == NULL || snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path) {
        return TI_NOT_FOUND;
    }

    int file = open(path, O_RDONLY);
    if (file < 0) {
        return TI_NOT_FOUND;
    }

    struct stat status;
    int32_t found = fstat(file, &status) == 0 && status.st_size > 0 && offset <= status.st_size;
    uint32_t bytes = found ? (uint32_t)status.st_size : 0;
    void *memory = found ? mmap(NULL, bytes, PROT_READ, MAP_PRIVATE, file, 0) : MAP_FAILED;
    close(file);
    if (memory == MAP_FAILED || length > bytes - offset) {
        return TI_NOT_FOUND;
    }

    region->bytes = (const uint8_t *)memory + offset;
    region->length = length == 0 ? bytes - offset : length;
    region->mapping = offset;
    return 0;
}

int32_t ti_platform_map(const char *name, uint32_t address, uint32_t length, ti_region *region)
{
    if (name != NULL) {
        return map_file(name, 0, 0, region);
    }

    int32_t status = address < FLASH_ADDRESS ? TI_NOT_FLASH : map_file("flash", address - FLASH_ADDRESS, length, region);
    return status == TI_NOT_FOUND ? TI_NOT_FLASH : status;
}

void ti_platform_unmap(const ti_region *region)
{
    munmap((void *)(uintptr_t)(region->bytes - region->mapping), region->length + region->mapping);
}
