#include "checker.h"

/* Windows move in one direction: if the first and the last one meet the input, all do. */
static void check_windows(
    ti_checker *checker, uint32_t padding, uint32_t kernel, uint32_t stride, uint32_t input_size, uint32_t output_size)
{
    ti_require(checker, padding < kernel, TI_SHAPE_MISMATCH);
    ti_require(checker, (uint64_t)(output_size - 1) * stride < (uint64_t)input_size + padding, TI_SHAPE_MISMATCH);
}

void ti_check_pool(ti_checker *checker, const void *record_start)
{
    const ti_pool_record *record = record_start;
    uint32_t input_height = ti_count(checker, record->input_height);
    uint32_t input_width = ti_count(checker, record->input_width);
    uint32_t output_height = ti_count(checker, record->output_height);
    uint32_t output_width = ti_count(checker, record->output_width);
    uint32_t kernel_height = ti_count(checker, record->kernel_height);
    uint32_t kernel_width = ti_count(checker, record->kernel_width);
    check_windows(
        checker, record->padding_top, kernel_height, ti_count(checker, record->stride_height), input_height, output_height);
    check_windows(checker, record->padding_left, kernel_width, ti_count(checker, record->stride_width), input_width, output_width);

    uint32_t images = ti_product(checker, ti_count(checker, record->batches), ti_count(checker, record->channels));
    uint32_t input_bytes = ti_product(checker, ti_product(checker, images, input_height), input_width);
    uint32_t output_bytes = ti_product(checker, ti_product(checker, images, output_height), output_width);
    ti_arena(checker, record->input_start, input_bytes);
    ti_arena(checker, record->output_start, output_bytes);
    ti_activation(checker, record->activation_min, record->activation_max);
    ti_require(checker, record->reserved == 0, TI_BAD_VALUE);
    ti_disjoint(checker, record->output_start, output_bytes, record->input_start, input_bytes);
    ti_units(checker, &record->op, ti_product(checker, ti_count(checker, record->batches), output_height), 0);

    /* What a window reads of the input is bounded, or a small file could keep a processor busy for days. */
    uint32_t rows = kernel_height < input_height ? kernel_height : input_height;
    uint32_t columns = kernel_width < input_width ? kernel_width : input_width;
    ti_product(checker, output_bytes, ti_product(checker, rows, columns));
}

static void check_operand(
    ti_checker *checker, const ti_binary_record *record, int32_t start, int32_t outer_stride, int32_t inner_stride, uint32_t output_bytes)
{
    ti_require(checker, outer_stride >= 0 && inner_stride >= 0 && inner_stride <= 1, TI_BAD_VALUE);
    if (checker->status != TI_OK) {
        return;   /* or the next line might overflow */
    }

    int64_t end = start + (int64_t)(record->outer - 1) * outer_stride + (int64_t)(record->inner - 1) * inner_stride + 1;
    ti_require(checker, start >= 0 && end <= (int64_t)checker->tensor_bytes, TI_OUT_OF_RANGE);
    if (checker->status != TI_OK) {
        return;
    }

    int32_t is_dense = (record->inner == 1 || inner_stride == 1) && (record->outer == 1 || outer_stride == record->inner);
    if (is_dense) {
        ti_same_or_disjoint(checker, record->output_start, start, output_bytes);
    } else {
        ti_disjoint(checker, record->output_start, output_bytes, start, (uint32_t)(end - start));
    }
}

static void check_binary(ti_checker *checker, const ti_binary_record *record)
{
    uint32_t output_bytes = ti_product(checker, ti_count(checker, record->outer), ti_count(checker, record->inner));
    ti_arena(checker, record->output_start, output_bytes);
    check_operand(checker, record, record->input1_start, record->input1_outer_stride, record->input1_inner_stride, output_bytes);
    check_operand(checker, record, record->input2_start, record->input2_outer_stride, record->input2_inner_stride, output_bytes);
    ti_multiplier(checker, record->input1_multiplier);
    ti_multiplier(checker, record->input2_multiplier);
    ti_multiplier(checker, record->output_multiplier);
    ti_shift(checker, record->input1_shift);
    ti_shift(checker, record->input2_shift);
    ti_shift(checker, record->output_shift);
    ti_activation(checker, record->activation_min, record->activation_max);
    ti_units(checker, &record->op, 1, 0);
}

void ti_check_add(ti_checker *checker, const void *record)
{
    check_binary(checker, record);
}

void ti_check_mul(ti_checker *checker, const void *record_start)
{
    const ti_binary_record *record = record_start;
    ti_require(checker, record->input1_multiplier == 0 && record->input2_multiplier == 0, TI_BAD_VALUE);
    check_binary(checker, record);
}

void ti_check_softmax(ti_checker *checker, const void *record_start)
{
    const ti_softmax_record *record = record_start;
    uint32_t bytes = ti_product(checker, ti_count(checker, record->rows), ti_count(checker, record->depth));
    ti_arena(checker, record->input_start, bytes);
    ti_arena(checker, record->output_start, bytes);
    ti_multiplier(checker, record->input_multiplier);
    ti_require(checker, record->input_shift >= 0 && record->input_shift <= 31, TI_BAD_VALUE);
    ti_require(checker, record->diff_min <= 0, TI_BAD_VALUE);
    ti_same_or_disjoint(checker, record->output_start, record->input_start, bytes);
    ti_units(checker, &record->op, 1, 0);
}

void ti_check_lookup(ti_checker *checker, const void *record_start)
{
    const ti_lookup_record *record = record_start;
    uint32_t count = ti_count(checker, record->count);
    ti_arena(checker, record->input_start, count);
    ti_arena(checker, record->output_start, count);
    ti_constant(checker, record->table_start, 256, 0);
    ti_same_or_disjoint(checker, record->output_start, record->input_start, count);
    ti_units(checker, &record->op, 1, 0);
}

void ti_check_mean(ti_checker *checker, const void *record_start)
{
    const ti_mean_record *record = record_start;
    uint32_t output_bytes = ti_product(checker, ti_count(checker, record->outer), ti_count(checker, record->inner));
    uint32_t input_bytes = ti_product(checker, output_bytes, ti_count(checker, record->axis));
    ti_arena(checker, record->input_start, input_bytes);
    ti_arena(checker, record->output_start, output_bytes);
    ti_multiplier(checker, record->multiplier);
    ti_shift(checker, record->shift);
    ti_require(checker, record->reserved == 0, TI_BAD_VALUE);
    ti_disjoint(checker, record->output_start, output_bytes, record->input_start, input_bytes);
    ti_units(checker, &record->op, 1, 0);
}
