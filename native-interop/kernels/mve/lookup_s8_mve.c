#include "kernels_mve.h"
#if defined(__ARM_FEATURE_MVE)

/* output[i] = table[input[i] + 128]: sixteen loads from a table in one instruction. A value with its top bit changed is its place. */
void ti_lookup_s8_mve(const void *record_start, const ti_call *call)
{
    const ti_lookup_record *record = record_start;
    const uint8_t *table = call->model + record->table_start;
    const int8_t *input = call->arena + record->input_start;
    int8_t *output = call->arena + record->output_start;
    __asm__ volatile(
        "vmov.i8    q1, #128              \n"
        "dlstp.8    lr, %[count]          \n"
        "1:                               \n"
        "vldrb.u8   q0, [%[input]], #16   \n"
        "veor       q0, q0, q1            \n"
        "vldrb.u8   q2, [%[table], q0]    \n"
        "vstrb.8    q2, [%[output]], #16  \n"
        "letp       lr, 1b                \n"
        : [input] "+r"(input), [output] "+r"(output)
        : [count] "r"(record->count), [table] "r"(table)
        : "lr", "q0", "q1", "q2", "memory");
}
#endif
