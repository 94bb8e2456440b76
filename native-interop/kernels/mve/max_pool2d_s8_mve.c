#include "../opt.h"
#include "../pool.h"
#include "kernels_mve.h"
#if defined(__ARM_FEATURE_MVE)

/* Largest values of up to sixteen channels, of rows of positions `step` bytes apart. What is not loaded is 0 and not stored. */
static inline void max_rows(
    const int8_t *first, int32_t step, int32_t positions, int32_t row_step, int32_t rows, int32_t channels, int8_t *output)
{
    __asm__ volatile(
        "vctp.8     %[channels]           \n"
        "vmov.i8    q0, #128              \n"
        "2:                               \n"
        "dls        lr, %[positions]      \n"
        "1:                               \n"
        "vpst                             \n"
        "vldrbt.u8  q1, [%[first]]        \n"
        "vmax.s8    q0, q0, q1            \n"
        "add        %[first], %[step]     \n"
        "le         lr, 1b                \n"
        "add        %[first], %[row_step] \n"
        "subs       %[rows], #1           \n"
        "bne        2b                    \n"
        "vpst                             \n"
        "vstrbt.8   q0, [%[output]]       \n"
        : [first] "+r"(first), [rows] "+r"(rows)
        : [step] "r"(step), [positions] "r"(positions), [row_step] "r"(row_step), [channels] "r"(channels), [output] "r"(output)
        : "lr", "q0", "q1", "cc", "memory");
}

void ti_max_pool2d_s8_mve(const void *record_start, const ti_call *call)
{
    const ti_pool_record *record = record_start;
    int32_t channels = record->channels;
    int32_t row_bytes = record->input_width * channels;
    int32_t first = call->first * record->output_width * channels;
    int8_t *output = call->arena + record->output_start + first;
    for (int32_t unit = call->first; unit < call->first + call->count; unit++) {
        for (int32_t x = 0; x < record->output_width; x++) {
            ti_window window = ti_window_of(record, call, unit, x);
            int32_t row_step = row_bytes - window.columns * channels;
            for (int32_t channel = 0; channel < channels; channel += 16) {
                max_rows(
                    window.first + channel, channels, window.columns, row_step, window.rows, channels - channel, output + channel);
            }

            output += channels;
        }
    }

    ti_clamp_outputs_s8(
        call->arena + record->output_start + first, call->count * record->output_width * channels, record->activation_min,
        record->activation_max);
}
#endif
