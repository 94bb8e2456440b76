#include "../kernels_opt.h"
#include "../pool.h"
#include "kernels_mve.h"
#if defined(__ARM_FEATURE_MVE)
#include <arm_mve.h>

/*
 * Eight channels at a time. So many int8 have a sum that int16 holds, also when half of their number is added: 255 * 128 + 127 = 32767.
 *
 * A mean is rounded half away from zero: its magnitude is floor(n / d), with n = |sum| + d / 2 < 2^16 and d positions. For d > 1 that is
 * the high word of n * ceil(2^32 / d): ceil(2^32 / d) = (2^32 + e) / d with 0 <= e < d, so that the product is n / d + n * e / (d * 2^32);
 * the second term is less than 2^-16, and n / d at least 1 / 255 below the next integer.
 */
#define MOST_POSITIONS 255

/* What is loaded beyond the last channel is 0. */
static inline int16x8_t sum_window(ti_window window, int32_t step, int32_t row_step, mve_pred16_t channels)
{
    int16x8_t sum = vdupq_n_s16(0);
    for (int32_t row = window.rows; row > 0; row--) {
        for (int32_t column = window.columns; column > 0; column--) {
            sum = vaddq_s16(sum, vldrbq_z_s16(window.first, channels));
            window.first += step;
        }

        window.first += row_step;
    }

    return sum;
}

static inline int16x8_t divide(int16x8_t sum, int32_t positions, uint32_t reciprocal)
{
    uint16x8_t dividend = vaddq_n_u16(vreinterpretq_u16_s16(vabsq_s16(sum)), (uint16_t)(positions >> 1));
    uint32x4_t even = vmulhq_u32(vmovlbq_u16(dividend), vdupq_n_u32(reciprocal));
    uint32x4_t odd = vmulhq_u32(vmovltq_u16(dividend), vdupq_n_u32(reciprocal));
    int16x8_t mean = vreinterpretq_s16_u16(vmovntq_u32(vmovnbq_u32(dividend, even), odd));
    return vnegq_m_s16(mean, mean, vcmpltq_n_s16(sum, 0));
}

void ti_average_pool2d_s8_mve(const void *record_start, const ti_call *call)
{
    const ti_pool_record *record = record_start;
    if ((uint32_t)record->kernel_height * record->kernel_width > MOST_POSITIONS) {
        ti_average_pool2d_s8_opt(record, call);
        return;
    }

    int32_t channels = record->channels;
    int16x8_t min = vdupq_n_s16(record->activation_min);
    int16x8_t max = vdupq_n_s16(record->activation_max);
    int8_t *output = call->arena + record->output_start + call->first * record->output_width * channels;
    for (int32_t unit = call->first; unit < call->first + call->count; unit++) {
        for (int32_t x = 0; x < record->output_width; x++) {
            ti_window window = ti_window_of(record, call, unit, x);
            int32_t positions = window.rows * window.columns;
            uint32_t reciprocal = 0xFFFFFFFFu / (uint32_t)positions + 1;
            int32_t row_step = (record->input_width - window.columns) * channels;
            for (int32_t left = channels; left > 0; left -= 8) {
                mve_pred16_t some = vctp16q((uint32_t)left);
                int16x8_t mean = sum_window(window, channels, row_step, some);
                mean = positions > 1 ? divide(mean, positions, reciprocal) : mean;
                vstrbq_p_s16(output, vminq_s16(vmaxq_s16(mean, min), max), some);
                output += left < 8 ? left : 8;
                window.first += 8;
            }
        }
    }
}
#endif
