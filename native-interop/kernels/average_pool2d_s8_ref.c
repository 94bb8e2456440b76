#include "kernels_ref.h"
#include "pool.h"

/* The mean of the positions under the window, rounded to nearest, ties away from zero. Padding does not count. Sums wrap. */
void ti_average_pool2d_s8_ref(const void *record_start, const ti_call *call)
{
    const ti_pool_record *record = record_start;
    int32_t channels = record->channels;
    int8_t *output = call->arena + record->output_start + call->first * record->output_width * channels;
    for (int32_t unit = call->first; unit < call->first + call->count; unit++) {
        for (int32_t x = 0; x < record->output_width; x++) {
            ti_window window = ti_window_of(record, call, unit, x);
            int32_t positions = window.rows * window.columns;
            for (int32_t channel = 0; channel < channels; channel++) {
                int32_t sum = 0;
                for (int32_t row = 0; row < window.rows; row++) {
                    for (int32_t column = 0; column < window.columns; column++) {
                        sum = ti_add_wrapping(sum, window.first[(row * record->input_width + column) * channels + channel]);
                    }
                }

                *output++ = (int8_t)ti_clamp(ti_average_of(sum, positions), record->activation_min, record->activation_max);
            }
        }
    }
}
