/*
 * Small cases with answers worked out by hand, each named after its edge: of the ops that have a reference alone, and of arithmetic at
 * the ends of its range. Buffers are as large as they have to be, for AddressSanitizer.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "kernels_opt.h"
#include "kernels_ref.h"

typedef void (*kernel)(const void *record, const ti_call *call);

static int failures;

static void expect(const char *name, const int8_t *actual, const int8_t *expected, int32_t count)
{
    int32_t i = 0;
    while (i < count && actual[i] == expected[i]) {
        i++;
    }

    if (i < count) {
        printf("%s: byte %d is %d, expected %d\n", name, (int)i, actual[i], expected[i]);
        failures++;
    }
}

/* Evaluates an op of one unit over bytes of arena; model may be null. Then all of the arena must be as expected. */
static void check(
    const char *name, kernel eval, const void *record, const void *model, const int8_t *before, const int8_t *after, int32_t bytes)
{
    int8_t *arena = malloc((size_t)bytes);
    memcpy(arena, before, (size_t)bytes);
    ti_call call = { .model = model, .arena = arena, .count = 1 };
    eval(record, &call);
    expect(name, arena, after, bytes);
    free(arena);
}

/* Input scale 1/16, beta 1: 2^26 / 16 = 2^30 * 2^(23 - 31). A difference of -248 is -15.5; what is below counts as 0. */
static ti_softmax_record softmax_of(int32_t rows, int32_t depth)
{
    ti_softmax_record record = { .rows = rows, .depth = depth, .input_multiplier = 1 << 30, .input_shift = 23, .diff_min = -248 };
    return record;
}

static void test_softmax(void)
{
    /* 256 / 4 = 64, and 256 / (1 + e^-1) = 187.15, 256 / (1 + e) = 68.85; less 128. Rows do not know each other. */
    ti_softmax_record two_rows = softmax_of(2, 4);
    const int8_t rows_before[] = { 5, 5, 5, 5, 100, 84, -128, -128 };
    const int8_t rows_after[] = { -64, -64, -64, -64, 59, -59, -128, -128 };
    check("softmax_in_place_two_rows", ti_softmax_s8_ref, &two_rows, NULL, rows_before, rows_after, 8);

    ti_softmax_record one = softmax_of(1, 1);
    const int8_t one_before[] = { -128 };
    const int8_t one_after[] = { 127 };
    check("softmax_of_one_saturates_below_1", ti_softmax_s8_ref, &one, NULL, one_before, one_after, 1);

    ti_softmax_record cut = softmax_of(1, 2);
    cut.diff_min = -15;
    const int8_t cut_before[] = { 16, 0 };
    const int8_t cut_after[] = { 127, -128 };
    check("softmax_difference_below_diff_min_is_0", ti_softmax_s8_ref, &cut, NULL, cut_before, cut_after, 2);

    /* 256 / 511 = 0.501 rounds to 1; from 512 on nothing does. */
    int8_t equal[513];
    int8_t rounded[513];
    memset(equal, 7, sizeof equal);
    memset(rounded, -127, sizeof rounded);
    ti_softmax_record many = softmax_of(1, 511);
    check("softmax_of_511_equals_rounds_up", ti_softmax_s8_ref, &many, NULL, equal, rounded, 511);
    memset(rounded, -128, sizeof rounded);
    many.depth = 513;
    check("softmax_of_513_equals_rounds_down", ti_softmax_s8_ref, &many, NULL, equal, rounded, 513);
}

static void test_lookup(void)
{
    int8_t table[256];
    for (int32_t i = 0; i < 256; i++) {
        table[i] = (int8_t)(127 - i);
    }

    ti_lookup_record record = { .input_start = 1, .output_start = 1, .count = 3 };
    const int8_t before[] = { 9, -128, 0, 127, 9 };
    const int8_t after[] = { 9, 127, -1, -128, 9 };
    check("lookup_in_place_at_both_ends_of_the_table", ti_lookup_s8_ref, &record, table, before, after, 5);
}

static void test_mean(void)
{
    /* Zero point 1. 102 / 4 = 25.5; -25.5; 101 / 4 = 25.25, which is 50.5 / 2 first, then 51 / 2; 508 / 4 = 127. */
    ti_mean_record record = {
        .output_start = 16, .outer = 1, .axis = 4, .inner = 4, .multiplier = 1 << 30, .shift = -1, .output_zero_point = 1
    };
    const int8_t before[] = { 10, -10, 10, 127, 20, -20, 20, 127, 30, -30, 30, 127, 42, -42, 41, 127, 0, 0, 0, 0 };
    const int8_t after[] = { 10, -10, 10, 127, 20, -20, 20, 127, 30, -30, 30, 127, 42, -42, 41, 127, 27, -25, 27, 127 };
    check("mean_rounds_twice_and_saturates", ti_mean_s8_ref, &record, NULL, before, after, 20);

    /* (2^31 - 1)^2 / 2^31 is 2^31 - 2; 2 more is -2^31. With 1 more the sum itself is -2^31. */
    ti_mean_record end = {
        .output_start = 1, .outer = 1, .axis = 1, .inner = 1, .bias = INT32_MAX, .multiplier = INT32_MAX, .output_zero_point = 2
    };
    const int8_t zero_before[] = { 0, 0 };
    const int8_t zero_after[] = { 0, -128 };
    check("mean_adding_the_zero_point_wraps", ti_mean_s8_ref, &end, NULL, zero_before, zero_after, 2);
    const int8_t one_before[] = { 1, 0 };
    const int8_t one_after[] = { 1, -128 };
    check("mean_sum_wraps", ti_mean_s8_ref, &end, NULL, one_before, one_after, 2);
}

static void test_arg_max(void)
{
    /* [2, 3, 2]; the outputs are int32. */
    ti_arg_max_record record = { .output_start = 12, .outer = 2, .axis = 3, .inner = 2 };
    int8_t before[28] = { 3, -128, 7, -128, 7, -128, -5, 1, -6, 2, -4, 2 };
    int8_t after[28];
    memcpy(after, before, 28);
    after[12] = 1;      /* 3, 7, 7 */
    after[20] = 2;      /* -5, -6, -4 */
    after[24] = 1;      /* 1, 2, 2; and 0 for three times -128 */
    check("arg_max_takes_the_first_of_equals", ti_arg_max_s8_ref, &record, NULL, before, after, 28);

    int8_t *long_before = calloc(304, 1);
    int8_t *long_after = calloc(304, 1);
    long_before[4 + 299] = long_after[4 + 299] = 1;
    long_after[0] = 299 - 256;
    long_after[1] = 1;
    ti_arg_max_record long_axis = { .input_start = 4, .outer = 1, .axis = 300, .inner = 1 };
    check("arg_max_index_beyond_a_byte", ti_arg_max_s8_ref, &long_axis, NULL, long_before, long_after, 304);
    free(long_before);
    free(long_after);
}

static void test_resize_nearest_neighbor(void)
{
    const uint16_t table[] = { 1, 0, 1, 0, 0 };     /* 2 rows, then 3 columns */
    ti_resize_nearest_neighbor_record record = {
        .output_start = 8, .columns_start = 4, .batches = 2, .input_height = 2, .input_width = 2, .channels = 1,
        .output_height = 2, .output_width = 3
    };
    int8_t arena[20] = { 1, 2, 3, 4, 5, 6, 7, 8 };
    const int8_t after[20] = { 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 2, 1, 1, 8, 7, 7, 0, 0, 0 };
    ti_call call = { .model = (const uint8_t *)table, .arena = arena, .first = 1, .count = 2 };
    ti_resize_nearest_neighbor_s8_ref(&record, &call);
    expect("resize_nearest_neighbor_slice_over_two_batches", arena, after, 20);

    const uint16_t pixels[] = { 0, 1, 0 };
    ti_resize_nearest_neighbor_record wide = {
        .output_start = 12, .columns_start = 2, .batches = 1, .input_height = 1, .input_width = 2, .channels = 6,
        .output_height = 1, .output_width = 2
    };
    const int8_t wide_before[24] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 };
    const int8_t wide_after[24] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6 };
    check("resize_nearest_neighbor_pixels_at_odd_words", ti_resize_nearest_neighbor_s8_ref, &wide, pixels, wide_before, wide_after, 24);
}

static void test_strided_copy(void)
{
    const ti_strided_copy_loop once = { 1, INT32_MIN, INT32_MAX };     /* strides of a loop that takes no second step */
    ti_strided_copy_record reverse = { .input_start = 3, .output_start = 4, .run_bytes = 1, .loops = { once, once, once, { 4, -1, 1 } } };
    const int8_t before[8] = { 1, 2, 3, 4 };
    const int8_t reversed[8] = { 1, 2, 3, 4, 4, 3, 2, 1 };
    check("strided_copy_negative_stride_reverses", ti_strided_copy_s8_ref, &reverse, NULL, before, reversed, 8);

    ti_strided_copy_record transpose = { .output_start = 6, .run_bytes = 1, .loops = { once, once, { 3, 1, 2 }, { 2, 3, 1 } } };
    const int8_t matrix[12] = { 1, 2, 3, 4, 5, 6 };
    const int8_t transposed[12] = { 1, 2, 3, 4, 5, 6, 1, 4, 2, 5, 3, 6 };
    check("strided_copy_transposes", ti_strided_copy_s8_ref, &transpose, NULL, matrix, transposed, 12);

    ti_strided_copy_record repeat = { .output_start = 3, .run_bytes = 2, .loops = { once, { 2, 1, 4 }, once, { 2, 0, 2 } } };
    const int8_t short_before[11] = { 1, 2, 3 };
    const int8_t repeated[11] = { 1, 2, 3, 1, 2, 1, 2, 2, 3, 2, 3 };
    check("strided_copy_stride_0_repeats", ti_strided_copy_s8_ref, &repeat, NULL, short_before, repeated, 11);

    ti_strided_copy_record over = { .output_start = 8, .run_bytes = 5, .loops = { once, once, once, { 2, 3, 5 } } };
    const int8_t words_before[18] = { 1, 2, 3, 4, 5, 6, 7, 8 };
    const int8_t words_after[18] = { 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 4, 5, 6, 7, 8 };
    check("strided_copy_a_word_and_a_byte", ti_strided_copy_s8_ref, &over, NULL, words_before, words_after, 18);
}

static void test_fill_and_load_constant(void)
{
    ti_fill_record fill = { .output_start = 3, .count = 7, .value = -128 };
    const int8_t before[12] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };
    const int8_t filled[12] = { 1, 1, 1, -128, -128, -128, -128, -128, -128, -128, 1, 1 };
    check("fill_bytes_around_a_word", ti_fill_s8_ref, &fill, NULL, before, filled, 12);

    ti_load_constant_record load = { .output_start = 1, .data_start = 1, .count = 5 };
    const int8_t constants[] = { 0, -1, -2, -3, -4, -5 };
    const int8_t loaded[12] = { 1, -1, -2, -3, -4, -5, 1, 1, 1, 1, 1, 1 };
    check("load_constant_of_odd_length", ti_load_constant_s8_ref, &load, constants, before, loaded, 12);
}

/* Both implementations of FULLY_CONNECTED; see mean_adding_the_zero_point_wraps. */
static void test_fully_connected(void)
{
    const int32_t model[] = { INT32_MAX, 0 };           /* bias, then one weight of 0 */
    ti_fully_connected_record record = {
        .output_start = 1, .weights_start = 4, .multiplier_start = TI_NONE, .shift_start = TI_NONE, .multiplier = INT32_MAX,
        .output_zero_point = 2, .activation_min = -128, .activation_max = 127, .batches = 1, .input_depth = 1, .output_depth = 1
    };
    const int8_t before[] = { 1, 0 };
    const int8_t after[] = { 1, -128 };
    check("fully_connected_adding_the_zero_point_wraps", ti_fully_connected_s8_ref, &record, model, before, after, 2);
    check("fully_connected_opt_adding_the_zero_point_wraps", ti_fully_connected_s8_opt, &record, model, before, after, 2);
}

/*
 * 4097 * 4096 times -128 is -2^31 - 2^19, which wraps to 2^31 - 2^19. Half the positions more is 2^31 + 7,866,368, which wraps to
 * -2,139,617,280, and that is -127.5 times the positions.
 */
static void test_average_pool2d(void)
{
    ti_pool_record record = {
        .batches = 1, .input_height = 4097, .input_width = 4096, .channels = 1, .output_height = 1, .output_width = 1,
        .kernel_height = 4097, .kernel_width = 4096, .stride_height = 1, .stride_width = 1, .activation_min = -128, .activation_max = 127
    };
    const int32_t positions = 4097 * 4096;
    record.output_start = positions;
    int8_t *before = malloc((size_t)positions + 1);
    int8_t *after = malloc((size_t)positions + 1);
    memset(before, -128, (size_t)positions + 1);
    memcpy(after, before, (size_t)positions);
    after[positions] = -127;
    check("average_pool2d_sum_wraps", ti_average_pool2d_s8_ref, &record, NULL, before, after, positions + 1);
    check("average_pool2d_opt_sum_wraps", ti_average_pool2d_s8_opt, &record, NULL, before, after, positions + 1);
    free(after);
    free(before);
}

/* gemmlowp's SaturatingRoundingDoublingHighMul, but for the one case that saturates. */
static int32_t high_mul_of_gemmlowp(int32_t a, int32_t b)
{
    int64_t product = (int64_t)a * b;
    int64_t nudge = product >= 0 ? 1 << 30 : 1 - (1 << 30);
    return (int32_t)((product + nudge) / ((int64_t)1 << 31));
}

static void test_high_mul(void)
{
    static const int32_t ends[] = {
        INT32_MIN, INT32_MIN + 1, -(1 << 30) - 1, -(1 << 30), 1 - (1 << 30), -32769, -32768, -3, -2, -1, 0, 1, 2, 3, 32767, 32768,
        (1 << 30) - 1, 1 << 30, (1 << 30) + 1, INT32_MAX - 1, INT32_MAX
    };
    const int32_t count = (int32_t)(sizeof ends / sizeof ends[0]);
    uint32_t random = 1;
    int32_t different = 0;
    for (int32_t i = 0; i < 4000000; i++) {
        int32_t is_end = i < count * count;
        int32_t a = is_end ? ends[i / count] : (int32_t)(random = random * 1664525u + 1013904223u);
        int32_t b = is_end ? ends[i % count] : (int32_t)(random = random * 1664525u + 1013904223u);
        if (a != INT32_MIN || b != INT32_MIN) {
            different += ti_high_mul(a, b) != high_mul_of_gemmlowp(a, b);
            different += ti_high_mul(a >> 15, b >> 16) != high_mul_of_gemmlowp(a >> 15, b >> 16);     /* products around ties */
        }
    }

    if (different > 0) {
        printf("high_mul_is_that_of_gemmlowp: %d different\n", (int)different);
        failures++;
    }
}

static void test_rounding_divide(void)
{
    const int8_t actual[] = {
        (int8_t)ti_rounding_divide_by_power_of_two(5, 1), (int8_t)ti_rounding_divide_by_power_of_two(-5, 1),
        (int8_t)ti_rounding_divide_by_power_of_two(-6, 2), (int8_t)ti_rounding_divide_by_power_of_two(-5, 2),
        (int8_t)ti_rounding_divide_by_power_of_two(INT32_MAX, 31), (int8_t)ti_rounding_divide_by_power_of_two(INT32_MIN, 31),
        (int8_t)ti_rounding_divide_by_power_of_two(-7, 0)
    };
    const int8_t expected[] = { 3, -3, -2, -1, 1, -1, -7 };
    expect("rounding_divide_ties_away_from_zero", actual, expected, 7);
}

int main(void)
{
    test_softmax();
    test_lookup();
    test_mean();
    test_arg_max();
    test_resize_nearest_neighbor();
    test_strided_copy();
    test_fill_and_load_constant();
    test_fully_connected();
    test_average_pool2d();
    test_high_mul();
    test_rounding_divide();
    printf("%d failures\n", failures);
    return failures == 0 ? 0 : 1;
}
