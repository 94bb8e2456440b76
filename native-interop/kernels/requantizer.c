#include "opt.h"

ti_requantizer ti_requantizer_of(const void *record, const ti_call *call, int32_t products, int32_t first, int32_t count)
{
    const ti_conv_record *weighted = record;
    ti_requantizer requantizer;
    requantizer.bias = (const int32_t *)(const void *)(call->model + weighted->bias_start);
    requantizer.multiplier = &weighted->multiplier;
    requantizer.shift = &weighted->shift;
    requantizer.step = 0;
    requantizer.output_zero_point = weighted->output_zero_point;
    requantizer.addend_factor = 2 * (weighted->output_zero_point + 128) + 1;
    requantizer.simple = 0;

    int32_t shifts = 1;
    if (weighted->multiplier_start != TI_NONE) {
        requantizer.multiplier = (const int32_t *)(const void *)(call->model + weighted->multiplier_start);
        requantizer.shift = (const int8_t *)(call->model + weighted->shift_start);
        requantizer.step = 1;
        shifts = count;
    }

    const int8_t *shift = requantizer.shift + first * requantizer.step;
    for (const int8_t *end = shift + shifts; shift != end; shift++) {
        if (*shift > -1 || *shift < -TI_MOST_RIGHT_SHIFT) {
            return requantizer;
        }
    }

    /* Products are in [-2^14, 2^14], so with a bias in [-limit, limit) every sum is in [-2^30, 2^30). */
    uint32_t limit = (1u << 30) - ((uint32_t)products << 14);
    const int32_t *bias = requantizer.bias + first;
    for (const int32_t *end = bias + count; bias != end; bias++) {
        if ((uint32_t)*bias + limit >= 2 * limit) {
            return requantizer;
        }
    }

    requantizer.simple = 1;
    return requantizer;
}
