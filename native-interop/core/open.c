#include "context.h"
#include "crc32.h"

#define PLAN_CRC_END (offsetof(ti_file_header, plan_crc) + sizeof(uint32_t))

static int32_t check_header(const ti_file_header *header, const uint8_t *model, uint32_t model_bytes)
{
    if (model_bytes < sizeof header->magic) {
        return TI_TRUNCATED;
    }

    if (header->magic != TI_MAGIC) {
        return TI_BAD_MAGIC;
    }

    if (model_bytes < sizeof *header) {
        return TI_TRUNCATED;
    }

    if (header->major_version != TI_MAJOR_VERSION) {
        return TI_UNSUPPORTED_VERSION;
    }

    if (header->file_bytes != model_bytes || model_bytes > INT32_MAX) {
        return TI_TRUNCATED;
    }

    if (header->plan_bytes < sizeof *header || header->plan_bytes > model_bytes) {
        return TI_OUT_OF_RANGE;
    }

    if (header->plan_bytes % TI_PLAN_ALIGNMENT != 0) {
        return TI_MISALIGNED;
    }

    uint32_t crc = ti_crc32(0, model, offsetof(ti_file_header, plan_crc));
    crc = ti_crc32(crc, model + PLAN_CRC_END, header->plan_bytes - (uint32_t)PLAN_CRC_END);
    if (crc != header->plan_crc) {
        return TI_PLAN_CHECKSUM;
    }

    /* The scratch lies behind the tensors, and both together are still a number of bytes. */
    return header->arena_bytes % TI_ARENA_ALIGNMENT != 0 || header->arena_bytes > INT32_MAX ? TI_BAD_VALUE : TI_OK;
}

/* One entry of the section table. free: where a section may begin at the earliest. */
static int32_t read_section(ti_context *context, const ti_file_header *header, const ti_section_entry *entry, uint64_t free)
{
    uint64_t end = (uint64_t)entry->start + entry->length;
    int32_t is_data = entry->kind == TI_SECTION_DATA;
    int32_t is_plan = entry->kind >= TI_SECTION_TENSORS && entry->kind <= TI_SECTION_SCRATCH && !is_data;
    if (end > (is_plan ? header->plan_bytes : header->file_bytes) || (is_data && entry->start < header->plan_bytes)) {
        return TI_OUT_OF_RANGE;
    }

    if (entry->start < free) {
        return TI_OVERLAP;
    }

    if (entry->start % 4 != 0) {
        return TI_MISALIGNED;
    }

    if (!is_plan && !is_data) {
        return (entry->flags & TI_SECTION_REQUIRED) != 0 ? TI_UNKNOWN_SECTION : TI_OK;
    }

    /* No section starts at 0, so 0 means that it has not been seen. */
    if (entry->kind == TI_SECTION_OPS) {
        if (context->ops_start != 0) {
            return TI_MISSING_SECTION;
        }

        context->ops_start = entry->start;
        context->ops_end = (uint32_t)end;
    } else if (is_data) {
        if (context->data_start != 0) {
            return TI_MISSING_SECTION;
        }

        context->data_start = entry->start;
        context->data_end = (uint32_t)end;
    }

    return TI_OK;
}

static int32_t read_sections(ti_context *context, const uint8_t *model)
{
    const ti_file_header *header = (const ti_file_header *)(const void *)model;
    const ti_section_entry *entry = (const ti_section_entry *)(const void *)(header + 1);
    uint64_t free = sizeof *header + (uint64_t)header->section_count * sizeof *entry;
    if (free > header->plan_bytes) {
        return TI_OUT_OF_RANGE;
    }

    for (const ti_section_entry *end = entry + header->section_count; entry != end; entry++) {
        int32_t status = read_section(context, header, entry, free);
        if (status != TI_OK) {
            context->failed_at = (uint32_t)((const uint8_t *)entry - model);
            return status;
        }

        free = (uint64_t)entry->start + entry->length;
    }

    return context->ops_start == 0 || context->data_start == 0 ? TI_MISSING_SECTION : TI_OK;
}

/* The section table is read anew: what has changed since the model was opened must not lead elsewhere. */
int32_t ti_find_places(const ti_context *context, const uint8_t *model, const ti_scratch_entry **places)
{
    const ti_file_header *header = (const ti_file_header *)(const void *)model;
    const ti_section_entry *entry = (const ti_section_entry *)(const void *)(header + 1);
    *places = NULL;
    if (sizeof *header + header->section_count * sizeof *entry > context->model_bytes) {
        return TI_OUT_OF_RANGE;
    }

    for (const ti_section_entry *end = entry + header->section_count; entry != end; entry++) {
        if (entry->kind != TI_SECTION_SCRATCH) {
            continue;
        }

        if (*places != NULL) {
            return TI_MISSING_SECTION;
        }

        if (entry->start % 4 != 0 || (uint64_t)entry->start + entry->length > context->model_bytes) {
            return TI_OUT_OF_RANGE;
        }

        if (entry->length != context->op_count * sizeof(ti_scratch_entry)) {
            return TI_SHAPE_MISMATCH;
        }

        *places = (const ti_scratch_entry *)(const void *)(model + entry->start);
    }

    return TI_OK;
}

static int32_t check_place(const ti_context *context, const ti_scratch_entry *place)
{
    if ((uint64_t)place->start + place->bytes > context->tensor_bytes) {
        return TI_OUT_OF_RANGE;
    }

    return place->start % TI_ARENA_ALIGNMENT != 0 ? TI_MISALIGNED : TI_OK;
}

/* A record of an op that this build lacks is left alone, but for what is needed to step over it. */
static int32_t check_record(const ti_context *context, const uint8_t *model, uint32_t record, const ti_scratch_entry *place)
{
    const ti_op_record *op = ti_record_at(model, record);
    uint32_t left = context->ops_end - record;
    if (left < sizeof *op || op->size > left) {
        return TI_OUT_OF_RANGE;
    }

    const ti_op_kind *kind = ti_op_kind_of(op->code);
    if (kind == NULL) {
        return op->size < sizeof *op || op->size % 4 != 0 ? TI_BAD_VALUE : TI_OK;
    }

    if (op->size != kind->record_bytes) {
        return TI_BAD_VALUE;
    }

    ti_checker checker = ti_checker_of(context, model);
    if (place != NULL) {
        checker.place_start = place->start;
        checker.place_end = place->start + place->bytes;
        checker.status = check_place(context, place);
    }

    kind->check(&checker, op);
    return checker.status;
}

int32_t ti_check_records(ti_context *context, const uint8_t *model)
{
    const ti_scratch_entry *places;
    int32_t status = ti_find_places(context, model, &places);
    if (status != TI_OK) {
        return status;
    }

    uint32_t record = context->ops_start;
    for (uint32_t i = 0; i < context->op_count; i++) {
        status = check_record(context, model, record, places == NULL ? NULL : places + i);
        if (status != TI_OK) {
            context->failed_at = record;
            return status;
        }

        record += ti_record_at(model, record)->size;
    }

    return record == context->ops_end ? TI_OK : TI_OUT_OF_RANGE;
}

static int32_t open_checked(ti_context *context, const uint8_t *model, ti_needs *needs)
{
    int32_t status = read_sections(context, model);
    if (status == TI_OK) {
        status = ti_check_records(context, model);
    }

    return status == TI_OK ? ti_lay_out(context, model, NULL, needs) : status;
}

int32_t ti_open(ti_context *context, const uint8_t *model, uint32_t model_bytes, ti_needs *needs)
{
    if (context == NULL || model == NULL || needs == NULL) {
        return TI_NULL;
    }

    ti_context empty = { 0 };
    *context = empty;
    if (((uintptr_t)model & 3) != 0) {
        return TI_MISALIGNED;
    }

    const ti_file_header *header = (const ti_file_header *)(const void *)model;
    int32_t status = check_header(header, model, model_bytes);
    if (status != TI_OK) {
        return status;
    }

    context->model_bytes = model_bytes;
    context->tensor_bytes = header->arena_bytes;
    context->op_count = header->op_count;
    status = open_checked(context, model, needs);
    if (status == TI_OK) {
        context->scratch_bytes = needs->scratch_bytes;
        context->persistent_bytes = needs->persistent_bytes;
        context->record = context->ops_start;
        context->state = TI_STATE_OPEN;
    }

    return status;
}
