#include "column.h"
#include "depthwise_conv2d.h"
#include "kernels_opt.h"
#include "kernels_ref.h"

/*
 * Scratch: for every tap where TI_POSITIONS positions find their first input channel, [taps][TI_POSITIONS], and one pixel of
 * padding, to which taps outside of the image point. So the loop over taps is the same at borders, strides and dilations.
 */
typedef const int8_t *ti_tap;

/* Then a second kernel for it is not worth its place in flash. */
#if defined(TI_DSP)
#define KERNELS_FOR_DSP_TAKE_3X3 1
#else
#define KERNELS_FOR_DSP_TAKE_3X3 0
#endif

static uint32_t taps_of(const ti_conv_record *record)
{
    return (uint32_t)(record->kernel_height * record->kernel_width);
}

static uint32_t table_bytes(const ti_conv_record *record)
{
    return taps_of(record) * TI_POSITIONS * (uint32_t)sizeof(ti_tap);
}

static int32_t is_one_channel(const ti_conv_record *record)
{
    return record->input_channels == 1 && record->output_channels >= TI_FEWEST_CHANNELS;
}

uint32_t ti_depthwise_conv2d_s8_opt_prove(const void *record_start, const uint8_t *model)
{
    const ti_conv_record *record = record_start;
    return ti_is_requantizer_simple(record, model, taps_of(record), record->output_channels);
}

uint32_t ti_depthwise_conv2d_s8_opt_scratch_bytes(const void *record_start)
{
    const ti_conv_record *record = record_start;
    uint32_t alignment = (uint32_t)sizeof(ti_tap) - 4;   /* scratch starts at a multiple of 4 */
    return is_one_channel(record)
        ? ti_column_bytes(taps_of(record))
        : alignment + table_bytes(record) + record->input_channels;
}

/* The taps of one position, whose first lies at place. */
static void fill_taps(const ti_conv_record *record, ti_place place, const int8_t *padding, ti_tap *taps)
{
    int32_t height = record->input_height;
    int32_t width = record->input_width;
    int32_t y = place.y;
    for (int32_t ky = 0; ky < record->kernel_height; ky++) {
        int32_t x = place.x;
        for (int32_t kx = 0; kx < record->kernel_width; kx++) {
            int32_t is_inside = y >= 0 && y < height && x >= 0 && x < width;
            *taps = is_inside ? place.image + (y * width + x) * record->input_channels : padding;
            taps += TI_POSITIONS;
            x += x < width ? record->dilation_width : 0;   /* what is beyond the image stays there: no overflow */
        }

        y += y < height ? record->dilation_height : 0;
    }
}

/* sums[p] = sum over taps of their input channel * weights, channels apart. */
static TI_HOT void multiply(const ti_tap *taps, const ti_tap *end, int32_t input_channel, const int8_t *weights, int32_t channels, int32_t *sums)
{
    int32_t sum0 = 0;
    int32_t sum1 = 0;
    int32_t sum2 = 0;
    int32_t sum3 = 0;
    for (; taps != end; taps += TI_POSITIONS) {
        int32_t weight = *weights;
        sum0 += weight * taps[0][input_channel];
        sum1 += weight * taps[1][input_channel];
        sum2 += weight * taps[2][input_channel];
        sum3 += weight * taps[3][input_channel];
        weights += channels;
    }

    sums[0] = sum0;
    sums[1] = sum1;
    sums[2] = sum2;
    sums[3] = sum3;
}

/* The same for two channels side by side, which share the taps: [channel][position]. Its sums fit the registers of RV32. */
#if TI_CHANNELS == 4
#define ADD_PRODUCTS(p) \
    do { \
        const int8_t *x = taps[p] + input_channel; \
        sum0##p += weight0 * x[0]; \
        sum1##p += weight1 * x[1]; \
    } while (0)

static TI_HOT void multiply_two(
    const ti_tap *taps, const ti_tap *end, int32_t input_channel, const int8_t *weights, int32_t channels, int32_t *sums)
{
    int32_t sum00 = 0, sum01 = 0, sum02 = 0, sum03 = 0;
    int32_t sum10 = 0, sum11 = 0, sum12 = 0, sum13 = 0;
    for (; taps != end; taps += TI_POSITIONS) {
        int32_t weight0 = weights[0];
        int32_t weight1 = weights[1];
        ADD_PRODUCTS(0);
        ADD_PRODUCTS(1);
        ADD_PRODUCTS(2);
        ADD_PRODUCTS(3);
        weights += channels;
    }

    sums[0] = sum00, sums[1] = sum01, sums[2] = sum02, sums[3] = sum03;
    sums[4] = sum10, sums[5] = sum11, sums[6] = sum12, sums[7] = sum13;
}
#endif

/* Any kernel, stride, dilation and depth multiplier. */
static void compute(const ti_conv_record *record, const ti_call *call, const ti_requantizer *requantizer)
{
    int32_t channels = record->output_channels;
    int32_t depth_multiplier = channels / record->input_channels;
    ti_tap *taps = (ti_tap *)(void *)(((uintptr_t)call->scratch + sizeof(ti_tap) - 1) / sizeof(ti_tap) * sizeof(ti_tap));
    ti_tap *end = taps + record->kernel_height * record->kernel_width * TI_POSITIONS;
    int8_t *padding = (int8_t *)(void *)end;
    for (int32_t i = 0; i < record->input_channels; i++) {
        padding[i] = record->input_zero_point;
    }

    ti_blocks blocks = ti_blocks_of(record, call);
    while (ti_next_block(&blocks)) {
        for (int32_t p = 0; p < TI_POSITIONS; p++) {
            fill_taps(record, ti_place_of(record, call, &blocks, p), padding, taps + p);
        }

        const int8_t *weights = (const int8_t *)call->model + record->weights_start;
        int32_t channel = 0;
#if TI_CHANNELS == 4
        for (; depth_multiplier == 1 && channel + 2 <= channels; channel += 2) {
            int32_t sums[2 * TI_POSITIONS];
            multiply_two(taps, end, channel, weights + channel, channels, sums);
            ti_store_block_s8(requantizer, channel, 2, sums, &blocks);
        }
#endif

        for (int32_t input_channel = channel; input_channel < record->input_channels; input_channel++) {
            for (int32_t m = 0; m < depth_multiplier; m++) {
                int32_t sums[TI_POSITIONS];
                multiply(taps, end, input_channel, weights + channel, channels, sums);
                ti_store_block_s8(requantizer, channel, 1, sums, &blocks);
                channel++;
            }
        }
    }
}

void ti_depthwise_conv2d_s8_opt(const void *record_start, const ti_call *call)
{
    const ti_conv_record *record = record_start;
    ti_requantizer requantizer = ti_requantizer_of(record, call);
    if (taps_of(record) > TI_MOST_PRODUCTS) {
        ti_depthwise_conv2d_s8_ref(record, call);
        return;
    }

    if (is_one_channel(record)) {
        ti_depthwise_conv2d_one_channel_s8_opt(record, call, &requantizer);
    } else if (!KERNELS_FOR_DSP_TAKE_3X3 && requantizer.simple && ti_is_depthwise_3x3(record)) {
        ti_depthwise_conv2d_3x3_s8_opt(record, call, &requantizer);
    } else {
        compute(record, call, &requantizer);
    }

    ti_clamp_conv_outputs_s8(record, call);
}
