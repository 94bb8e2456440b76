#include "context.h"

static int32_t check_range(const ti_context *context, uint32_t start, const void *memory, uint32_t count)
{
    if (context == NULL || memory == NULL) {
        return TI_NULL;
    }

    if (context->state != TI_STATE_ATTACHED) {
        return TI_NOT_OPEN;
    }

    return start > context->tensor_bytes || count > context->tensor_bytes - start ? TI_BAD_RANGE : TI_OK;
}

int32_t ti_read(const ti_context *context, uint32_t start, void *destination, uint32_t count)
{
    int32_t status = check_range(context, start, destination, count);
    if (status == TI_OK) {
        int8_t *to = destination;
        const int8_t *from = context->arena + start;
        for (const int8_t *end = from + count; from != end; ) {
            *to++ = *from++;
        }
    }

    return status;
}

int32_t ti_write(ti_context *context, uint32_t start, const void *source, uint32_t count)
{
    int32_t status = check_range(context, start, source, count);
    if (status == TI_OK) {
        int8_t *to = context->arena + start;
        const int8_t *from = source;
        for (const int8_t *end = from + count; from != end; ) {
            *to++ = *from++;
        }
    }

    return status;
}

int32_t ti_close(ti_context *context)
{
    if (context == NULL) {
        return TI_NULL;
    }

    ti_context empty = { 0 };
    *context = empty;
    return TI_OK;
}

int32_t ti_query(int32_t item)
{
    switch (item) {
    case TI_ITEM_ABI_VERSION:
        return TI_ABI_VERSION;
    case TI_ITEM_BACK_END:
        return ti_preferred_back_end();
    case TI_ITEM_OPS: {
        uint32_t ops = 0;
        for (uint32_t code = 0; code < 32; code++) {
            ops |= ti_op_kind_of(code) == NULL ? 0 : 1u << code;
        }

        return (int32_t)ops;
    }
    default:
        return -1;
    }
}
