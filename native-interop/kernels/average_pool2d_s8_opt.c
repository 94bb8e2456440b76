#include "kernels_opt.h"
#include "opt.h"
#include "pool.h"

/* Sums of four channels, or of fewer: channels beyond count repeat the last one. */
static TI_HOT void sum_window(ti_window window, int32_t channels, int32_t row_bytes, int32_t count, int32_t *sums)
{
    int32_t channel1 = count > 1 ? 1 : 0;
    int32_t channel2 = count > 2 ? 2 : channel1;
    int32_t channel3 = count > 3 ? 3 : channel2;
    int32_t sum0 = 0;
    int32_t sum1 = 0;
    int32_t sum2 = 0;
    int32_t sum3 = 0;
    for (int32_t row = 0; row < window.rows; row++) {
        const int8_t *end = window.first + window.columns * channels;
        for (const int8_t *x = window.first; x != end; x += channels) {
            sum0 = ti_add_wrapping(sum0, x[0]);
            sum1 = ti_add_wrapping(sum1, x[channel1]);
            sum2 = ti_add_wrapping(sum2, x[channel2]);
            sum3 = ti_add_wrapping(sum3, x[channel3]);
        }

        window.first += row_bytes;
    }

    sums[0] = sum0;
    sums[1] = sum1;
    sums[2] = sum2;
    sums[3] = sum3;
}

void ti_average_pool2d_s8_opt(const void *record_start, const ti_call *call)
{
    const ti_pool_record *record = record_start;
    int32_t channels = record->channels;
    int32_t row_bytes = record->input_width * channels;
    int8_t *output = call->arena + record->output_start + call->first * record->output_width * channels;
    for (int32_t unit = call->first; unit < call->first + call->count; unit++) {
        for (int32_t x = 0; x < record->output_width; x++) {
            ti_window window = ti_window_of(record, call, unit, x);
            int32_t positions = window.rows * window.columns;
            for (int32_t channel = 0; channel < channels; channel += 4) {
                int32_t sums[4];
                int32_t count = channels - channel < 4 ? channels - channel : 4;
                sum_window(window, channels, row_bytes, count, sums);
                for (int32_t c = 0; c < count; c++) {
                    *output++ = (int8_t)ti_clamp(ti_average_of(sums[c], positions), record->activation_min, record->activation_max);
                }

                window.first += count;
            }
        }
    }
}
