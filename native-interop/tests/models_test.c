/* The interop's models: their memory, their handles, flash. Arguments: a .tinf file, and an empty folder. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "models.h"
#include "test_files.h"
#include "tinyinfer/records.h"

#define MOST 100000000

static int failures;

static void expect(const char *what, int32_t expected, int32_t actual)
{
    if (expected != actual) {
        printf("%s: expected %d, actual %d\n", what, (int)expected, (int)actual);
        failures++;
    }
}

static int32_t free_bytes(int32_t item)
{
    return ti_models_query(0, item, MOST);
}

static void in_an_array(const uint8_t *file, uint32_t bytes, int32_t place)
{
    int32_t internal = free_bytes(TI_ITEM_LARGEST_INTERNAL);
    int32_t external = free_bytes(TI_ITEM_LARGEST_EXTERNAL);
    int32_t model = ti_models_open(1, file, bytes, NULL);
    expect("handle", 1, model > 0);
    expect("models", 1, ti_models_query(0, TI_ITEM_OPEN_MODELS, 0));
    expect("bytes", (int32_t)bytes, ti_models_query(model, TI_ITEM_MODEL_BYTES, 0));
    expect("another array", TI_NOT_OPEN, ti_models_allocate(model, file, bytes - 4, place));
    expect("no array", TI_NOT_OPEN, ti_models_allocate(model, NULL, 0, place));
    expect("allocate", TI_OK, ti_models_allocate(model, file, bytes, place));
    expect("allocate twice", TI_NOT_OPEN, ti_models_allocate(model, file, bytes, place));
    expect("allocated", ti_models_query(model, TI_ITEM_NEEDED_BYTES, 0), ti_models_query(0, TI_ITEM_ALLOCATED_BYTES, 0));
    int8_t values[4] = { 1, -2, 3, -4 };
    int8_t back[4];
    expect("write", TI_OK, ti_models_write(model, 0, values, 4));
    expect("read", TI_OK, ti_models_read(model, TI_SPACE_TENSORS, 0, back, 4));
    expect("what was written", 0, memcmp(values, back, 4));
    expect("negative start", TI_BAD_RANGE, ti_models_read(model, TI_SPACE_TENSORS, -1, back, 1));
    expect("negative count", TI_BAD_RANGE, ti_models_write(model, 0, values, -1));
    expect("file of an array", TI_BAD_RANGE, ti_models_read(model, TI_SPACE_FILE, 0, back, 1));
    ti_models_close(model);
    ti_models_close(model);
    expect("closed", TI_NOT_OPEN, ti_models_read(model, TI_SPACE_TENSORS, 0, back, 1));
    expect("query of a closed one", -1, ti_models_query(model, TI_ITEM_MODEL_BYTES, 0));
    expect("internal RAM is back", internal, free_bytes(TI_ITEM_LARGEST_INTERNAL));
    expect("external RAM is back", external, free_bytes(TI_ITEM_LARGEST_EXTERNAL));
}

/* A CLR that starts anew has forgotten what it had open. */
static void next_run(const uint8_t *file, uint32_t bytes)
{
    int32_t internal = free_bytes(TI_ITEM_LARGEST_INTERNAL);
    for (int i = 0; i < 3; i++) {
        int32_t model = ti_models_open(1, file, bytes, NULL);
        expect("allocate", TI_OK, ti_models_allocate(model, file, bytes, TI_INTERNAL_FIRST));
    }

    int32_t model = ti_models_open(2, file, bytes, NULL);
    expect("models of this run", 1, ti_models_query(0, TI_ITEM_OPEN_MODELS, 0));
    expect("their bytes", 0, ti_models_query(0, TI_ITEM_ALLOCATED_BYTES, 0));
    ti_models_close(model);
    expect("internal RAM is back", internal, free_bytes(TI_ITEM_LARGEST_INTERNAL));
}

static void write_file(const char *folder, const char *name, const void *start, uint32_t gap, const void *bytes, uint32_t count)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *out = fopen(path, "wb");
    if (out == NULL || fwrite(start, 1, gap, out) != gap || fwrite(bytes, 1, count, out) != count || fclose(out) != 0) {
        printf("cannot write %s\n", path);
        exit(1);
    }
}

static int32_t open_region(const char *name, uint32_t address, uint32_t length)
{
    ti_region region;
    int32_t status = ti_platform_map(name, address, length, &region);
    return status == TI_OK ? ti_models_open(2, NULL, 0, &region) : -status;
}

static void in_flash(const uint8_t *file, uint32_t bytes, const char *folder)
{
    const uint32_t base = 0x08000000u;
    uint8_t erased[4096];
    memset(erased, 0xFF, sizeof erased);
    setenv("TINYINFER_FLASH", folder, 1);
    write_file(folder, "model", file, bytes, erased, sizeof erased);
    write_file(folder, "empty", erased, sizeof erased, erased, 0);
    write_file(folder, "short", file, bytes - 16, erased, 0);
    write_file(folder, "flash", erased, sizeof erased, file, bytes);
    expect("no such partition", -TI_NOT_FOUND, open_region("other", 0, 0));
    expect("not flash", -TI_NOT_FLASH, open_region(NULL, 0x20000000u, 0));
    expect("below flash", -TI_NOT_FLASH, open_region(NULL, 16, 0));
    expect("beyond flash", -TI_NOT_FLASH, open_region(NULL, base + 4096, bytes + 1));
    expect("no model", -TI_BAD_MAGIC, open_region("empty", 0, 0));
    expect("no model at an address", -TI_BAD_MAGIC, open_region(NULL, base, 0));
    expect("odd address", -TI_MISALIGNED, open_region(NULL, base + 4097, 0));
    expect("cut off", -TI_TRUNCATED, open_region("short", 0, 0));
    expect("nothing is open", 0, ti_models_query(0, TI_ITEM_OPEN_MODELS, 0));

    int32_t models[] = { open_region("model", 0, 0), open_region(NULL, base + 4096, 0), open_region(NULL, base + 4096, bytes) };
    for (int i = 0; i < 3; i++) {
        uint32_t crc;
        memcpy(&crc, file + 20, sizeof crc);
        uint8_t *copy = malloc(bytes);
        expect("bytes", (int32_t)bytes, ti_models_query(models[i], TI_ITEM_MODEL_BYTES, 0));
        expect("checksum", (int32_t)crc, ti_models_query(models[i], TI_ITEM_DATA_CRC, 0));
        expect("allocate", TI_OK, ti_models_allocate(models[i], NULL, 0, TI_EXTERNAL_FIRST));
        expect("read", TI_OK, ti_models_read(models[i], TI_SPACE_FILE, 0, copy, (int32_t)bytes));
        expect("the file", 0, memcmp(file, copy, bytes));
        expect("beyond the file", TI_BAD_RANGE, ti_models_read(models[i], TI_SPACE_FILE, 1, copy, (int32_t)bytes));
        ti_models_close(models[i]);
        free(copy);
    }
}

int main(int argument_count, char **arguments)
{
    if (argument_count != 3) {
        printf("usage: models_test MODEL.tinf FOLDER\n");
        return 2;
    }

    uint32_t bytes;
    uint8_t *file = read_file(arguments[1], &bytes);
    in_an_array(file, bytes, TI_INTERNAL_FIRST);
    in_an_array(file, bytes, TI_EXTERNAL_FIRST);
    next_run(file, bytes);
    in_flash(file, bytes, arguments[2]);
    file[4]++;
    expect("another version", -TI_UNSUPPORTED_VERSION, ti_models_open(2, file, bytes, NULL));
    expect("nothing is open", 0, ti_models_query(0, TI_ITEM_OPEN_MODELS, 0));
    free(file);
    printf("%d failures\n", failures);
    return failures == 0 ? 0 : 1;
}
