#include "../kernels_opt.h"
#include "../pool.h"
#include "kernels_mve.h"
#if defined(__ARM_FEATURE_MVE)

/* So many int8 have a sum that int16 holds: 255 * 128 = 32640. */
#define MOST_POSITIONS 255

/* Sums of up to eight channels, of positions `step` bytes apart. */
static inline void add_row(const int8_t *first, int32_t step, int32_t positions, int32_t channels, int16_t *sums)
{
    __asm__ volatile(
        "vctp.16    %[channels]           \n"
        "vldrh.u16  q0, [%[sums]]         \n"
        "dls        lr, %[positions]      \n"
        "1:                               \n"
        "vpst                             \n"
        "vldrbt.s16 q1, [%[first]]        \n"
        "vadd.i16   q0, q0, q1            \n"
        "add        %[first], %[step]     \n"
        "le         lr, 1b                \n"
        "vstrh.16   q0, [%[sums]]         \n"
        : [first] "+l"(first)
        : [step] "r"(step), [positions] "r"(positions), [channels] "r"(channels), [sums] "r"(sums)
        : "lr", "q0", "q1", "cc", "memory");
}

static void compute_window(const ti_pool_record *record, ti_window window, int8_t *output)
{
    int32_t channels = record->channels;
    int32_t row_bytes = record->input_width * channels;
    int32_t positions = window.rows * window.columns;
    int32_t half = positions >> 1;
    if (window.columns == record->input_width) {   /* rows follow one another */
        window.columns = positions;
        window.rows = 1;
    }

    for (int32_t channel = 0; channel < channels; channel += 8) {
        int16_t sums[8] = { 0 };
        int32_t count = channels - channel < 8 ? channels - channel : 8;
        const int8_t *row = window.first + channel;
        for (int32_t i = window.rows; i > 0; i--) {
            add_row(row, channels, window.columns, count, sums);
            row += row_bytes;
        }

        for (int32_t c = 0; c < count; c++) {
            int32_t mean = (sums[c] > 0 ? sums[c] + half : sums[c] - half) / positions;
            *output++ = (int8_t)ti_clamp(mean, record->activation_min, record->activation_max);
        }
    }
}

void ti_average_pool2d_s8_mve(const void *record_start, const ti_call *call)
{
    const ti_pool_record *record = record_start;
    if ((uint32_t)record->kernel_height * record->kernel_width > MOST_POSITIONS) {
        ti_average_pool2d_s8_opt(record, call);
        return;
    }

    int32_t channels = record->channels;
    int8_t *output = call->arena + record->output_start + call->first * record->output_width * channels;
    for (int32_t unit = call->first; unit < call->first + call->count; unit++) {
        for (int32_t x = 0; x < record->output_width; x++) {
            compute_window(record, ti_window_of(record, call, unit, x), output);
            output += channels;
        }
    }
}
#endif
