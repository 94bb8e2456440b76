#include "winograd.h"

static const int8_t rows[TI_PATCH][3] = { { 6, 0, 0 }, { 4, 4, 4 }, { 4, -4, 4 }, { 1, 2, 4 }, { 1, -2, 4 }, { 0, 0, 6 } };

/* Four times as many channels as chunks; stride: from a tap to the next one. */
static TI_HOT void transform(const int8_t *start, int32_t stride, int32_t chunks, const int8_t *factors, int16_t *weights)
{
    const int8_t *tap0 = start;
    const int8_t *tap1 = tap0 + stride;
    const int8_t *tap2 = tap1 + stride;
    const int8_t *tap3 = tap2 + stride;
    const int8_t *tap4 = tap3 + stride;
    const int8_t *tap5 = tap4 + stride;
    const int8_t *tap6 = tap5 + stride;
    const int8_t *tap7 = tap6 + stride;
    const int8_t *tap8 = tap7 + stride;
    int32_t factor0 = factors[0];
    int32_t factor1 = factors[1];
    int32_t factor2 = factors[2];
    for (; chunks > 0; chunks--) {
        for (int16_t *end = weights + 4 * TI_CHANNELS; weights != end; weights += TI_CHANNELS) {
            int32_t left = factor0 * *tap0++ + factor1 * *tap3++ + factor2 * *tap6++;
            int32_t middle = factor0 * *tap1++ + factor1 * *tap4++ + factor2 * *tap7++;
            int32_t right = factor0 * *tap2++ + factor1 * *tap5++ + factor2 * *tap8++;
            int32_t both = left + right;
            int32_t weighted = left + 4 * right;
            weights[0] = (int16_t)(6 * left);
            weights[4 * TI_CHANNELS] = (int16_t)(4 * (both + middle));
            weights[8 * TI_CHANNELS] = (int16_t)(4 * (both - middle));
            weights[12 * TI_CHANNELS] = (int16_t)(weighted + 2 * middle);
            weights[16 * TI_CHANNELS] = (int16_t)(weighted - 2 * middle);
            weights[20 * TI_CHANNELS] = (int16_t)(6 * right);
        }

        weights += TI_WEIGHTS_STEP - 4 * TI_CHANNELS;
    }
}

void ti_winograd_weights(const int8_t *start, int32_t channels, int32_t row, int16_t *weights)
{
    transform(start, channels, channels / 4, rows[row], weights);
    int32_t rest = channels % 4;
    if (rest > 0) {
        int8_t taps[9 * 4] = { 0 };   /* what fills the last four channels up counts nothing */
        for (int32_t i = 0; i < 9 * rest; i++) {
            taps[i / rest * 4 + i % rest] = start[i / rest * channels + channels - rest + i % rest];
        }

        transform(taps, 4, 1, rows[row], weights + channels / 4 * TI_WEIGHTS_STEP);
    }
}
