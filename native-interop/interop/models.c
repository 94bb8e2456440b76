#include "models.h"
#include <stddef.h>
#include <string.h>

#define ARENA_ALIGNMENT 16u
#define FIRST_ITEM_OF_INTEROP 16
#define FIRST_ITEM_OF_MODEL 32

typedef struct ti_model {
    struct ti_model *next;
    int32_t handle;
    ti_region region;             /* bytes are null for a model in a managed array */
    void *block;                  /* arena and, behind it, persistent memory; null before ti_models_allocate */
    ti_needs needs;
    ti_context context;
} ti_model;

static ti_model *models;
static int32_t last_handle;
static int64_t current_run;
static uint32_t allocated_bytes;
static uint32_t failed_at;

static uint32_t round_up(uint32_t bytes)
{
    return (bytes + ARENA_ALIGNMENT - 1) & ~(ARENA_ALIGNMENT - 1);
}

/* What ti_models_allocate allocates: the platform's alignment is not known. */
static uint64_t needed_bytes(const ti_model *model)
{
    return (uint64_t)round_up(model->needs.arena_bytes) + model->needs.persistent_bytes + ARENA_ALIGNMENT - 4;
}

static ti_model *find(int32_t handle)
{
    ti_model *model = models;
    while (model != NULL && model->handle != handle) {
        model = model->next;
    }

    return model;
}

/* Where a model's file is: in flash, or in the array that was passed with this call. */
static const uint8_t *file_of(const ti_model *model, const uint8_t *array, uint32_t array_bytes)
{
    if (model->region.bytes != NULL) {
        return model->region.bytes;
    }

    return array_bytes == model->context.model_bytes ? array : NULL;
}

static void unmap(const ti_region *region)
{
    if (region->bytes != NULL && region->mapping != TI_NOT_MAPPED) {
        ti_platform_unmap(region);
    }
}

static void release(ti_model *model)
{
    if (model->block != NULL) {
        allocated_bytes -= (uint32_t)needed_bytes(model);
        ti_platform_free(model->block);
    }

    unmap(&model->region);
    ti_close(&model->context);
    ti_platform_free(model);
}

void ti_models_close(int32_t handle)
{
    for (ti_model **link = &models; *link != NULL; link = &(*link)->next) {
        if ((*link)->handle == handle) {
            ti_model *model = *link;
            *link = model->next;
            release(model);
            return;
        }
    }
}

/* The managed objects that would close these models went with the run before. */
static void begin(int64_t run)
{
    if (run != current_run) {
        current_run = run;
        while (models != NULL) {
            ti_models_close(models->handle);
        }
    }
}

int32_t ti_models_open(int64_t run, const uint8_t *model, uint32_t model_bytes, const ti_region *region)
{
    begin(run);
    failed_at = 0;
    ti_model *opened = ti_platform_allocate(sizeof *opened, TI_INTERNAL_RAM);
    int32_t status = TI_OUT_OF_MEMORY;
    if (opened != NULL) {
        memset(opened, 0, sizeof *opened);
        status = region == NULL
            ? ti_open(&opened->context, model, model_bytes, &opened->needs)
            : ti_open(&opened->context, region->bytes, ti_file_bytes(region->bytes, region->length), &opened->needs);
        failed_at = opened->context.failed_at;
    }

    if (status != TI_OK) {
        ti_platform_free(opened);
        if (region != NULL) {
            unmap(region);
        }

        return -status;
    }

    if (region != NULL) {
        opened->region = *region;
    }

    opened->handle = ++last_handle;
    opened->next = models;
    models = opened;
    return opened->handle;
}

int32_t ti_models_allocate(int32_t handle, const uint8_t *array, uint32_t array_bytes, int32_t place)
{
    ti_model *model = find(handle);
    const uint8_t *file = model == NULL ? NULL : file_of(model, array, array_bytes);
    if (file == NULL || model->block != NULL) {
        return TI_NOT_OPEN;
    }

    uint64_t bytes = needed_bytes(model);
    int32_t first = place == TI_EXTERNAL_FIRST ? TI_EXTERNAL_RAM : TI_INTERNAL_RAM;
    failed_at = 0;
    if (bytes <= INT32_MAX) {
        model->block = ti_platform_allocate((uint32_t)bytes, first);
        if (model->block == NULL) {
            model->block = ti_platform_allocate((uint32_t)bytes, TI_INTERNAL_RAM + TI_EXTERNAL_RAM - first);
        }
    }

    if (model->block == NULL) {
        return TI_OUT_OF_MEMORY;
    }

    allocated_bytes += (uint32_t)bytes;
    memset(model->block, 0, (size_t)bytes);
    uint8_t *arena = (uint8_t *)model->block + (-(uintptr_t)model->block & (ARENA_ALIGNMENT - 1));
    uint8_t *persistent = arena + round_up(model->needs.arena_bytes);
    int32_t status = ti_attach(&model->context, file, arena, model->needs.arena_bytes, persistent, model->needs.persistent_bytes);
    failed_at = model->context.failed_at;
    return status;
}

int32_t ti_models_prepare(int32_t handle, const uint8_t *array, uint32_t array_bytes, int32_t record)
{
    ti_model *model = find(handle);
    return model == NULL ? TI_NOT_OPEN : ti_prepare(&model->context, file_of(model, array, array_bytes), (uint32_t)record);
}

int32_t ti_models_eval(int32_t handle, const uint8_t *array, uint32_t array_bytes, int32_t record, int32_t first, int32_t count)
{
    ti_model *model = find(handle);
    return model == NULL
        ? TI_NOT_OPEN
        : ti_eval(&model->context, file_of(model, array, array_bytes), (uint32_t)record, (uint32_t)first, (uint32_t)count);
}

int32_t ti_models_read(int32_t handle, int32_t space, int32_t start, void *destination, int32_t count)
{
    ti_model *model = find(handle);
    if (model == NULL) {
        return TI_NOT_OPEN;
    }

    if (start < 0 || count < 0) {
        return TI_BAD_RANGE;
    }

    if (space == TI_SPACE_TENSORS) {
        return ti_read(&model->context, (uint32_t)start, destination, (uint32_t)count);
    }

    uint32_t bytes = model->region.bytes == NULL ? 0 : model->context.model_bytes;
    if ((uint32_t)start > bytes || (uint32_t)count > bytes - (uint32_t)start) {
        return TI_BAD_RANGE;
    }

    memcpy(destination, model->region.bytes + start, (size_t)count);
    return TI_OK;
}

int32_t ti_models_write(int32_t handle, int32_t start, const void *source, int32_t count)
{
    ti_model *model = find(handle);
    if (model == NULL) {
        return TI_NOT_OPEN;
    }

    return start < 0 || count < 0 ? TI_BAD_RANGE : ti_write(&model->context, (uint32_t)start, source, (uint32_t)count);
}

/* No platform says it in the same way, and allocating does not lie. */
static int32_t largest_piece(int32_t kind, int32_t most)
{
    int32_t fits = 0;
    while (fits < most) {
        int32_t middle = most - (most - fits) / 2;
        void *block = ti_platform_allocate((uint32_t)middle, kind);
        fits = block == NULL ? fits : middle;
        most = block == NULL ? middle - 1 : most;
        ti_platform_free(block);
    }

    return fits;
}

static int32_t query_model(const ti_model *model, int32_t item)
{
    switch (item) {
    case TI_ITEM_MODEL_BYTES:
        return (int32_t)model->context.model_bytes;
    case TI_ITEM_ARENA_BYTES:
        return (int32_t)model->needs.arena_bytes;
    case TI_ITEM_SCRATCH_BYTES:
        return (int32_t)model->needs.scratch_bytes;
    case TI_ITEM_PERSISTENT_BYTES:
        return (int32_t)model->needs.persistent_bytes;
    case TI_ITEM_NEEDED_BYTES: {
        uint64_t bytes = needed_bytes(model);
        return bytes > INT32_MAX ? INT32_MAX : (int32_t)bytes;
    }
    case TI_ITEM_DATA_CRC:
        return model->region.bytes == NULL ? -1 : (int32_t)ti_data_crc(&model->context, model->region.bytes);
    default:
        return -1;
    }
}

int32_t ti_models_query(int32_t handle, int32_t item, int32_t argument)
{
    if (item < FIRST_ITEM_OF_INTEROP) {
        return ti_query(item);
    }

    if (item >= FIRST_ITEM_OF_MODEL) {
        const ti_model *model = find(handle);
        return model == NULL ? -1 : query_model(model, item);
    }

    switch (item) {
    case TI_ITEM_OPEN_MODELS: {
        int32_t count = 0;
        for (const ti_model *model = models; model != NULL; model = model->next) {
            count++;
        }

        return count;
    }
    case TI_ITEM_ALLOCATED_BYTES:
        return (int32_t)allocated_bytes;
    case TI_ITEM_FAILED_AT:
        return (int32_t)failed_at;
    case TI_ITEM_LARGEST_INTERNAL:
        return largest_piece(TI_INTERNAL_RAM, argument);
    case TI_ITEM_LARGEST_EXTERNAL:
        return largest_piece(TI_EXTERNAL_RAM, argument);
    default:
        return -1;
    }
}
