#include "kernels_ref.h"

/* output[o, i] = requantize(bias + sum over a of input[o, a, i]). Sums wrap, as the bias may. */
void ti_mean_s8_ref(const void *record_start, const ti_call *call)
{
    const ti_mean_record *record = record_start;
    const int8_t *input = call->arena + record->input_start;
    int8_t *output = call->arena + record->output_start;
    for (int32_t o = 0; o < record->outer; o++) {
        for (int32_t i = 0; i < record->inner; i++) {
            uint32_t sum = (uint32_t)record->bias;
            for (int32_t a = 0; a < record->axis; a++) {
                int32_t value = input[a * record->inner + i];
                sum += (uint32_t)value;
            }

            int32_t mean = ti_requantize((int32_t)sum, record->multiplier, record->shift);
            *output++ = ti_activate(mean, record->output_zero_point, -128, 127);
        }

        input += record->axis * record->inner;
    }
}
