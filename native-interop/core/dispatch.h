/* From an opcode to its record, its check, and the kernels that can compute it. */
#ifndef TINYINFER_DISPATCH_H
#define TINYINFER_DISPATCH_H

#include "checker.h"
#include "kernel.h"

/* What the compiler may use of the processor, whether our kernels for it are built or not. */
#if defined(__ARM_FEATURE_MVE)
#define WITH_MVE 1
#else
#define WITH_MVE 0
#endif
#if defined(__ARM_FEATURE_SIMD32)   /* cores with MVE have it too */
#define WITH_SIMD 1
#else
#define WITH_SIMD WITH_MVE
#endif

typedef struct ti_op_kind {
    uint32_t record_bytes;        /* 0: this build lacks the op */
    void (*check)(ti_checker *checker, const void *record);
    const ti_op *kernels;         /* best first */
    uint32_t kernel_count;
} ti_op_kind;

/* By opcode. */
extern const ti_op_kind ti_op_kinds[];
extern const uint32_t ti_op_kind_count;

/* Null for an op that this build lacks. */
static inline const ti_op_kind *ti_op_kind_of(uint32_t code)
{
    return code < ti_op_kind_count && ti_op_kinds[code].record_bytes > 0 ? &ti_op_kinds[code] : (const ti_op_kind *)0;
}

/* Index of the best kernel that is exact for a checked record; kernel_count if there is none. */
uint32_t ti_choose_kernel(const ti_op_kind *kind, const void *record, const uint8_t *model);

/* A ti_back_end: the one whose kernels come before ours. */
int32_t ti_preferred_back_end(void);

#endif
