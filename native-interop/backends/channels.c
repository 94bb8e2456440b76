#include "channels.h"

/* 2^31 - 1 leaves room for a zero point, and for the 1 that a rounding may add. */
#define MOST 0x40000000u

/* The libraries compute (1 << shift) - 1 in int32. */
#define MOST_RIGHT_SHIFT 30

static int32_t elements(const ti_channels *channels)
{
    return (channels->count + channels->group - 1) / channels->group * channels->group;
}

static int32_t is_padded(const ti_channels *channels)
{
    return channels->count % channels->group != 0;
}

static int32_t has_multipliers(const ti_channels *channels)
{
    return channels->record->multiplier_start == TI_NONE || is_padded(channels);
}

static int32_t has_biases(const ti_channels *channels)
{
    return channels->unfolded || is_padded(channels);
}

static int8_t shift_of(const ti_channels *channels, const uint8_t *model, int32_t channel)
{
    const ti_conv_record *record = channels->record;
    return record->shift_start == TI_NONE ? record->shift : ((const int8_t *)model)[record->shift_start + channel];
}

int32_t ti_channels_fit(const ti_channels *channels, const uint8_t *model)
{
    const int32_t *bias = (const int32_t *)(const void *)(model + channels->record->bias_start);

    /* The libraries read weights as the network has them. */
    if (channels->record->weight_layout != TI_LAYOUT_PLAIN) {
        return 0;
    }

    /*
     * A product is in [-2^14, 2^14]. Unfolded, the bias changes by as much as all of them, and a product of a difference to the
     * zero point is less than 2^15.
     */
    uint32_t most_products = MOST >> (channels->unfolded ? 16 : 14);
    if ((uint32_t)channels->products > most_products) {
        return 0;
    }

    uint32_t range = (uint32_t)channels->products << (channels->unfolded ? 16 : 14);
    for (int32_t c = 0; c < channels->count; c++) {
        int32_t shift = shift_of(channels, model, c);
        uint32_t size = bias[c] < 0 ? 0u - (uint32_t)bias[c] : (uint32_t)bias[c];
        uint32_t most = MOST >> (shift > 0 ? shift : 0);
        if (shift < -MOST_RIGHT_SHIFT || range > most || size > most - range) {
            return 0;
        }
    }

    return 1;
}

uint32_t ti_channels_bytes(const ti_channels *channels)
{
    return 4 * (uint32_t)elements(channels) * (uint32_t)(1 + has_multipliers(channels) + has_biases(channels));
}

/* Sum of the weights of a channel. */
static int32_t weight_sum(const ti_channels *channels, const ti_call *call, int32_t channel)
{
    const int8_t *weight = (const int8_t *)call->model + channels->record->weights_start + channel * channels->channel_step;
    int32_t sum = 0;
    for (int32_t i = 0; i < channels->products; i++) {
        sum += weight[i * channels->product_step];
    }

    return sum;
}

void ti_prepare_channels(const ti_channels *channels, const ti_call *call)
{
    const ti_conv_record *record = channels->record;
    const int32_t *multipliers = (const int32_t *)(const void *)(call->model + record->multiplier_start);
    const int32_t *biases = (const int32_t *)(const void *)(call->model + record->bias_start);
    int32_t *shift = (int32_t *)(void *)call->persistent;
    int32_t *multiplier = shift + elements(channels);
    int32_t *bias = multiplier + (has_multipliers(channels) ? elements(channels) : 0);
    for (int32_t c = 0; c < elements(channels); c++) {
        int32_t is_there = c < channels->count;
        shift[c] = is_there ? shift_of(channels, call->model, c) : 0;
        if (has_multipliers(channels)) {
            multiplier[c] = !is_there ? 0 : record->multiplier_start == TI_NONE ? record->multiplier : multipliers[c];
        }

        if (has_biases(channels)) {
            bias[c] = is_there ? biases[c] : 0;
            if (channels->unfolded && is_there) {
                bias[c] += record->input_zero_point * weight_sum(channels, call, c);   /* ti_channels_fit */
            }
        }
    }
}

ti_channel_constants ti_channel_constants_of(const ti_channels *channels, const ti_call *call)
{
    const ti_conv_record *record = channels->record;
    ti_channel_constants constants;
    constants.shift = (int32_t *)(void *)call->persistent;
    constants.multiplier = constants.shift + elements(channels);
    constants.bias = constants.multiplier;
    if (has_multipliers(channels)) {
        constants.bias += elements(channels);
    } else {
        constants.multiplier = (int32_t *)(uintptr_t)(call->model + record->multiplier_start);
    }

    if (!has_biases(channels)) {
        constants.bias = (const int32_t *)(const void *)(call->model + record->bias_start);
    }

    constants.input_offset = channels->unfolded ? -record->input_zero_point : 0;
    return constants;
}
