/*
 * TinyInfer's C ABI: runs a .tinf file with int8 kernels, in memory that the caller gives. No allocation, no global state; a context
 * serves one open model, any number of contexts may be open at once, and one context serves one thread at a time.
 *
 *     ti_context context;
 *     ti_needs needs;
 *     ti_open(&context, model, model_bytes, &needs);
 *     ti_attach(&context, model, arena, needs.arena_bytes, persistent, needs.persistent_bytes);
 *     for each record: ti_prepare(&context, model, record);
 *     ti_write(&context, input_start, input, input_bytes);
 *     for each record: ti_eval(&context, model, record, 0, its units);
 *     ti_read(&context, output_start, output, output_bytes);
 *     ti_close(&context);
 *
 * The model is passed again with each call, because a managed array may move between calls; its bytes must not change. Model,
 * arena and persistent memory start at multiples of 4; more alignment is used where it is there. A record is named by where it
 * lies in the file. Records are checked when the model is opened and attached, and compared with what was checked on every call: a
 * wrong file, a flipped bit or a wrong call gives a status, and nothing outside of arena and persistent memory is written.
 */
#ifndef TINYINFER_TINYINFER_H
#define TINYINFER_TINYINFER_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Raised whenever a function, a struct or the meaning of a value below changes. */
#define TI_ABI_VERSION 1

/* 0: it worked. 1 ... 14 are the managed ErrorCode's values, for what is wrong with a file. */
typedef enum ti_status {
    TI_OK = 0,
    TI_TRUNCATED = 1,             /* the file is shorter or longer than it says */
    TI_BAD_MAGIC = 2,             /* it does not start with TINF */
    TI_UNSUPPORTED_VERSION = 3,   /* another major version */
    TI_PLAN_CHECKSUM = 4,         /* the plan's checksum does not fit */
    TI_UNKNOWN_SECTION = 6,       /* a required section of an unknown kind */
    TI_MISSING_SECTION = 7,       /* a section that must be there is not, or is there twice */
    TI_OUT_OF_RANGE = 8,          /* a section, record, constant or tensor lies outside of what holds it */
    TI_OVERLAP = 9,               /* two things that must not share bytes do */
    TI_SHAPE_MISMATCH = 10,       /* shapes, sizes or counts that do not fit together */
    TI_UNKNOWN_OP = 11,           /* an op that this build lacks */
    TI_BAD_VALUE = 12,            /* a field holds a value it may not have */
    TI_MISALIGNED = 13,           /* a start in the file or a base address that must be aligned is not */
    TI_OUT_OF_MEMORY = 14,        /* arena or persistent memory is smaller than ti_open said */
    TI_NULL = 32,                 /* a pointer is null */
    TI_NOT_OPEN = 33,             /* the context is not open, or has no memory yet */
    TI_BAD_RECORD = 34,           /* no record starts there */
    TI_BAD_UNITS = 35,            /* units outside of the op's */
    TI_BAD_RANGE = 36,            /* bytes outside of the tensors */
    TI_NOT_PREPARED = 37,         /* an op is evaluated before it was prepared */
    TI_CHANGED = 38               /* a record is in order, but not the one that was attached */
} ti_status;

/* Bytes that an open model needs from the caller. */
typedef struct ti_needs {
    uint32_t arena_bytes;         /* tensors and, behind them, the kernels' scratch */
    uint32_t scratch_bytes;       /* the scratch's part of it */
    uint32_t persistent_bytes;    /* what ops keep from ti_prepare on */
} ti_needs;

/* An open model. The caller owns the memory, the library its content. */
typedef struct ti_context {
    uint32_t state;
    uint32_t model_bytes;
    uint32_t ops_start;
    uint32_t ops_end;
    uint32_t data_start;
    uint32_t data_end;
    uint32_t tensor_bytes;
    uint32_t scratch_bytes;
    uint32_t persistent_bytes;
    uint32_t op_count;
    int8_t *arena;
    uint8_t *persistent;
    uint32_t record;              /* the record that is expected next, and its index */
    uint32_t record_index;
    uint32_t failed_at;           /* place in the file that the last status but TI_OK is about, if it is about the file */
} ti_context;

typedef enum ti_item {
    TI_ITEM_ABI_VERSION = 0,      /* TI_ABI_VERSION */
    TI_ITEM_BACK_END = 1,         /* a ti_back_end: whose kernels this build prefers */
    TI_ITEM_OPS = 2               /* bit c is set if this build has the op with code c; bit 0 is not */
} ti_item;

/* The values of the file's memory section. */
typedef enum ti_back_end {
    TI_BACK_END_PORTABLE = 2,
    TI_BACK_END_CMSIS_NN_DSP = 3,
    TI_BACK_END_CMSIS_NN_MVE = 4,
    TI_BACK_END_ESP_NN = 5,
    TI_BACK_END_DSP = 6,          /* ours for the DSP instructions of Cortex-M */
    TI_BACK_END_MVE = 7,          /* ours for MVE */
    TI_BACK_END_SCALAR = 8        /* portable, on a core without SIMD */
} ti_back_end;

/* What this build is; -1 for an item it does not know. */
int32_t ti_query(int32_t item);

/*
 * Checks the file's plan and says what memory it needs. An op that this build lacks is no error here: its record answers
 * TI_UNKNOWN_OP later, and the caller may compute it in another way.
 */
int32_t ti_open(ti_context *context, const uint8_t *model, uint32_t model_bytes, ti_needs *needs);

/* Gives the context its memory, of at least the bytes that ti_open said, and decides which kernel computes which op. */
int32_t ti_attach(
    ti_context *context, const uint8_t *model, void *arena, uint32_t arena_bytes, void *persistent, uint32_t persistent_bytes);

/* Does once what an op wants done before it is evaluated. */
int32_t ti_prepare(ti_context *context, const uint8_t *model, uint32_t record);

/* Computes units [first, first + count) of an op. */
int32_t ti_eval(ti_context *context, const uint8_t *model, uint32_t record, uint32_t first, uint32_t count);

/* Copies bytes [start, start + count) of the tensors out. */
int32_t ti_read(const ti_context *context, uint32_t start, void *destination, uint32_t count);

/* Copies bytes into the tensors, to [start, start + count). */
int32_t ti_write(ti_context *context, uint32_t start, const void *source, uint32_t count);

/* The name of what computes an op, for logs: "ref", "opt", "cmsis_nn", "esp_nn". Null where ti_eval could not. */
const char *ti_path(ti_context *context, const uint8_t *model, uint32_t record);

/* Forgets the model; the memory is the caller's again. Closing twice does nothing. */
int32_t ti_close(ti_context *context);

#ifdef __cplusplus
}
#endif

#endif
