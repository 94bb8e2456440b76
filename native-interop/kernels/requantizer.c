#include "kernels_opt.h"
#include "opt.h"

static int32_t are_shifts_simple(const int8_t *shift, int32_t count)
{
    for (const int8_t *end = shift + count; shift != end; shift++) {
        if (*shift > -1 || *shift < -TI_MOST_RIGHT_SHIFT) {
            return 0;
        }
    }

    return 1;
}

/* Products are in [-2^14, 2^14], so with a bias in [-limit, limit) every sum is in [-TI_SUM_LIMIT, TI_SUM_LIMIT). */
static int32_t are_biases_simple(const int32_t *bias, int32_t count, uint32_t products)
{
    uint32_t limit = TI_SUM_LIMIT - (products << 14);
    for (const int32_t *end = bias + count; bias != end; bias++) {
        if ((uint32_t)*bias + limit >= 2 * limit) {
            return 0;
        }
    }

    return 1;
}

uint32_t ti_is_requantizer_simple(const void *record, const uint8_t *model, uint32_t products, int32_t channels)
{
    const ti_call call = { model, 0, 0, 0, 0, 0, 0 };
    ti_requantizer requantizer = ti_requantizer_of(record, &call);
    return products < TI_SUM_LIMIT >> 14
        && are_shifts_simple(requantizer.shift, requantizer.step == 0 ? 1 : channels)
        && are_biases_simple(requantizer.bias, channels, products);
}
