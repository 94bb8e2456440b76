#include "../opt.h"
#include "../pool.h"
#include "../word.h"
#include "dsp.h"
#include "kernels_dsp.h"

/* Four channels at a time; the last four move back over those before them. */
int32_t ti_max_pool2d_s8_dsp_can(const void *record_start, const uint8_t *model)
{
    const ti_pool_record *record = record_start;
    (void)model;
    return record->channels >= 4;
}

/* The largest values of four channels, and of max. */
static TI_HOT uint32_t max_window(ti_window window, int32_t channels, int32_t row_bytes, uint32_t max)
{
    for (; window.rows > 0; window.rows--) {
        const int8_t *end = window.first + window.columns * channels;
        for (const int8_t *x = window.first; x != end; x += channels) {
            max = ti_larger_bytes(max, ti_word_at(x));
        }

        window.first += row_bytes;
    }

    return max;
}

void ti_max_pool2d_s8_dsp(const void *record_start, const ti_call *call)
{
    const ti_pool_record *record = record_start;
    int32_t channels = record->channels;
    int32_t row_bytes = record->input_width * channels;
    uint32_t activation_min = (uint8_t)record->activation_min * 0x01010101u;
    uint32_t activation_max = (uint8_t)record->activation_max * 0x01010101u;
    int8_t *output = call->arena + record->output_start + call->first * record->output_width * channels;
    for (int32_t unit = call->first; unit < call->first + call->count; unit++) {
        for (int32_t x = 0; x < record->output_width; x++) {
            ti_window window = ti_window_of(record, call, unit, x);
            for (int32_t left = channels; left > 0; left -= 4) {
                int32_t back = left < 4 ? 4 - left : 0;
                window.first -= back;
                output -= back;
                uint32_t max = max_window(window, channels, row_bytes, activation_min);
                ti_put_word(output, ti_smaller_bytes(max, activation_max));
                window.first += 4;
                output += 4;
            }
        }
    }
}
