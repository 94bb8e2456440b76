#include "checker.h"
#include "layouts.h"

/*
 * The weights of an op: channels * depth of them, which some layouts fill up to whole blocks and groups. Layouts other than the plain
 * one are read as words. The weights themselves are not looked at: kernels read any safely.
 */
static void check_weights(ti_checker *checker, const ti_conv_record *record, uint32_t channels, uint32_t depth, uint32_t block)
{
    uint32_t filled = ti_product(checker, ti_round_up(channels, block), ti_round_up(depth, TI_GROUP));
    switch (record->weight_layout) {
    case TI_LAYOUT_PLAIN:
        ti_constant(checker, record->weights_start, ti_product(checker, channels, depth), 0);
        break;
    case TI_LAYOUT_PAIR:
        ti_constant(checker, record->weights_start, filled / 4, 2);
        break;
    case TI_LAYOUT_INT16:
        ti_constant(checker, record->weights_start, ti_product(checker, filled, 2) / 4, 2);
        break;
    default:
        ti_require(checker, 0, TI_BAD_VALUE);
    }
}

static int32_t is_winograd(const ti_conv_record *record)
{
    return record->op.code != TI_DEPTHWISE_CONV_2D && record->weight_layout == TI_LAYOUT_WINOGRAD
        && record->kernel_height == 3 && record->kernel_width == 3 && record->stride_height == 1 && record->stride_width == 1
        && record->dilation_height == 1 && record->dilation_width == 1;
}

/* Sixteen frequencies of 16 bits for each filter. */
static void check_winograd(ti_checker *checker, const ti_conv_record *record, uint32_t channels, uint32_t input_channels)
{
    uint32_t filters = ti_product(checker, ti_round_up(channels, TI_CONV_BLOCK), ti_round_up(input_channels, TI_GROUP));
    ti_constant(checker, record->weights_start, ti_product(checker, filters, 32) / 4, 2);
}

/* What CONV_2D, DEPTHWISE_CONV_2D and FULLY_CONNECTED have in common; their records begin with the same fields. */
static void check_weighted_fields(ti_checker *checker, const ti_conv_record *record, uint32_t channels)
{
    ti_constant(checker, record->bias_start, channels, 2);
    int32_t is_per_tensor = record->multiplier_start == TI_NONE;
    ti_require(checker, is_per_tensor == (record->shift_start == TI_NONE), TI_BAD_VALUE);
    if (!is_per_tensor) {
        ti_constant_multipliers(checker, record->multiplier_start, record->shift_start, channels);
    }

    ti_multiplier(checker, record->multiplier);
    ti_shift(checker, record->shift);
    ti_activation(checker, record->activation_min, record->activation_max);
}

static uint32_t product4(ti_checker *checker, uint32_t a, uint32_t b, uint32_t c, uint32_t d)
{
    return ti_product(checker, ti_product(checker, ti_product(checker, a, b), c), d);
}

/* Whether an output needs but the input at its own place, so that it may be written over it. */
static int32_t is_point_by_point(const ti_conv_record *record)
{
    return record->kernel_height == 1 && record->kernel_width == 1
        && record->stride_height == 1 && record->stride_width == 1
        && record->padding_top == 0 && record->padding_left == 0
        && record->input_height == record->output_height && record->input_width == record->output_width
        && record->input_channels == record->output_channels;
}

static void check_conv(ti_checker *checker, const ti_conv_record *record, int32_t is_depthwise)
{
    uint32_t output_height = ti_count(checker, record->output_height);
    uint32_t output_width = ti_count(checker, record->output_width);
    uint32_t output_channels = ti_count(checker, record->output_channels);
    uint32_t input_channels = ti_count(checker, record->input_channels);
    uint32_t kernel_height = ti_count(checker, record->kernel_height);
    uint32_t kernel_width = ti_count(checker, record->kernel_width);

    /* Kernels compute positions of taps in 32 bits. */
    ti_product(checker, output_height, ti_count(checker, record->stride_height));
    ti_product(checker, output_width, ti_count(checker, record->stride_width));
    ti_product(checker, kernel_height, ti_count(checker, record->dilation_height));
    ti_product(checker, kernel_width, ti_count(checker, record->dilation_width));

    uint32_t batches = ti_count(checker, record->batches);
    uint32_t input_height = ti_count(checker, record->input_height);
    uint32_t input_bytes = product4(checker, batches, input_height, ti_count(checker, record->input_width), input_channels);
    uint32_t positions = ti_product(checker, ti_product(checker, batches, output_height), output_width);
    uint32_t pixel_stride = ti_count(checker, ti_output_pixel_stride(record));
    ti_require(checker, pixel_stride >= output_channels, TI_SHAPE_MISMATCH);
    ti_require(checker, pixel_stride <= checker->tensor_bytes || pixel_stride == output_channels, TI_OUT_OF_RANGE);
    uint32_t output_bytes = ti_product(checker, positions, pixel_stride) - (pixel_stride - output_channels);
    uint32_t taps = ti_product(checker, kernel_height, kernel_width);
    uint32_t channel_weights = is_depthwise ? taps : ti_product(checker, taps, input_channels);
    ti_arena(checker, record->input_start, input_bytes);
    ti_arena(checker, record->output_start, output_bytes);
    if (is_winograd(record)) {
        check_winograd(checker, record, output_channels, input_channels);
    } else {
        check_weights(checker, record, output_channels, channel_weights, TI_CONV_BLOCK);
    }

    check_weighted_fields(checker, record, output_channels);
    if (is_depthwise) {
        ti_require(checker, record->weight_layout == TI_LAYOUT_PLAIN, TI_BAD_VALUE);
        ti_require(checker, output_channels % input_channels == 0, TI_SHAPE_MISMATCH);
    }

    if (is_depthwise && is_point_by_point(record)) {
        ti_same_or_disjoint(checker, record->output_start, record->input_start, output_bytes);
    } else {
        ti_disjoint(checker, record->output_start, output_bytes, record->input_start, input_bytes);
    }

    uint32_t row_outputs = ti_product(checker, output_width, output_channels);
    ti_units(checker, &record->op, ti_product(checker, batches, output_height), ti_product(checker, row_outputs, channel_weights));
}

/* Of CONV_2D or CONV_2D_PART. What lies between the outputs of a part counts as its output. */
void ti_check_conv2d(ti_checker *checker, const void *record)
{
    check_conv(checker, record, 0);
}

void ti_check_depthwise_conv2d(ti_checker *checker, const void *record)
{
    check_conv(checker, record, 1);
}

void ti_check_fully_connected(ti_checker *checker, const void *record_start)
{
    const ti_fully_connected_record *record = record_start;
    uint32_t batches = ti_count(checker, record->batches);
    uint32_t input_depth = ti_count(checker, record->input_depth);
    uint32_t output_depth = ti_count(checker, record->output_depth);
    uint32_t input_bytes = ti_product(checker, batches, input_depth);
    uint32_t output_bytes = ti_product(checker, batches, output_depth);
    ti_arena(checker, record->input_start, input_bytes);
    ti_arena(checker, record->output_start, output_bytes);
    check_weights(checker, record_start, output_depth, input_depth, TI_DENSE_BLOCK);
    check_weighted_fields(checker, record_start, output_depth);
    ti_disjoint(checker, record->output_start, output_bytes, record->input_start, input_bytes);
    ti_units(checker, &record->op, output_depth, input_bytes);
}
