/*
 * The models that managed code has open, behind handles: a stale or wrong handle gives a status, never a wild access. All memory of a
 * model is given back when it is closed, or when the CLR starts anew without having closed it.
 */
#ifndef TINYINFER_MODELS_H
#define TINYINFER_MODELS_H

#include "platform.h"
#include "flash.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Items of ti_models_query beside those of ti_query, which are below 16. */
enum {
    TI_ITEM_OPEN_MODELS = 16,
    TI_ITEM_ALLOCATED_BYTES = 17, /* of all open models */
    TI_ITEM_FAILED_AT = 18,       /* place in the file that the last failure of an open or an allocate is about */
    TI_ITEM_LARGEST_INTERNAL = 19,/* largest piece that can be allocated, at most argument */
    TI_ITEM_LARGEST_EXTERNAL = 20,
    TI_ITEM_MODEL_BYTES = 32,     /* from here on of one model */
    TI_ITEM_ARENA_BYTES = 33,
    TI_ITEM_SCRATCH_BYTES = 34,
    TI_ITEM_PERSISTENT_BYTES = 35,
    TI_ITEM_NEEDED_BYTES = 36,    /* in one piece */
    TI_ITEM_DATA_CRC = 37         /* of a model in flash */
};

/* What ti_models_read reads. */
enum { TI_SPACE_TENSORS = 0, TI_SPACE_FILE = 1 };

/* Where arena and persistent memory should lie. */
enum { TI_INTERNAL_FIRST = 0, TI_EXTERNAL_FIRST = 1 };

/*
 * A handle, which is positive, or a negated status. run: another number in every run of the CLR. model: the file in a managed array; null
 * for one that lies in region, which is unmapped when the model is closed, or now where it cannot be opened.
 */
int32_t ti_models_open(int64_t run, const uint8_t *model, uint32_t model_bytes, const ti_region *region);

/* Allocates arena and persistent memory and attaches them. */
int32_t ti_models_allocate(int32_t handle, const uint8_t *model, uint32_t model_bytes, int32_t place);

int32_t ti_models_prepare(int32_t handle, const uint8_t *model, uint32_t model_bytes, int32_t record);

int32_t ti_models_eval(int32_t handle, const uint8_t *model, uint32_t model_bytes, int32_t record, int32_t first, int32_t count);

int32_t ti_models_read(int32_t handle, int32_t space, int32_t start, void *destination, int32_t count);

int32_t ti_models_write(int32_t handle, int32_t start, const void *source, int32_t count);

/* Closing what is not open does nothing. */
void ti_models_close(int32_t handle);

/* handle: 0 for items that are not of one model. -1 for what is not known. */
int32_t ti_models_query(int32_t handle, int32_t item, int32_t argument);

#ifdef __cplusplus
}
#endif

#endif
