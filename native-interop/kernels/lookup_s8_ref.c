#include "kernels_ref.h"

/* output[i] = table[input[i] + 128]. */
void ti_lookup_s8_ref(const void *record_start, const ti_call *call)
{
    const ti_lookup_record *record = record_start;
    const int8_t *table = (const int8_t *)call->model + record->table_start + 128;
    const int8_t *input = call->arena + record->input_start;
    int8_t *output = call->arena + record->output_start;
    for (const int8_t *end = input + record->count; input != end; ) {
        *output++ = table[*input++];
    }
}
