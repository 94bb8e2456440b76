#include "context.h"

/* A kernel that has scratch may read a word of which but the first byte is a tensor's: so something lies behind the last tensor. */
#define SLACK 4

/* Offsets of persistent memory are multiples of this. */
static uint32_t round_up(uint32_t bytes)
{
    return (bytes + 3) & ~3u;
}

/* Where an op's scratch goes: to its place among the tensors if it fits there, else behind them. */
static uint32_t place_scratch(const ti_context *context, const ti_scratch_entry *place, uint32_t bytes)
{
    return place != NULL && bytes <= place->bytes ? place->start : context->tensor_bytes;
}

int32_t ti_lay_out(ti_context *context, const uint8_t *model, ti_slot *slots, ti_needs *needs)
{
    uint64_t persistent = context->op_count * (uint64_t)sizeof(ti_slot);
    uint32_t scratch = 0;
    uint32_t record = context->ops_start;
    const ti_scratch_entry *places;
    int32_t status = ti_find_places(context, model, &places);
    if (status != TI_OK) {
        return status;
    }

    for (uint32_t i = 0; i < context->op_count; i++) {
        const ti_op_record *op = ti_record_at(model, record);
        const ti_op_kind *kind = ti_op_kind_of(op->code);
        uint32_t kernel = kind == NULL ? 0 : ti_choose_kernel(kind, op, model);
        const ti_op *chosen = kind == NULL || kernel == kind->kernel_count ? NULL : &kind->kernels[kernel];
        uint32_t bytes = chosen != NULL && chosen->scratch_bytes != NULL ? round_up(chosen->scratch_bytes(op)) : 0;
        uint32_t place = place_scratch(context, places == NULL ? NULL : places + i, bytes);
        if (slots != NULL) {
            slots[i].start = (uint32_t)persistent;
            slots[i].scratch = place;
            slots[i].record_words = (uint8_t)(op->size / 4);
            slots[i].fingerprint = ti_fingerprint(op, slots[i].record_words);
            slots[i].kernel = (uint8_t)(chosen == NULL ? TI_NO_KERNEL : kernel);
            slots[i].is_prepared = 0;
            slots[i].proof = 0;
        }

        if (chosen != NULL && chosen->persistent_bytes != NULL) {
            persistent += round_up(chosen->persistent_bytes(op));
        }

        uint32_t behind = bytes == 0 ? 0 : place == context->tensor_bytes ? bytes : SLACK;
        scratch = behind > scratch ? behind : scratch;

        record += op->size;
    }

    needs->arena_bytes = context->tensor_bytes + scratch;
    needs->scratch_bytes = scratch;
    needs->persistent_bytes = (uint32_t)persistent;
    return persistent > INT32_MAX || (uint64_t)context->tensor_bytes + scratch > INT32_MAX ? TI_OUT_OF_MEMORY : TI_OK;
}

int32_t ti_attach(
    ti_context *context, const uint8_t *model, void *arena, uint32_t arena_bytes, void *persistent, uint32_t persistent_bytes)
{
    if (context == NULL || model == NULL || arena == NULL || persistent == NULL) {
        return TI_NULL;
    }

    if (context->state != TI_STATE_OPEN && context->state != TI_STATE_ATTACHED) {
        return TI_NOT_OPEN;
    }

    if ((((uintptr_t)model | (uintptr_t)arena | (uintptr_t)persistent) & 3) != 0) {
        return TI_MISALIGNED;
    }

    if (arena_bytes < context->tensor_bytes + context->scratch_bytes || persistent_bytes < context->persistent_bytes) {
        return TI_OUT_OF_MEMORY;
    }

    /* Checked again: what is attached is what every later call is compared with. */
    ti_needs needs;
    int32_t status = ti_check_records(context, model);
    if (status != TI_OK) {
        return status;
    }

    status = ti_lay_out(context, model, persistent, &needs);
    if (status != TI_OK || needs.scratch_bytes != context->scratch_bytes || needs.persistent_bytes != context->persistent_bytes) {
        return TI_BAD_VALUE;   /* not the model that was opened */
    }

    context->record = context->ops_start;
    context->record_index = 0;
    context->arena = arena;
    context->persistent = persistent;
    context->state = TI_STATE_ATTACHED;
    return TI_OK;
}
