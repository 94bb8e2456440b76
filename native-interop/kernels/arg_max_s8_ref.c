#include "kernels_ref.h"

/* output[o, i] = the smallest a for which input[o, a, i] is largest. */
void ti_arg_max_s8_ref(const void *record_start, const ti_call *call)
{
    const ti_arg_max_record *record = record_start;
    const int8_t *input = call->arena + record->input_start;
    int32_t *output = (int32_t *)(void *)(call->arena + record->output_start);
    for (int32_t o = 0; o < record->outer; o++) {
        for (int32_t i = 0; i < record->inner; i++) {
            int32_t index = 0;
            for (int32_t a = 1; a < record->axis; a++) {
                index = input[a * record->inner + i] > input[index * record->inner + i] ? a : index;
            }

            *output++ = index;
        }

        input += record->axis * record->inner;
    }
}
