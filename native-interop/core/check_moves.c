#include "checker.h"

void ti_check_arg_max(ti_checker *checker, const void *record_start)
{
    const ti_arg_max_record *record = record_start;
    uint32_t outputs = ti_product(checker, ti_count(checker, record->outer), ti_count(checker, record->inner));
    uint32_t input_bytes = ti_product(checker, outputs, ti_count(checker, record->axis));
    uint32_t output_bytes = ti_product(checker, outputs, 4);
    ti_arena(checker, record->input_start, input_bytes);
    ti_arena(checker, record->output_start, output_bytes);
    ti_require(checker, (record->output_start & 3) == 0, TI_MISALIGNED);
    ti_disjoint(checker, record->output_start, output_bytes, record->input_start, input_bytes);
    ti_units(checker, &record->op, 1, 0);
}

void ti_check_resize_nearest_neighbor(ti_checker *checker, const void *record_start)
{
    const ti_resize_nearest_neighbor_record *record = record_start;
    uint32_t input_height = ti_count(checker, record->input_height);
    uint32_t input_width = ti_count(checker, record->input_width);
    uint32_t output_height = ti_count(checker, record->output_height);
    uint32_t output_width = ti_count(checker, record->output_width);
    uint32_t images = ti_product(checker, ti_count(checker, record->batches), ti_count(checker, record->channels));
    uint32_t input_bytes = ti_product(checker, ti_product(checker, images, input_height), input_width);
    uint32_t output_bytes = ti_product(checker, ti_product(checker, images, output_height), output_width);
    ti_arena(checker, record->input_start, input_bytes);
    ti_arena(checker, record->output_start, output_bytes);
    ti_constants_below(checker, record->rows_start, output_height, input_height);
    ti_constants_below(checker, record->columns_start, output_width, input_width);
    ti_disjoint(checker, record->output_start, output_bytes, record->input_start, input_bytes);
    ti_units(checker, &record->op, ti_product(checker, ti_count(checker, record->batches), output_height), 0);
}

void ti_check_strided_copy(ti_checker *checker, const void *record_start)
{
    const ti_strided_copy_record *record = record_start;
    uint32_t run = ti_count(checker, record->run_bytes);
    uint32_t bytes = run;
    int64_t input_start = record->input_start;
    int64_t input_end = input_start + run;
    int64_t output_start = record->output_start;
    int64_t output_end = output_start + run;
    for (int32_t i = 0; i < 4; i++) {
        const ti_strided_copy_loop *loop = &record->loops[i];
        uint32_t count = ti_count(checker, loop->count);
        ti_require(checker, loop->output_stride >= 1, TI_BAD_VALUE);
        bytes = ti_product(checker, bytes, count);
        if (checker->status != TI_OK) {
            return;   /* or the sums below might overflow: with counts whose product fits an int32 they do not */
        }

        int64_t input_reach = ((int64_t)count - 1) * loop->input_stride;
        input_start += input_reach < 0 ? input_reach : 0;
        input_end += input_reach > 0 ? input_reach : 0;
        output_end += ((int64_t)count - 1) * loop->output_stride;
    }

    int64_t limit = checker->tensor_bytes;
    ti_require(checker, input_start >= 0 && input_end <= limit && output_start >= 0 && output_end <= limit, TI_OUT_OF_RANGE);

    /* Strides that wrote a place twice could run for ever: what is written fits where it is written. */
    ti_require(checker, bytes <= output_end - output_start, TI_SHAPE_MISMATCH);
    ti_require(checker, output_end <= input_start || input_end <= output_start, TI_OVERLAP);
    ti_units(checker, &record->op, 1, 0);
}

void ti_check_fill(ti_checker *checker, const void *record_start)
{
    const ti_fill_record *record = record_start;
    ti_arena(checker, record->output_start, ti_count(checker, record->count));
    ti_require(checker, record->value >= -128 && record->value <= 127, TI_BAD_VALUE);
    ti_units(checker, &record->op, 1, 0);
}

void ti_check_load_constant(ti_checker *checker, const void *record_start)
{
    const ti_load_constant_record *record = record_start;
    uint32_t count = ti_count(checker, record->count);
    ti_arena(checker, record->output_start, count);
    ti_constant(checker, record->data_start, count, 0);
    ti_units(checker, &record->op, 1, 0);
}
