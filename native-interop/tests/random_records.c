#include "random_records.h"
#include <stdlib.h>
#include <string.h>
#include "random_values.h"

static uint64_t state;

void random_start(uint32_t seed)
{
    state = seed * 0x9E3779B97F4A7C15u + 1;
}

/* xorshift64* (Vigna 2016) */
uint32_t random_next(void)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (uint32_t)((state * 0x2545F4914F6CDD1Du) >> 32);
}

uint32_t random_below(uint32_t limit)
{
    return (uint32_t)(((uint64_t)random_next() * limit) >> 32);
}

void random_bytes(uint8_t *bytes, uint32_t count, int is_extreme)
{
    static const int8_t extremes[] = { -128, -127, 127, 127 };
    for (uint32_t i = 0; i < count; i++) {
        bytes[i] = is_extreme && !one_in(8) ? (uint8_t)extremes[random_below(4)] : (uint8_t)random_next();
    }
}

uint32_t place_tensors(int32_t *input_start, int32_t input_bytes, int32_t *output_start, int32_t output_bytes)
{
    int32_t before = between(0, 7);
    int32_t gap = between(0, 7);
    int32_t is_output_first = one_in(2);
    *input_start = before + (is_output_first ? output_bytes + gap : 0);
    *output_start = before + (is_output_first ? 0 : input_bytes + gap);
    return (uint32_t)(before + input_bytes + gap + output_bytes + between(0, 7));
}

void fill_weighted(random_case *random, ti_conv_record *record, int32_t weights, int32_t channels, int32_t macs_per_unit)
{
    int is_wild = one_in(4);
    int is_per_channel = one_in(2);
    record->bias_start = 0;
    record->multiplier_start = is_per_channel ? 4 * channels : TI_NONE;
    record->shift_start = is_per_channel ? 8 * channels : TI_NONE;
    record->weights_start = is_per_channel ? 9 * channels : 4 * channels;
    record->weights_start += between(0, 3);
    record->multiplier = random_multiplier();
    record->shift = random_shift(is_wild);
    record->input_zero_point = random_zero_point();
    record->output_zero_point = random_zero_point();
    random_activation(&record->activation_min, &record->activation_max);
    random->is_extreme = one_in(3);
    record->op.macs_per_unit = macs_per_unit;

    random->model = malloc((size_t)(record->weights_start + weights));
    random_bytes(random->model + record->weights_start, (uint32_t)weights, random->is_extreme);
    for (int32_t c = 0; c < channels; c++) {
        int32_t bias = random_bias(is_wild && one_in(4));
        int32_t multiplier = random_multiplier();
        memcpy(random->model + 4 * c, &bias, 4);
        if (is_per_channel) {
            memcpy(random->model + record->multiplier_start + 4 * c, &multiplier, 4);
            random->model[record->shift_start + c] = (uint8_t)random_shift(is_wild && one_in(4));
        }
    }
}

static void make_dense(random_case *random, int32_t batches, int32_t input_depth, int32_t output_depth)
{
    ti_fully_connected_record *record = &random->record.fully_connected;
    memset(record, 0, sizeof *record);
    record->op.code = TI_FULLY_CONNECTED;
    record->op.units = output_depth;
    record->batches = (uint16_t)batches;
    record->input_depth = input_depth;
    record->output_depth = output_depth;
    fill_weighted(random, &random->record.conv, input_depth * output_depth, output_depth, batches * input_depth);
    random->arena_bytes = place_tensors(&record->input_start, batches * input_depth, &record->output_start, batches * output_depth);
}

/* Half have weights so small that pairs bear their sums. */
static void make_fully_connected_deep(random_case *random, int32_t batches)
{
    int32_t input_depth = between(1025, 1300);   /* more than kernels for DSP unpack */
    int32_t output_depth = between(1, 12);
    make_dense(random, batches, input_depth, output_depth);
    int8_t *weights = (int8_t *)random->model + random->record.fully_connected.weights_start;
    int32_t divisor = one_in(2) ? 4 : 1;
    for (int32_t i = 0; i < input_depth * output_depth; i++) {
        weights[i] = (int8_t)(weights[i] / divisor);
    }
}

void make_fully_connected(random_case *random)
{
    int32_t batches = one_in(3) ? between(2, 3) : 1;
    if (one_in(32)) {
        make_fully_connected_deep(random, batches);
        return;
    }

    int32_t input_depth = between(1, one_in(4) ? 200 : 40);
    int32_t output_depth = between(1, 45);
    make_dense(random, batches, input_depth, output_depth);
}

void make_fully_connected_small(random_case *random)
{
    int32_t batches = one_in(8) ? between(2, 3) : 1;
    int32_t input_depth = one_in(2) ? 4 * between(1, 4) : between(1, 17);
    int32_t output_depth = between(1, 45);
    make_dense(random, batches, input_depth, output_depth);
    if (!one_in(8)) {
        ti_fully_connected_record *record = &random->record.fully_connected;
        record->activation_min = -128;
        record->activation_max = 127;
        record->multiplier_start = TI_NONE;
        record->shift_start = TI_NONE;
    }
}

/* One operand, or both, is dense and lies where the output does. */
static void place_in_place(ti_binary_record *record, int32_t bytes)
{
    int32_t which = (int32_t)random_below(3);
    record->output_start = record->input1_start;
    record->input2_start = record->input1_start;
    if (which != 1) {
        record->input1_outer_stride = record->inner;
        record->input1_inner_stride = 1;
    } else {
        record->input1_start += bytes;
    }

    if (which != 0) {
        record->input2_outer_stride = record->inner;
        record->input2_inner_stride = 1;
    } else {
        record->input2_start += bytes;
    }
}

/* Values of a row of ADD, SUB and MUL. */
#define SMALL 40
#define LARGE 1200

/* Both operands lie in one range of input bytes: they may be the same, or overlap. */
static void make_binary(random_case *random, int is_mul, int32_t most)
{
    ti_binary_record *record = &random->record.binary;
    memset(record, 0, sizeof *record);
    record->op.units = 1;
    record->outer = one_in(8) ? 1 : between(1, 4);
    record->inner = one_in(8) ? 1 : between(most == SMALL ? 1 : most / 2, most);
    int32_t bytes = record->outer * record->inner;
    random->arena_bytes = place_tensors(&record->input1_start, 2 * bytes, &record->output_start, bytes);
    record->input2_start = record->input1_start + between(0, bytes);
    record->input1_outer_stride = one_in(4) ? 0 : record->inner;
    record->input2_outer_stride = one_in(4) ? 0 : record->inner;
    record->input1_inner_stride = most == SMALL && one_in(4) ? 0 : 1;
    record->input2_inner_stride = most == SMALL && one_in(4) ? 0 : 1;
    if (one_in(4)) {
        place_in_place(record, bytes);
    } else if (record->outer == 1 && one_in(2)) {
        record->input1_outer_stride = INT32_MAX;   /* never taken */
        record->input2_outer_stride = between(0, INT32_MAX - 1);
    } else if (one_in(4)) {
        record->input2_start = record->input1_start;   /* rows apart: outer * (inner + gap) bytes of the 2 * bytes of both */
        record->input2_outer_stride = record->inner + between(0, record->inner);
    }

    int is_wild = one_in(4);
    record->input1_multiplier = is_mul ? 0 : random_multiplier();
    record->input2_multiplier = is_mul ? 0 : random_multiplier();
    record->output_multiplier = random_multiplier();
    record->input1_shift = (int8_t)(is_mul ? 0 : is_wild ? random_shift(1) : between(-8, 0));
    record->input2_shift = (int8_t)(is_mul ? 0 : is_wild ? random_shift(1) : between(-8, 0));
    if (!is_mul && one_in(2)) {   /* as a converter makes them: that of the larger scale is halved */
        record->input1_multiplier = 1 << 30;
        record->input1_shift = 0;
    }

    if (!is_mul && one_in(2)) {
        record->input2_multiplier = 1 << 30;
        record->input2_shift = 0;
    }

    record->output_shift = (int8_t)(is_wild ? random_shift(1) : is_mul ? between(-12, -1) : between(-22, -14));
    record->input1_zero_point = random_zero_point();
    record->input2_zero_point = random_zero_point();
    record->output_zero_point = random_zero_point();
    random_activation(&record->activation_min, &record->activation_max);
    random->is_extreme = one_in(4);
    random->model = malloc(1);
}

void make_add(random_case *random)
{
    make_binary(random, 0, SMALL);
    random->record.op.code = one_in(2) ? TI_ADD : TI_SUB;
}

void make_add_large(random_case *random)
{
    make_binary(random, 0, LARGE);
    random->record.op.code = one_in(2) ? TI_ADD : TI_SUB;
}

void make_mul(random_case *random)
{
    make_binary(random, 1, SMALL);
    random->record.op.code = TI_MUL;
}

static void finish_pool(random_case *random)
{
    ti_pool_record *record = &random->record.pool;
    record->op.code = TI_AVERAGE_POOL_2D;   /* or MAX_POOL_2D, whose record is the same */
    record->op.units = record->batches * record->output_height;
    random_activation(&record->activation_min, &record->activation_max);
    random->arena_bytes = place_tensors(
        &record->input_start, record->batches * record->input_height * record->input_width * record->channels,
        &record->output_start, record->batches * record->output_height * record->output_width * record->channels);
    random->is_extreme = one_in(4);
    random->model = malloc(1);
}

void make_pool(random_case *random)
{
    ti_pool_record *record = &random->record.pool;
    memset(record, 0, sizeof *record);
    record->batches = (uint16_t)between(1, 2);
    record->channels = (uint16_t)(one_in(3) ? 4 * between(1, 3) : between(1, one_in(4) ? 40 : 10));
    random_windows(&record->input_height, &record->output_height, &record->kernel_height, &record->stride_height, &record->padding_top);
    random_windows(&record->input_width, &record->output_width, &record->kernel_width, &record->stride_width, &record->padding_left);
    finish_pool(random);
}

/* One window over all of an input, as at the end of a network: more values than an int16 holds the sum of. */
void make_pool_global(random_case *random)
{
    ti_pool_record *record = &random->record.pool;
    memset(record, 0, sizeof *record);
    record->batches = 1;
    record->channels = (uint16_t)(4 * between(1, 3));
    record->input_height = record->kernel_height = (uint16_t)between(1, 40);
    record->input_width = record->kernel_width = (uint16_t)(one_in(4) ? between(1, 300) : between(1, 40));
    record->output_height = record->output_width = 1;
    record->stride_height = record->stride_width = 1;
    finish_pool(random);
}

void make_lookup(random_case *random)
{
    ti_lookup_record *record = &random->record.lookup;
    memset(record, 0, sizeof *record);
    record->op.code = TI_LOOKUP;
    record->op.units = 1;
    record->count = between(1, 300);
    record->table_start = between(0, 7);
    random->is_extreme = one_in(4);
    random->arena_bytes = place_tensors(&record->input_start, record->count, &record->output_start, record->count);
    if (one_in(4)) {
        record->output_start = record->input_start;   /* in place */
    }

    random->model = malloc((size_t)record->table_start + 256);
    random_bytes(random->model + record->table_start, 256, 0);
}
