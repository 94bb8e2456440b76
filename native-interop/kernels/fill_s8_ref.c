#include "copy.h"
#include "kernels_ref.h"

void ti_fill_s8_ref(const void *record_start, const ti_call *call)
{
    const ti_fill_record *record = record_start;
    ti_set(call->arena + record->output_start, record->value, record->count);
}
