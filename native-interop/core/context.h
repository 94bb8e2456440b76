/* What the functions of the ABI share: walking the records, and what is known of each. */
#ifndef TINYINFER_CONTEXT_H
#define TINYINFER_CONTEXT_H

#include <stddef.h>
#include "dispatch.h"
#include "file.h"

/* ti_context.state: anything else is not open. */
#define TI_STATE_OPEN 0x4E45504Fu
#define TI_STATE_ATTACHED 0x48435441u

/* The persistent memory begins with one of these an op, in the order of the records. */
typedef struct ti_slot {
    uint32_t start;               /* of the op's own persistent bytes; they end where the next slot's start */
    uint8_t kernel;               /* index among the op's kernels; TI_NO_KERNEL: this build cannot compute it */
    uint8_t is_prepared;
    uint16_t proof;               /* what the kernel's prove found */
} ti_slot;

#define TI_NO_KERNEL 0xFFu

static inline const ti_op_record *ti_record_at(const uint8_t *model, uint32_t record)
{
    return (const ti_op_record *)(const void *)(model + record);
}

static inline ti_checker ti_checker_of(const ti_context *context, const uint8_t *model, int32_t reads_multipliers)
{
    ti_checker checker = { model, context->tensor_bytes, context->data_start, context->data_end, reads_multipliers, TI_OK };
    return checker;
}

/*
 * Persistent memory and scratch that the ops need. slots: where each op's goes, or null to count only. Every record has been
 * checked, but the file may have changed since.
 */
int32_t ti_lay_out(ti_context *context, const uint8_t *model, ti_slot *slots, ti_needs *needs);

#endif
