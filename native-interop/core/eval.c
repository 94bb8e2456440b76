#include "context.h"
#include "fingerprint.h"

#if defined(TI_FINGERPRINT_IS_CALLED)
#define EVAL_FINGERPRINT ti_fingerprint
#else
#define EVAL_FINGERPRINT ti_fingerprint_of
#endif

/* GCC 12 would load the words of a fingerprint before it hands out registers, and has to save those that this takes. */
#if defined(__GNUC__) && !defined(__clang__) && defined(__riscv)
#define UNSCHEDULED __attribute__((optimize("no-schedule-insns")))
#else
#define UNSCHEDULED
#endif

static const ti_slot *slots_of(const ti_context *context)
{
    return (const ti_slot *)(const void *)context->persistent;
}

/* Finds a record that is not the one expected. */
static int32_t search(ti_context *context, uint32_t record)
{
    uint32_t at = context->ops_start;
    for (uint32_t index = 0; index < context->op_count; index++) {
        if (at == record) {
            context->record = record;
            context->record_index = index;
            return TI_OK;
        }

        at += slots_of(context)[index].record_words * 4u;
    }

    return TI_BAD_RECORD;
}

/* Finds the slot of a record. Ops are asked for in their order, or the same one again for its next slice: then nothing is searched. */
static inline int32_t find_slot(ti_context *context, const uint8_t *model, uint32_t record, ti_slot **slot)
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

    int32_t status = record == context->record ? TI_OK : search(context, record);
    *slot = (ti_slot *)(void *)context->persistent + context->record_index;
    return status;
}

/* The op that was asked for is done: the one behind it is expected, or the first one again. */
static inline void expect_next(ti_context *context, uint32_t record, const ti_slot *slot)
{
    uint32_t next = record + slot->record_words * 4u;
    uint32_t index = context->record_index + 1;
    if (next == context->ops_end) {
        next = context->ops_start;
        index = 0;
    }

    context->record = next;
    context->record_index = index;
}

/* What is wrong with a record; with one that nothing is wrong with but that it is another than was prepared, TI_CHANGED. */
static int32_t check_record(ti_context *context, const uint8_t *model, uint32_t record)
{
    const ti_op_record *op = ti_record_at(model, record);
    const ti_op_kind *kind = ti_op_kind_of(op->code);
    context->failed_at = record;
    if (kind == NULL) {
        return TI_UNKNOWN_OP;
    }

    if (op->size != kind->record_bytes || op->size > context->ops_end - record) {
        return TI_BAD_VALUE;
    }

    ti_checker checker = ti_checker_of(context, model);
    kind->check(&checker, op);
    return checker.status == TI_OK ? TI_CHANGED : checker.status;
}

static inline ti_call call_of(const ti_context *context, const uint8_t *model, const ti_slot *slot, uint32_t first, uint32_t count)
{
    ti_call call = {
        model, context->arena, context->persistent + slot->start, (uint8_t *)context->arena + slot->scratch,
        (int32_t)first, (int32_t)count, slot->proof
    };
    return call;
}

/* Of a record whose fingerprint is right. */
static inline const ti_op *kernel_of(const ti_op_record *record, const ti_slot *slot)
{
    return &ti_op_kinds[record->code].kernels[slot->kernel];
}

int32_t ti_prepare(ti_context *context, const uint8_t *model, uint32_t record)
{
    ti_slot *slot;
    int32_t status = find_slot(context, model, record, &slot);
    if (status != TI_OK) {
        return status;
    }

    if (slot->kernel == TI_NO_KERNEL) {
        return TI_UNKNOWN_OP;
    }

    const ti_op_record *op = ti_record_at(model, record);
    if (ti_fingerprint(op, slot->record_words) != slot->fingerprint) {
        return check_record(context, model, record);
    }

    const ti_op *kernel = kernel_of(op, slot);
    if (kernel->prove != NULL) {
        slot->proof = (uint8_t)kernel->prove(op, model);
    }

    if (kernel->prepare != NULL) {
        ti_call call = call_of(context, model, slot, 0, (uint32_t)op->units);
        kernel->prepare(op, &call);
    }

    slot->is_prepared = 1;
    expect_next(context, record, slot);
    return TI_OK;
}

UNSCHEDULED int32_t ti_eval(ti_context *context, const uint8_t *model, uint32_t record, uint32_t first, uint32_t count)
{
    ti_slot *slot;
    int32_t status = find_slot(context, model, record, &slot);
    if (status != TI_OK) {
        return status;
    }

    if (!slot->is_prepared) {
        return slot->kernel == TI_NO_KERNEL ? TI_UNKNOWN_OP : TI_NOT_PREPARED;
    }

    const ti_op_record *op = ti_record_at(model, record);
    if (EVAL_FINGERPRINT(op, slot->record_words) != slot->fingerprint) {
        return check_record(context, model, record);
    }

    uint32_t units = (uint32_t)op->units;
    uint32_t left = units - first;
    if (first > units || count > left) {
        return TI_BAD_UNITS;
    }

    if (count == left) {
        expect_next(context, record, slot);
    }

    if (count > 0) {
        ti_call call = call_of(context, model, slot, first, count);
        kernel_of(op, slot)->eval(op, &call);
    }

    return TI_OK;
}

const char *ti_path(ti_context *context, const uint8_t *model, uint32_t record)
{
    ti_slot *slot;
    int32_t status = find_slot(context, model, record, &slot);
    if (status != TI_OK || !slot->is_prepared) {
        return NULL;
    }

    expect_next(context, record, slot);
    return kernel_of(ti_record_at(model, record), slot)->path;
}
