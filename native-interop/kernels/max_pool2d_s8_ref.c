#include "kernels_ref.h"
#include "pool.h"

/* The largest of the positions under the window. Padding does not count. */
void ti_max_pool2d_s8_ref(const void *record_start, const ti_call *call)
{
    const ti_pool_record *record = record_start;
    int32_t channels = record->channels;
    int8_t *output = call->arena + record->output_start + call->first * record->output_width * channels;
    for (int32_t unit = call->first; unit < call->first + call->count; unit++) {
        for (int32_t x = 0; x < record->output_width; x++) {
            ti_window window = ti_window_of(record, call, unit, x);
            for (int32_t channel = 0; channel < channels; channel++) {
                int32_t max = -128;
                for (int32_t row = 0; row < window.rows; row++) {
                    for (int32_t column = 0; column < window.columns; column++) {
                        int32_t value = window.first[(row * record->input_width + column) * channels + channel];
                        max = value > max ? value : max;
                    }
                }

                *output++ = (int8_t)ti_clamp(max, record->activation_min, record->activation_max);
            }
        }
    }
}
