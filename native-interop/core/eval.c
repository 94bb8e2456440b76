#include "context.h"

/* Finds the index of a record. Records are asked for in their order, or the same one again: then this does not search. */
static int32_t find_index(ti_context *context, const uint8_t *model, uint32_t record)
{
    if (record == context->record) {
        return TI_OK;
    }

    uint32_t at = record < context->record ? context->ops_start : context->record;
    uint32_t index = record < context->record ? 0 : context->record_index;
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

/* Where the persistent bytes of the op at an index end. */
static uint32_t persistent_end(const ti_context *context, const ti_slot *slot)
{
    return context->record_index + 1 < context->op_count ? slot[1].start : context->persistent_bytes;
}

static int32_t check_record(ti_context *context, const uint8_t *model, const ti_op_kind *kind, const ti_op_record *op)
{
    ti_checker checker = ti_checker_of(context, model, 0);
    kind->check(&checker, op);
    return checker.status;
}

int32_t ti_find(ti_context *context, const uint8_t *model, uint32_t record, ti_found *found)
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

    if (op->size != kind->record_bytes || op->size > left) {
        return TI_BAD_VALUE;
    }

    int32_t status = check_record(context, model, kind, op);
    if (status != TI_OK) {
        context->failed_at = record;
        return status;
    }

    /* The file may have changed since its memory was laid out. */
    const ti_op *kernel = &kind->kernels[slot->kernel];
    uint32_t persistent_bytes = persistent_end(context, slot) - slot->start;
    if (kernel->can != NULL && !kernel->can(op, model)) {
        return TI_BAD_VALUE;
    }

    if ((kernel->scratch_bytes != NULL && kernel->scratch_bytes(op) > context->scratch_bytes)
        || (kernel->persistent_bytes != NULL && kernel->persistent_bytes(op) > persistent_bytes)) {
        return TI_OUT_OF_MEMORY;
    }

    found->op = kernel;
    found->slot = slot;
    found->call.model = model;
    found->call.arena = context->arena;
    found->call.persistent = context->persistent + slot->start;
    found->call.scratch = (uint8_t *)context->arena + context->tensor_bytes;
    return TI_OK;
}

int32_t ti_prepare(ti_context *context, const uint8_t *model, uint32_t record)
{
    ti_found found;
    int32_t status = ti_find(context, model, record, &found);
    if (status != TI_OK) {
        return status;
    }

    if (found.op->prepare != NULL) {
        found.call.first = 0;
        found.call.count = ti_record_at(model, record)->units;
        found.op->prepare(model + record, &found.call);
    }

    found.slot->is_prepared = 1;
    return TI_OK;
}

int32_t ti_eval(ti_context *context, const uint8_t *model, uint32_t record, uint32_t first, uint32_t count)
{
    ti_found found;
    int32_t status = ti_find(context, model, record, &found);
    if (status != TI_OK) {
        return status;
    }

    if (!found.slot->is_prepared) {
        return TI_NOT_PREPARED;
    }

    uint32_t units = (uint32_t)ti_record_at(model, record)->units;
    if (first > units || count > units - first) {
        return TI_BAD_UNITS;
    }

    if (count > 0) {
        found.call.first = (int32_t)first;
        found.call.count = (int32_t)count;
        found.op->eval(model + record, &found.call);
    }

    return TI_OK;
}

const char *ti_path(ti_context *context, const uint8_t *model, uint32_t record)
{
    ti_found found;
    return ti_find(context, model, record, &found) == TI_OK ? found.op->path : NULL;
}
