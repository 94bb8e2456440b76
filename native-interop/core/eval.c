#include "context.h"

/* Finds the index of a record that is neither the one before nor the one after it. */
static int32_t search_index(ti_context *context, const uint8_t *model, uint32_t record)
{
    uint32_t at = context->ops_start;
    uint32_t index = 0;
    while (at < record && context->ops_end - at >= sizeof(ti_op_record)) {
        uint32_t size = ti_record_at(model, at)->size;
        if (size < sizeof(ti_op_record) || size % 4 != 0) {
            return TI_BAD_RECORD;
        }

        at += size;
        index++;
    }

    if (at != record || index >= context->op_count) {
        return TI_BAD_RECORD;
    }

    context->record = record;
    context->record_index = index;
    return TI_OK;
}

/* Ops are asked for in their order, or the same one again for its next slice: then nothing is searched. */
static inline int32_t find_index(ti_context *context, const uint8_t *model, uint32_t record)
{
    uint32_t last = context->record;
    if (record == last) {
        return TI_OK;
    }

    if (record != last + ti_record_at(model, last)->size || record % 4 != 0 || context->record_index + 1 >= context->op_count) {
        return search_index(context, model, record);
    }

    context->record = record;
    context->record_index++;
    return TI_OK;
}

/* A record that was found, and what computes it. */
typedef struct found_op {
    const ti_op_record *record;
    const ti_op *op;
    ti_slot *slot;
} found_op;

/* The op of a record, checked anew. Inline, because for a small op it is much of the work. */
static inline int32_t find(ti_context *context, const uint8_t *model, uint32_t record, found_op *found)
{
    if (context == NULL || model == NULL) {
        return TI_NULL;
    }

    if (context->state != TI_STATE_ATTACHED) {
        return TI_NOT_OPEN;
    }

    if (((uintptr_t)model & 3) != 0) {
        return TI_MISALIGNED;
    }

    uint32_t left = context->ops_end - record;
    if (find_index(context, model, record) != TI_OK || left < sizeof(ti_op_record)) {
        return TI_BAD_RECORD;
    }

    const ti_op_record *op = ti_record_at(model, record);
    const ti_op_kind *kind = ti_op_kind_of(op->code);
    ti_slot *slot = (ti_slot *)(void *)context->persistent + context->record_index;
    if (kind == NULL || slot->kernel >= kind->kernel_count) {
        return TI_UNKNOWN_OP;
    }

    context->failed_at = record;   /* of interest only if it failed */
    if (op->size != kind->record_bytes || op->size > left) {
        return TI_BAD_VALUE;
    }

    ti_checker checker = ti_checker_of(context, model, 0);
    kind->check(&checker, op);
    if (checker.status != TI_OK) {
        return checker.status;
    }

    /* What the file says now must still fit the memory that was given when it was opened. */
    const ti_op *kernel = &kind->kernels[slot->kernel];
    found->record = op;
    found->op = kernel;
    found->slot = slot;
    if (kernel->can != NULL && !kernel->can(op, model)) {
        return TI_BAD_VALUE;
    }

    if (kernel->scratch_bytes != NULL && kernel->scratch_bytes(op) > context->scratch_bytes) {
        return TI_OUT_OF_MEMORY;
    }

    if (kernel->persistent_bytes != NULL) {
        uint32_t end = context->record_index + 1 < context->op_count ? slot[1].start : context->persistent_bytes;
        return kernel->persistent_bytes(op) > end - slot->start ? TI_OUT_OF_MEMORY : TI_OK;
    }

    return TI_OK;
}

static inline ti_call call_of(const ti_context *context, const uint8_t *model, const ti_slot *slot, uint32_t first, uint32_t count)
{
    ti_call call = {
        model, context->arena, context->persistent + slot->start, (uint8_t *)context->arena + context->tensor_bytes,
        (int32_t)first, (int32_t)count, slot->proof
    };
    return call;
}

/* find, where its cost does not matter. */
static int32_t find_anyhow(ti_context *context, const uint8_t *model, uint32_t record, found_op *found)
{
    return find(context, model, record, found);
}

int32_t ti_prepare(ti_context *context, const uint8_t *model, uint32_t record)
{
    found_op found;
    int32_t status = find_anyhow(context, model, record, &found);
    if (status != TI_OK) {
        return status;
    }

    if (found.op->prove != NULL) {
        found.slot->proof = (uint16_t)found.op->prove(found.record, model);
    }

    if (found.op->prepare != NULL) {
        ti_call call = call_of(context, model, found.slot, 0, (uint32_t)found.record->units);
        found.op->prepare(found.record, &call);
    }

    found.slot->is_prepared = 1;
    return TI_OK;
}

int32_t ti_eval(ti_context *context, const uint8_t *model, uint32_t record, uint32_t first, uint32_t count)
{
    found_op found;
    int32_t status = find(context, model, record, &found);
    if (status != TI_OK) {
        return status;
    }

    if (!found.slot->is_prepared) {
        return TI_NOT_PREPARED;
    }

    uint32_t units = (uint32_t)found.record->units;
    if (first > units || count > units - first) {
        return TI_BAD_UNITS;
    }

    if (count > 0) {
        ti_call call = call_of(context, model, found.slot, first, count);
        found.op->eval(found.record, &call);
    }

    return TI_OK;
}

const char *ti_path(ti_context *context, const uint8_t *model, uint32_t record)
{
    found_op found;
    return find_anyhow(context, model, record, &found) == TI_OK ? found.op->path : NULL;
}
