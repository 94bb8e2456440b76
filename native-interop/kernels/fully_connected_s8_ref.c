#include "kernels_ref.h"
#include "layouts.h"
#include "weighted.h"

/* output[b, o] = requantize(bias[o] + sum over i of input[b, i] * weights[o, i]). Sums wrap, as in the folded bias. */
void ti_fully_connected_s8_ref(const void *record_start, const ti_call *call)
{
    const ti_fully_connected_record *record = record_start;
    int32_t depth = record->input_depth;
    ti_weights weights = ti_dense_weights_of(record, call->model);
    for (int32_t batch = 0; batch < record->batches; batch++) {
        const int8_t *input = call->arena + record->input_start + batch * depth;
        int8_t *output = call->arena + record->output_start + batch * record->output_depth;
        for (int32_t channel = call->first; channel < call->first + call->count; channel++) {
            uint32_t sum = (uint32_t)ti_bias_of(record_start, call->model, channel);
            for (int32_t i = 0; i < depth; i++) {
                sum += (uint32_t)(input[i] * ti_weight_of(&weights, channel, i));
            }

            output[channel] = ti_output_of(record_start, call->model, channel, (int32_t)sum);
        }
    }
}
