#include "../opt.h"
#include "../pool.h"
#include "../word.h"
#include "dsp.h"
#include "kernels_dsp.h"

/* So many int8 fit the sums of an int16. */
#define MOST_VALUES 256

/* Four channels at a time; the last four move back over those before them. */
int32_t ti_average_pool2d_s8_dsp_can(const void *record_start, const uint8_t *model)
{
    const ti_pool_record *record = record_start;
    (void)model;
    return record->channels >= 4 && record->kernel_width <= MOST_VALUES;
}

/* Sums of four channels: of the even and of the odd ones two in a word, as long as they fit there. */
static TI_HOT void sum_window(ti_window window, int32_t channels, int32_t row_bytes, int32_t *sums)
{
    int32_t most_rows = MOST_VALUES / window.columns;
    sums[0] = sums[1] = sums[2] = sums[3] = 0;
    while (window.rows > 0) {
        uint32_t even = 0;
        uint32_t odd = 0;
        int32_t rows = window.rows < most_rows ? window.rows : most_rows;
        window.rows -= rows;
        for (; rows > 0; rows--) {
            const int8_t *end = window.first + window.columns * channels;
            for (const int8_t *x = window.first; x != end; x += channels) {
                uint32_t values = ti_word_at(x);
                even = ti_add_even_bytes(even, values);
                odd = ti_add_odd_bytes(odd, values);
            }

            window.first += row_bytes;
        }

        sums[0] += (int16_t)even;
        sums[1] += (int16_t)odd;
        sums[2] += (int32_t)even >> 16;
        sums[3] += (int32_t)odd >> 16;
    }
}

void ti_average_pool2d_s8_dsp(const void *record_start, const ti_call *call)
{
    const ti_pool_record *record = record_start;
    int32_t channels = record->channels;
    int32_t row_bytes = record->input_width * channels;
    int8_t *output = call->arena + record->output_start + call->first * record->output_width * channels;
    for (int32_t unit = call->first; unit < call->first + call->count; unit++) {
        for (int32_t x = 0; x < record->output_width; x++) {
            ti_window window = ti_window_of(record, call, unit, x);
            int32_t positions = window.rows * window.columns;
            for (int32_t left = channels; left > 0; left -= 4) {
                int32_t sums[4];
                int32_t back = left < 4 ? 4 - left : 0;
                window.first -= back;
                output -= back;
                sum_window(window, channels, row_bytes, sums);
                for (int32_t c = 0; c < 4; c++) {
                    *output++ = (int8_t)ti_clamp(ti_average_of(sums[c], positions), record->activation_min, record->activation_max);
                }

                window.first += 4;
            }
        }
    }
}
