#include "random_records.h"
#include "random_values.h"

/* Of some of the convolutions that may be: the output is a part of the channels of a joint tensor. */
static int32_t make_part(random_case *random)
{
    ti_conv_record *record = &random->record.conv;
    record->op.code = TI_CONV_2D_PART;
    int32_t others = one_in(2) ? 4 * between(0, 8) : between(0, 40);
    if (record->output_height * record->output_width <= 4 && one_in(4)) {
        others = between(21820, 21860);   /* more than 16 bits for four positions */
    }

    random->record.conv_part.output_pixel_stride = record->output_channels + others;
    return random->record.conv_part.output_pixel_stride;
}

/* Sizes first, then this. */
static void finish_conv(random_case *random, int is_depthwise)
{
    ti_conv_record *record = &random->record.conv;
    int32_t taps = record->kernel_height * record->kernel_width;
    int32_t input_bytes = record->batches * record->input_height * record->input_width * record->input_channels;
    int32_t pixel_stride = !is_depthwise && one_in(4) ? make_part(random) : record->output_channels;
    int32_t positions = record->batches * record->output_height * record->output_width;
    int32_t output_bytes = (positions - 1) * pixel_stride + record->output_channels;
    record->op.units = record->batches * record->output_height;
    int32_t weights = taps * (is_depthwise ? 1 : record->input_channels) * record->output_channels;
    fill_weighted(random, record, weights, record->output_channels, record->output_width * weights);
    random->arena_bytes = place_tensors(&record->input_start, input_bytes, &record->output_start, output_bytes);
}

void make_conv2d(random_case *random)
{
    ti_conv_record *record = &random->record.conv;
    random_conv_sizes(record);
    if (one_in(3)) {
        record->kernel_height = record->kernel_width = 1;
    }

    record->op.code = TI_CONV_2D;
    record->input_channels = (uint16_t)(one_in(2) ? 4 * between(1, 5) : between(1, 18));
    record->output_channels = (uint16_t)between(1, 21);
    finish_conv(random, 0);
}

/* Depths and numbers of channels of real networks. */
void make_conv2d_large(random_case *random)
{
    ti_conv_record *record = &random->record.conv;
    random_conv_sizes(record);
    if (one_in(2)) {
        record->kernel_height = record->kernel_width = 1;
    }

    if (one_in(4)) {
        record->stride_height = record->stride_width = 1;
        record->padding_top = record->padding_left = 0;
        record->output_height = record->input_height;
        record->output_width = record->input_width;
    }

    record->op.code = TI_CONV_2D;
    record->batches = 1;
    record->input_channels = (uint16_t)(one_in(2) ? 16 * between(1, 5) : between(1, 80));
    record->output_channels = (uint16_t)(one_in(2) ? 4 * between(1, 12) : between(1, 48));
    finish_conv(random, 0);
}

/* Strides and dilations 1, any padding; mostly with more than one tile of 4 x 4. */
void make_conv2d_3x3(random_case *random)
{
    ti_conv_record *record = &random->record.conv;
    random_conv_sizes(record);
    record->op.code = TI_CONV_2D;
    record->kernel_height = record->kernel_width = 3;
    record->stride_height = record->stride_width = 1;
    record->dilation_height = record->dilation_width = 1;
    record->output_height = (uint16_t)between(1, 13);
    record->output_width = (uint16_t)(one_in(3) ? 4 * between(1, 5) : between(1, 19));
    record->input_height = (uint16_t)between(1, 13);
    record->input_width = (uint16_t)between(1, 19);
    record->input_channels = (uint16_t)(one_in(2) ? 4 * between(1, one_in(8) ? 17 : 3) : between(1, one_in(8) ? 40 : 18));
    record->output_channels = (uint16_t)between(1, 13);
    finish_conv(random, 0);
}

void make_depthwise_conv2d(random_case *random)
{
    ti_conv_record *record = &random->record.conv;
    random_conv_sizes(record);
    record->op.code = TI_DEPTHWISE_CONV_2D;
    record->input_channels = (uint16_t)(one_in(3) ? 1 : between(1, 9));
    record->output_channels = (uint16_t)(record->input_channels * (record->input_channels == 1 ? between(1, 37) : between(1, 3)));
    finish_conv(random, 1);
}

void make_depthwise_conv2d_3x3(random_case *random)
{
    ti_conv_record *record = &random->record.conv;
    random_conv_sizes(record);
    record->input_height = (uint16_t)(one_in(8) ? between(60, 140) : between(1, 9));
    record->input_width = (uint16_t)between(1, 19);
    record->op.code = TI_DEPTHWISE_CONV_2D;
    record->kernel_height = record->kernel_width = 3;
    record->stride_height = record->stride_width = (uint16_t)between(1, 2);
    record->dilation_height = record->dilation_width = 1;
    record->padding_top = (uint16_t)between(0, 1);
    record->padding_left = (uint16_t)between(0, 1);
    record->output_height = windows_of_3(record->input_height + record->padding_top + between(0, 1), record->stride_height);
    record->output_width = windows_of_3(record->input_width + record->padding_left + between(0, 1), record->stride_width);
    record->input_channels = record->output_channels = (uint16_t)(one_in(2) ? between(1, 9) : 4 * between(1, 3));
    finish_conv(random, 1);
}

/* One tap: the one form that may write over its input. */
void make_depthwise_conv2d_in_place(random_case *random)
{
    ti_conv_record *record = &random->record.conv;
    random_conv_sizes(record);
    record->op.code = TI_DEPTHWISE_CONV_2D;
    record->kernel_height = record->kernel_width = 1;
    record->stride_height = record->stride_width = 1;   /* a dilation stays: it says nothing here */
    record->padding_top = record->padding_left = 0;
    record->output_height = record->input_height;
    record->output_width = record->input_width;
    record->input_channels = record->output_channels = (uint16_t)between(1, 9);
    finish_conv(random, 1);
    record->output_start = record->input_start;
}

void make_depthwise_conv2d_multiplied(random_case *random)
{
    ti_conv_record *record = &random->record.conv;
    random_conv_sizes(record);
    record->op.code = TI_DEPTHWISE_CONV_2D;
    record->input_width = (uint16_t)between(1, 20);
    record->kernel_width = (uint16_t)between(1, 9);
    record->input_channels = 1;
    record->output_channels = (uint16_t)between(1, 20);
    finish_conv(random, 1);
}

/* Rows that are long and many, kernels of many taps, more channels than are treated at a time. */
void make_depthwise_conv2d_large(random_case *random)
{
    ti_conv_record *record = &random->record.conv;
    random_conv_sizes(record);
    record->op.code = TI_DEPTHWISE_CONV_2D;
    record->batches = 1;
    record->kernel_height = (uint16_t)between(1, 7);
    record->kernel_width = (uint16_t)between(1, 7);
    record->input_height = (uint16_t)between(1, one_in(4) ? 60 : 12);
    record->input_width = (uint16_t)between(1, one_in(4) ? 300 : 24);
    record->output_height = (uint16_t)between(1, (record->input_height - 1) / record->stride_height + 1);
    record->output_width = (uint16_t)between(1, (record->input_width - 1) / record->stride_width + 1);
    int32_t positions = record->output_height * record->output_width;
    record->input_channels = (uint16_t)between(1, positions > 200 ? 2 : 40);
    record->output_channels = (uint16_t)(record->input_channels * (one_in(4) ? between(2, 3) : 1));
    finish_conv(random, 1);
}
