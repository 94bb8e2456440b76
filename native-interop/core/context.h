/* What the functions of the ABI share: walking the records, and what is known of each. */
#ifndef TINYINFER_CONTEXT_H
#define TINYINFER_CONTEXT_H

#include <stddef.h>
#include "dispatch.h"
#include "file.h"

/* ti_context.state: anything else is not open. Four equal bytes fit into an instruction of Thumb-2. */
#define TI_STATE_OPEN 0x59595959u
#define TI_STATE_ATTACHED 0xA6A6A6A6u

/*
 * The persistent memory begins with one of these an op, in the order of the records. A record is checked when it is attached, and its
 * fingerprint kept; a call compares that, and so knows that every check still holds, in a fraction of their instructions.
 */
typedef struct ti_slot {
    uint32_t start;               /* of the op's own persistent bytes */
    uint32_t scratch;             /* of its scratch, in the arena */
    uint32_t fingerprint;
    uint8_t record_words;
    uint8_t kernel;               /* index among the op's kernels; TI_NO_KERNEL: this build cannot compute it */
    uint8_t is_prepared;
    uint8_t proof;                /* what the kernel's prove found */
} ti_slot;

#define TI_NO_KERNEL 0xFFu

/* Of words that hold a record. Another record has another one: fingerprint.h. */
uint32_t ti_fingerprint(const void *record, uint32_t words);

static inline const ti_op_record *ti_record_at(const uint8_t *model, uint32_t record)
{
    return (const ti_op_record *)(const void *)(model + record);
}

static inline ti_checker ti_checker_of(const ti_context *context, const uint8_t *model)
{
    ti_checker checker = { model, context->tensor_bytes, context->data_start, context->data_end, 0, 0, TI_OK };
    return checker;
}

/*
 * Where ops may have their scratch among the tensors, an entry for each op; null: the file does not say. The places have been checked if
 * ti_check_records has been.
 */
int32_t ti_find_places(const ti_context *context, const uint8_t *model, const ti_scratch_entry **places);

/* Checks every record and its place for scratch, and that the records fill their section. */
int32_t ti_check_records(ti_context *context, const uint8_t *model);

/*
 * Persistent memory and scratch that the ops need, whose records have been checked. slots: where each op's goes, or null to count only.
 */
int32_t ti_lay_out(ti_context *context, const uint8_t *model, ti_slot *slots, ti_needs *needs);

#endif
