/*
 * Every kernel of a configured back end against its reference: random records, weights and tensors, extremes included, prepared once
 * and evaluated in slices of units. The whole arena must be equal afterwards, and all buffers are exactly as large as the kernel
 * asked for, so that AddressSanitizer finds what is read or written beyond them. What a kernel does not take is counted, no more.
 * Arguments: compared records per op, seed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "kernels_ref.h"
#include "random_records.h"
#if TI_CMSIS_NN
#include "kernels_cmsis_nn.h"
#endif
#if TI_ESP_NN
#include "kernels_esp_nn.h"
#endif

#ifndef TEST_ROUNDS
#define TEST_ROUNDS 4000
#endif

/* A kernel may refuse so many records for each one that it takes. */
#define MOST_REFUSED 64

typedef void (*kernel)(const void *record, const ti_call *call);

static int32_t between(int32_t min, int32_t max)
{
    return min + (int32_t)random_below((uint32_t)(max - min + 1));
}

/* More channels than are treated at a time, and kernels up to 5 x 5. */
static void make_depthwise_conv2d_wide(random_case *random)
{
    make_depthwise_conv2d_in_place(random);
    free(random->model);
    ti_conv_record *record = &random->record.conv;
    record->batches = 1;
    record->input_height = (uint16_t)between(1, 5);
    record->input_width = (uint16_t)between(1, 5);
    record->kernel_height = (uint16_t)between(1, 5);
    record->kernel_width = (uint16_t)between(1, 5);
    record->padding_top = (uint16_t)between(0, record->kernel_height - 1);
    record->padding_left = (uint16_t)between(0, record->kernel_width - 1);
    record->stride_height = (uint16_t)between(1, 2);
    record->stride_width = (uint16_t)between(1, 2);
    record->output_height = (uint16_t)between(1, (record->input_height - 1 + record->padding_top) / record->stride_height + 1);
    record->output_width = (uint16_t)between(1, (record->input_width - 1 + record->padding_left) / record->stride_width + 1);
    record->input_channels = (uint16_t)between(1, 300);
    record->output_channels = record->input_channels;
    record->op.units = record->output_height;
    int32_t channels = record->output_channels;
    int32_t weights = record->kernel_height * record->kernel_width * channels;
    record->bias_start = 0;
    record->multiplier_start = 4 * channels;
    record->shift_start = 8 * channels;
    record->weights_start = 9 * channels;
    random->model = malloc((size_t)(record->weights_start + weights));
    for (int32_t c = 0; c < channels; c++) {
        int32_t bias = between(-100000, 100000);
        int32_t multiplier = between(1 << 30, INT32_MAX - 1);
        memcpy(random->model + 4 * c, &bias, 4);
        memcpy(random->model + 4 * (channels + c), &multiplier, 4);
        random->model[8 * channels + c] = (uint8_t)between(-14, -1);
    }

    random_bytes(random->model + record->weights_start, (uint32_t)weights, random->is_extreme);
    int32_t input_bytes = record->input_height * record->input_width * channels;
    record->input_start = between(0, 3);
    record->output_start = record->input_start + input_bytes + between(0, 3);
    random->arena_bytes = (uint32_t)(record->output_start + record->output_height * record->output_width * channels);
}

/* One input channel, as at the front of a network that hears. */
static void make_depthwise_conv2d_one_channel(random_case *random)
{
    do {
        make_depthwise_conv2d(random);
        if (random->record.conv.input_channels != 1) {
            free(random->model);
        }
    } while (random->record.conv.input_channels != 1);
}

/* diff_min, multiplier and shift as a converter makes them, or anything. */
static void make_softmax(random_case *random)
{
    ti_softmax_record *record = (ti_softmax_record *)(void *)&random->record;
    memset(record, 0, sizeof *record);
    record->op.code = TI_SOFTMAX;
    record->op.units = 1;
    record->rows = between(1, 4);
    record->depth = between(1, random_below(4) == 0 ? 300 : 20);
    record->input_multiplier = between(1 << 30, INT32_MAX - 1);
    record->input_shift = random_below(8) == 0 ? between(0, 31) : between(18, 26);
    record->diff_min = -(int32_t)((31u << 26) >> record->input_shift);
    if (random_below(8) == 0) {
        record->diff_min = -between(0, 300);
    }

    int32_t bytes = record->rows * record->depth;
    record->input_start = between(0, 7);
    record->output_start = random_below(4) == 0 ? record->input_start : record->input_start + bytes + between(0, 7);
    random->arena_bytes = (uint32_t)(record->output_start + bytes + between(0, 7));
    random->is_extreme = random_below(4) == 0;
    random->model = malloc(1);
}

typedef struct tested_op {
    const char *name;
    void (*make)(random_case *random);
    kernel reference;
    ti_op op;
} tested_op;

#define SIMPLE(name) { .path = PATH, .can = name##_can, .eval = name }
#define CONV(name) \
    { .path = PATH, .can = name##_can, .scratch_bytes = name##_scratch_bytes, .persistent_bytes = name##_persistent_bytes, \
      .prepare = name##_prepare, .eval = name }
#define FULLY_CONNECTED(name) \
    { .path = PATH, .can = name##_can, .persistent_bytes = name##_persistent_bytes, .prepare = name##_prepare, .eval = name }

static const tested_op ops[] = {
#if TI_CMSIS_NN
#define PATH "cmsis_nn"
    { "conv2d", make_conv2d, ti_conv2d_s8_ref, CONV(ti_conv2d_s8_cmsis_nn) },
    { "depthwise_conv2d", make_depthwise_conv2d, ti_depthwise_conv2d_s8_ref, CONV(ti_depthwise_conv2d_s8_cmsis_nn) },
    { "depthwise_conv2d 3x3", make_depthwise_conv2d_3x3, ti_depthwise_conv2d_s8_ref, CONV(ti_depthwise_conv2d_s8_cmsis_nn) },
    { "depthwise_conv2d in place", make_depthwise_conv2d_in_place, ti_depthwise_conv2d_s8_ref,
      CONV(ti_depthwise_conv2d_s8_cmsis_nn) },
    { "depthwise_conv2d wide", make_depthwise_conv2d_wide, ti_depthwise_conv2d_s8_ref, CONV(ti_depthwise_conv2d_s8_cmsis_nn) },
    { "depthwise_conv2d one channel", make_depthwise_conv2d_one_channel, ti_depthwise_conv2d_s8_ref,
      CONV(ti_depthwise_conv2d_one_channel_s8_cmsis_nn) },
    { "fully_connected", make_fully_connected, ti_fully_connected_s8_ref, FULLY_CONNECTED(ti_fully_connected_s8_cmsis_nn) },
    { "average_pool2d", make_pool, ti_average_pool2d_s8_ref,
      { .path = PATH, .can = ti_average_pool2d_s8_cmsis_nn_can, .scratch_bytes = ti_average_pool2d_s8_cmsis_nn_scratch_bytes,
        .eval = ti_average_pool2d_s8_cmsis_nn } },
    { "max_pool2d", make_pool, ti_max_pool2d_s8_ref, { .path = PATH, .eval = ti_max_pool2d_s8_cmsis_nn } },
    { "add", make_add, ti_add_s8_ref, SIMPLE(ti_add_s8_cmsis_nn) },
    { "mul", make_mul, ti_mul_s8_ref, SIMPLE(ti_mul_s8_cmsis_nn) },
    { "softmax", make_softmax, ti_softmax_s8_ref, SIMPLE(ti_softmax_s8_cmsis_nn) },
#undef PATH
#endif
#if TI_ESP_NN
#define PATH "esp_nn"
    { "conv2d", make_conv2d, ti_conv2d_s8_ref, CONV(ti_conv2d_s8_esp_nn) },
    { "depthwise_conv2d", make_depthwise_conv2d, ti_depthwise_conv2d_s8_ref, CONV(ti_depthwise_conv2d_s8_esp_nn) },
    { "depthwise_conv2d 3x3", make_depthwise_conv2d_3x3, ti_depthwise_conv2d_s8_ref, CONV(ti_depthwise_conv2d_s8_esp_nn) },
    { "depthwise_conv2d in place", make_depthwise_conv2d_in_place, ti_depthwise_conv2d_s8_ref, CONV(ti_depthwise_conv2d_s8_esp_nn) },
    { "depthwise_conv2d wide", make_depthwise_conv2d_wide, ti_depthwise_conv2d_s8_ref, CONV(ti_depthwise_conv2d_s8_esp_nn) },
    { "depthwise_conv2d one channel", make_depthwise_conv2d_one_channel, ti_depthwise_conv2d_s8_ref,
      CONV(ti_depthwise_conv2d_s8_esp_nn) },
    { "fully_connected", make_fully_connected, ti_fully_connected_s8_ref, FULLY_CONNECTED(ti_fully_connected_s8_esp_nn) },
    { "average_pool2d", make_pool, ti_average_pool2d_s8_ref, SIMPLE(ti_average_pool2d_s8_esp_nn) },
    { "max_pool2d", make_pool, ti_max_pool2d_s8_ref, { .path = PATH, .eval = ti_max_pool2d_s8_esp_nn } },
    { "add", make_add, ti_add_s8_ref, SIMPLE(ti_add_s8_esp_nn) },
    { "mul", make_mul, ti_mul_s8_ref, SIMPLE(ti_mul_s8_esp_nn) },
    { "softmax", make_softmax, ti_softmax_s8_ref, SIMPLE(ti_softmax_s8_esp_nn) },
#undef PATH
#endif
};

/* What malloc returns is aligned to 8 at least; a kernel may count on 4. */
static uint8_t *allocate_at_4(uint32_t bytes)
{
    return (uint8_t *)malloc(bytes + 4) + 4;
}

/* Puts a header in front of the constants that says how many bytes the file has, and sometimes other bytes behind them. */
#define HEADER_BYTES 16
#define FILE_BYTES_START 8

static void make_file(random_case *random)
{
    uint32_t bytes = 1;
    ti_conv_record *conv = &random->record.conv;
    uint16_t code = random->record.op.code;
    if (code == TI_CONV_2D || code == TI_CONV_2D_PART || code == TI_DEPTHWISE_CONV_2D) {
        int32_t depth = code == TI_DEPTHWISE_CONV_2D ? 1 : conv->input_channels;
        bytes = (uint32_t)(conv->weights_start + conv->kernel_height * conv->kernel_width * depth * conv->output_channels);
    } else if (code == TI_FULLY_CONNECTED) {
        ti_fully_connected_record *record = &random->record.fully_connected;
        bytes = (uint32_t)(record->weights_start + record->input_depth * record->output_depth);
    }

    uint32_t file_bytes = HEADER_BYTES + bytes + random_below(4) * 8;
    uint8_t *file = allocate_at_4(file_bytes);
    random_bytes(file, file_bytes, 0);
    memcpy(file + FILE_BYTES_START, &file_bytes, 4);
    memcpy(file + HEADER_BYTES, random->model, bytes);
    free(random->model);
    random->model = file;
    if (bytes > 1) {
        conv->bias_start += HEADER_BYTES;
        conv->weights_start += HEADER_BYTES;
        conv->multiplier_start += conv->multiplier_start == TI_NONE ? 0 : HEADER_BYTES;
        conv->shift_start += conv->shift_start == TI_NONE ? 0 : HEADER_BYTES;
    }
}

static void run_in_slices(const ti_op *op, const random_case *random, int8_t *arena)
{
    int32_t units = random->record.op.units;
    uint32_t scratch_bytes = op->scratch_bytes == NULL ? 0 : op->scratch_bytes(&random->record);
    uint32_t persistent_bytes = op->persistent_bytes == NULL ? 0 : op->persistent_bytes(&random->record);
    uint8_t *scratch = allocate_at_4(scratch_bytes);
    uint8_t *persistent = allocate_at_4(persistent_bytes);
    memset(persistent, (int)random_below(256), persistent_bytes);
    ti_call call = { .model = random->model, .arena = arena, .persistent = persistent, .scratch = scratch, .count = units };
    if (op->prepare != NULL) {
        op->prepare(&random->record, &call);
    }

    int32_t most = random_below(3) == 0 ? units : 1 + (int32_t)random_below((uint32_t)units);
    for (int32_t first = 0; first < units; first += most) {
        memset(scratch, (int)random_below(256), scratch_bytes);
        call.first = first;
        call.count = units - first < most ? units - first : most;
        op->eval(&random->record, &call);
    }

    free(persistent - 4);
    free(scratch - 4);
}

/* 1: equal, 0: different, -1: the kernel does not take it. */
static int run_round(const tested_op *tested)
{
    random_case random;
    tested->make(&random);
    make_file(&random);
    int result = -1;
    if (tested->op.can == NULL || tested->op.can(&random.record, random.model)) {
        int8_t *expected = (int8_t *)allocate_at_4(random.arena_bytes);
        int8_t *actual = (int8_t *)allocate_at_4(random.arena_bytes);
        random_bytes((uint8_t *)expected, random.arena_bytes, random.is_extreme);
        memcpy(actual, expected, random.arena_bytes);
        ti_call whole = { .model = random.model, .arena = expected, .count = random.record.op.units };
        tested->reference(&random.record, &whole);
        run_in_slices(&tested->op, &random, actual);
        result = memcmp(expected, actual, random.arena_bytes) == 0;
        free(actual - 4);
        free(expected - 4);
    }

    free(random.model - 4);
    return result;
}

int main(int argc, char **argv)
{
    int rounds = argc > 1 ? atoi(argv[1]) : TEST_ROUNDS;
    uint32_t seed = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 0) : 1;
    int failures = 0;
    for (size_t i = 0; i < sizeof ops / sizeof ops[0]; i++) {
        int taken = 0;
        int refused = 0;
        int different = 0;
        for (uint32_t round = 0; taken < rounds && refused < MOST_REFUSED * rounds; round++) {
            random_start(seed + round);
            int result = run_round(&ops[i]);
            taken += result >= 0;
            refused += result < 0;
            if (result == 0 && different++ == 0) {
                printf("%s %s: different, first with seed %u\n", ops[i].op.path, ops[i].name, (unsigned)(seed + round));
            }
        }

        printf("%-8s %-28s %d compared, %d refused, %d different\n", ops[i].op.path, ops[i].name, taken, refused, different);
        failures += different > 0 || taken < rounds;
    }

    return failures == 0 ? 0 : 1;
}
