#include "kernels_opt.h"
#include "opt.h"
#include "pool.h"

static inline int32_t largest(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

/* Largest values of four channels, or of fewer: channels beyond count repeat the last one. */
static TI_HOT void max_window(ti_window window, int32_t channels, int32_t row_bytes, int32_t count, int32_t *results)
{
    int32_t channel1 = count > 1 ? 1 : 0;
    int32_t channel2 = count > 2 ? 2 : channel1;
    int32_t channel3 = count > 3 ? 3 : channel2;
    int32_t max0 = -128;
    int32_t max1 = -128;
    int32_t max2 = -128;
    int32_t max3 = -128;
    for (int32_t row = 0; row < window.rows; row++) {
        const int8_t *end = window.first + window.columns * channels;
        for (const int8_t *x = window.first; x != end; x += channels) {
            max0 = largest(x[0], max0);
            max1 = largest(x[channel1], max1);
            max2 = largest(x[channel2], max2);
            max3 = largest(x[channel3], max3);
        }

        window.first += row_bytes;
    }

    results[0] = max0;
    results[1] = max1;
    results[2] = max2;
    results[3] = max3;
}

void ti_max_pool2d_s8_opt(const void *record_start, const ti_call *call)
{
    const ti_pool_record *record = record_start;
    int32_t channels = record->channels;
    int32_t row_bytes = record->input_width * channels;
    int8_t *output = call->arena + record->output_start + call->first * record->output_width * channels;
    for (int32_t unit = call->first; unit < call->first + call->count; unit++) {
        for (int32_t x = 0; x < record->output_width; x++) {
            ti_window window = ti_window_of(record, call, unit, x);
            for (int32_t channel = 0; channel < channels; channel += 4) {
                int32_t results[4];
                int32_t count = channels - channel < 4 ? channels - channel : 4;
                max_window(window, channels, row_bytes, count, results);
                for (int32_t c = 0; c < count; c++) {
                    *output++ = (int8_t)ti_clamp(results[c], record->activation_min, record->activation_max);
                }

                window.first += count;
            }
        }
    }
}
