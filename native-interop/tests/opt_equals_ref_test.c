/*
 * Every optimised kernel against its reference: random records, weights and tensors, extremes included, in slices of units. The
 * whole arena must be equal afterwards, so a kernel that writes beside its output is found too; all buffers are exactly as large
 * as they have to be, so that AddressSanitizer finds what is read or written beyond them.
 * Arguments: rounds per op, seed, and what the names of the ops have that are to be tested.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "kernels_opt.h"
#include "kernels_ref.h"
#include "random_edges.h"
#include "random_layouts.h"
#include "random_records.h"
#if defined(TI_DSP)
#include "dsp/kernels_dsp.h"
#endif
#if defined(TI_MVE)
#include "mve/kernels_mve.h"
#endif
#if defined(TI_RV32)
#include "rv32/kernels_rv32.h"
#endif

typedef void (*kernel)(const void *record, const ti_call *call);

typedef struct tested_op {
    const char *name;
    void (*make)(random_case *random);
    kernel reference;
    kernel optimised;
    int32_t (*can)(const void *record, const uint8_t *model);
    uint32_t (*prove)(const void *record, const uint8_t *model);
    uint32_t (*scratch_bytes)(const void *record);
} tested_op;

static const tested_op ops[] = {
    { "conv2d", make_conv2d, ti_conv2d_s8_ref, ti_conv2d_s8_opt, NULL, ti_conv2d_s8_opt_prove, ti_conv2d_s8_opt_scratch_bytes },
    { "conv2d large", make_conv2d_large, ti_conv2d_s8_ref, ti_conv2d_s8_opt,
      NULL, ti_conv2d_s8_opt_prove, ti_conv2d_s8_opt_scratch_bytes },
    { "conv2d 3x3 winograd", make_conv2d_3x3, ti_conv2d_s8_ref, ti_conv2d_winograd_s8_opt,
      ti_conv2d_winograd_s8_opt_can, ti_conv2d_s8_opt_prove, ti_conv2d_winograd_s8_opt_scratch_bytes },
    { "conv2d paired", make_conv2d, ti_conv2d_s8_ref, ti_conv2d_paired_s8_opt,
      ti_conv2d_paired_s8_opt_can, ti_conv2d_s8_opt_prove, ti_conv2d_paired_s8_opt_scratch_bytes },
    { "conv2d paired edges", make_conv2d_pair_edges, ti_conv2d_s8_ref, ti_conv2d_paired_s8_opt,
      ti_conv2d_paired_s8_opt_can, ti_conv2d_s8_opt_prove, ti_conv2d_paired_s8_opt_scratch_bytes },
    { "conv2d paired large", make_conv2d_large, ti_conv2d_s8_ref, ti_conv2d_paired_s8_opt,
      ti_conv2d_paired_s8_opt_can, ti_conv2d_s8_opt_prove, ti_conv2d_paired_s8_opt_scratch_bytes },
    { "depthwise_conv2d", make_depthwise_conv2d, ti_depthwise_conv2d_s8_ref, ti_depthwise_conv2d_s8_opt,
      NULL, ti_depthwise_conv2d_s8_opt_prove, ti_depthwise_conv2d_s8_opt_scratch_bytes },
    { "depthwise_conv2d 3x3", make_depthwise_conv2d_3x3, ti_depthwise_conv2d_s8_ref, ti_depthwise_conv2d_s8_opt,
      NULL, ti_depthwise_conv2d_s8_opt_prove, ti_depthwise_conv2d_s8_opt_scratch_bytes },
    { "depthwise_conv2d in place", make_depthwise_conv2d_in_place, ti_depthwise_conv2d_s8_ref, ti_depthwise_conv2d_s8_opt,
      NULL, ti_depthwise_conv2d_s8_opt_prove, ti_depthwise_conv2d_s8_opt_scratch_bytes },
    { "depthwise_conv2d large", make_depthwise_conv2d_large, ti_depthwise_conv2d_s8_ref, ti_depthwise_conv2d_s8_opt,
      NULL, ti_depthwise_conv2d_s8_opt_prove, ti_depthwise_conv2d_s8_opt_scratch_bytes },
    { "fully_connected", make_fully_connected, ti_fully_connected_s8_ref, ti_fully_connected_s8_opt, NULL, ti_fully_connected_s8_opt_prove,
      ti_fully_connected_s8_opt_scratch_bytes },
    { "fully_connected small", make_fully_connected_small, ti_fully_connected_s8_ref, ti_fully_connected_s8_opt,
      NULL, ti_fully_connected_s8_opt_prove, ti_fully_connected_s8_opt_scratch_bytes },
    { "conv2d packed ref", make_packable_conv2d, ti_conv2d_s8_ref, ti_conv2d_s8_ref, NULL, NULL, NULL },
    { "conv2d packed", make_packable_conv2d, ti_conv2d_s8_ref, ti_conv2d_s8_opt,
      NULL, ti_conv2d_s8_opt_prove, ti_conv2d_s8_opt_scratch_bytes },
    { "conv2d packed large", make_packable_conv2d_large, ti_conv2d_s8_ref, ti_conv2d_s8_opt,
      NULL, ti_conv2d_s8_opt_prove, ti_conv2d_s8_opt_scratch_bytes },
    { "conv2d winograd ref", make_packable_winograd, ti_conv2d_s8_ref, ti_conv2d_s8_ref, NULL, NULL, NULL },
    { "conv2d winograd", make_packable_winograd, ti_conv2d_s8_ref, ti_conv2d_s8_opt,
      NULL, ti_conv2d_s8_opt_prove, ti_conv2d_s8_opt_scratch_bytes },
    { "fully_connected packed ref", make_packable_fully_connected, ti_fully_connected_s8_ref, ti_fully_connected_s8_ref, NULL, NULL, NULL },
    { "fully_connected packed", make_packable_fully_connected, ti_fully_connected_s8_ref, ti_fully_connected_s8_opt,
      NULL, ti_fully_connected_s8_opt_prove, ti_fully_connected_s8_opt_scratch_bytes },
    { "add", make_add, ti_add_s8_ref, ti_add_s8_opt, ti_add_s8_opt_can, NULL, ti_add_s8_opt_scratch_bytes },
    { "add large", make_add_large, ti_add_s8_ref, ti_add_s8_opt, ti_add_s8_opt_can, NULL, ti_add_s8_opt_scratch_bytes },
    { "mul", make_mul, ti_mul_s8_ref, ti_mul_s8_opt, ti_mul_s8_opt_can, NULL, NULL },
    { "average_pool2d", make_pool, ti_average_pool2d_s8_ref, ti_average_pool2d_s8_opt, NULL, NULL, NULL },
    { "max_pool2d", make_pool, ti_max_pool2d_s8_ref, ti_max_pool2d_s8_opt, NULL, NULL, NULL },
#if defined(TI_DSP)
    { "conv2d packed dsp", make_packable_conv2d, ti_conv2d_s8_ref, ti_conv2d_packed_s8_dsp,
      ti_conv2d_packed_s8_dsp_can, NULL, ti_conv2d_packed_s8_dsp_scratch_bytes },
    { "conv2d packed large dsp", make_packable_conv2d_large, ti_conv2d_s8_ref, ti_conv2d_packed_s8_dsp,
      ti_conv2d_packed_s8_dsp_can, NULL, ti_conv2d_packed_s8_dsp_scratch_bytes },
    { "conv2d winograd dsp", make_packable_winograd, ti_conv2d_s8_ref, ti_conv2d_winograd_s8_dsp,
      ti_conv2d_winograd_s8_dsp_can, NULL, ti_conv2d_winograd_s8_dsp_scratch_bytes },
    { "fully_connected packed dsp", make_packable_fully_connected, ti_fully_connected_s8_ref, ti_fully_connected_packed_s8_dsp,
      ti_fully_connected_packed_s8_dsp_can, NULL, ti_fully_connected_packed_s8_dsp_scratch_bytes },
    { "add large dsp", make_add_large, ti_add_s8_ref, ti_add_s8_dsp, ti_add_s8_dsp_can, NULL, ti_add_s8_dsp_scratch_bytes },
    { "average_pool2d global dsp", make_pool_global, ti_average_pool2d_s8_ref, ti_average_pool2d_s8_dsp,
      ti_average_pool2d_s8_dsp_can, NULL, NULL },
    { "average_pool2d dsp", make_pool, ti_average_pool2d_s8_ref, ti_average_pool2d_s8_dsp, ti_average_pool2d_s8_dsp_can, NULL, NULL },
    { "max_pool2d dsp", make_pool, ti_max_pool2d_s8_ref, ti_max_pool2d_s8_dsp, ti_max_pool2d_s8_dsp_can, NULL, NULL },
    { "conv2d dsp", make_conv2d, ti_conv2d_s8_ref, ti_conv2d_s8_dsp, ti_conv2d_s8_dsp_can, NULL, ti_conv2d_s8_dsp_scratch_bytes },
    { "depthwise_conv2d 3x3 dsp", make_depthwise_conv2d_3x3, ti_depthwise_conv2d_s8_ref, ti_depthwise_conv2d_s8_dsp,
      ti_depthwise_conv2d_s8_dsp_can, NULL, ti_depthwise_conv2d_s8_dsp_scratch_bytes },
    { "depthwise_conv2d one channel dsp", make_depthwise_conv2d_multiplied, ti_depthwise_conv2d_s8_ref,
      ti_depthwise_conv2d_one_channel_s8_dsp, ti_depthwise_conv2d_one_channel_s8_dsp_can, NULL,
      ti_depthwise_conv2d_one_channel_s8_dsp_scratch_bytes },
    { "fully_connected dsp", make_fully_connected, ti_fully_connected_s8_ref, ti_fully_connected_s8_dsp,
      ti_fully_connected_s8_dsp_can, NULL, ti_fully_connected_s8_dsp_scratch_bytes },
    { "fully_connected small dsp", make_fully_connected_small, ti_fully_connected_s8_ref, ti_small_fully_connected_s8_dsp,
      ti_small_fully_connected_s8_dsp_can, NULL, NULL },
#endif
#if defined(TI_RV32)
    { "fully_connected small rv32", make_fully_connected_small, ti_fully_connected_s8_ref, ti_small_fully_connected_s8_rv32,
      ti_small_fully_connected_s8_rv32_can, ti_fully_connected_s8_opt_prove, NULL },
#endif
#if defined(TI_MVE)
    { "conv2d mve", make_conv2d, ti_conv2d_s8_ref, ti_conv2d_s8_mve, ti_conv2d_s8_mve_can, ti_conv2d_s8_mve_prove, ti_conv2d_s8_mve_scratch_bytes },
    { "conv2d large mve", make_conv2d_large, ti_conv2d_s8_ref, ti_conv2d_s8_mve,
      ti_conv2d_s8_mve_can, ti_conv2d_s8_mve_prove, ti_conv2d_s8_mve_scratch_bytes },
    { "depthwise_conv2d mve", make_depthwise_conv2d, ti_depthwise_conv2d_s8_ref, ti_depthwise_conv2d_s8_mve,
      NULL, ti_depthwise_conv2d_s8_mve_prove, ti_depthwise_conv2d_s8_mve_scratch_bytes },
    { "depthwise_conv2d 3x3 mve", make_depthwise_conv2d_3x3, ti_depthwise_conv2d_s8_ref, ti_depthwise_conv2d_s8_mve,
      NULL, ti_depthwise_conv2d_s8_mve_prove, ti_depthwise_conv2d_s8_mve_scratch_bytes },
    { "depthwise_conv2d in place mve", make_depthwise_conv2d_in_place, ti_depthwise_conv2d_s8_ref, ti_depthwise_conv2d_s8_mve,
      NULL, ti_depthwise_conv2d_s8_mve_prove, ti_depthwise_conv2d_s8_mve_scratch_bytes },
    { "depthwise_conv2d large mve", make_depthwise_conv2d_large, ti_depthwise_conv2d_s8_ref, ti_depthwise_conv2d_s8_mve,
      NULL, ti_depthwise_conv2d_s8_mve_prove, ti_depthwise_conv2d_s8_mve_scratch_bytes },
    { "fully_connected mve", make_fully_connected, ti_fully_connected_s8_ref, ti_fully_connected_s8_mve,
      ti_fully_connected_s8_mve_can, ti_fully_connected_s8_mve_prove, NULL },
    { "add mve", make_add, ti_add_s8_ref, ti_add_s8_mve, ti_add_s8_mve_can, NULL, NULL },
    { "mul mve", make_mul, ti_mul_s8_ref, ti_mul_s8_mve, ti_mul_s8_mve_can, NULL, NULL },
    { "average_pool2d mve", make_pool, ti_average_pool2d_s8_ref, ti_average_pool2d_s8_mve, NULL, NULL, NULL },
    { "max_pool2d mve", make_pool, ti_max_pool2d_s8_ref, ti_max_pool2d_s8_mve, NULL, NULL, NULL },
    { "lookup mve", make_lookup, ti_lookup_s8_ref, ti_lookup_s8_mve, NULL, NULL, NULL },
#endif
};

/* Kernels that prepare something. */
typedef struct preparation {
    kernel optimised;
    uint32_t (*persistent_bytes)(const void *record);
    kernel prepare;
} preparation;

static const preparation preparations[] = {
    { ti_conv2d_paired_s8_opt, ti_conv2d_paired_s8_opt_persistent_bytes, ti_conv2d_paired_s8_opt_prepare },
    { ti_conv2d_winograd_s8_opt, ti_conv2d_paired_s8_opt_persistent_bytes, ti_conv2d_paired_s8_opt_prepare },
#if defined(TI_DSP)
    { ti_fully_connected_packed_s8_dsp, ti_fully_connected_packed_s8_dsp_persistent_bytes, ti_fully_connected_packed_s8_dsp_prepare },
#endif
};

static const preparation *preparation_of(const tested_op *op)
{
    for (size_t i = 0; i < sizeof preparations / sizeof preparations[0]; i++) {
        if (preparations[i].optimised == op->optimised) {
            return &preparations[i];
        }
    }

    return NULL;
}

/* What malloc returns is aligned to 16; a kernel may count on 4. */
static uint8_t *allocate_at_4(uint32_t bytes)
{
    return (uint8_t *)malloc(bytes + 4) + 4;
}

static void run_in_slices(const tested_op *op, const random_case *random, int8_t *arena, uint8_t *scratch, uint32_t scratch_bytes)
{
    const preparation *preparation = preparation_of(op);
    uint8_t *persistent = preparation == NULL ? NULL : allocate_at_4(preparation->persistent_bytes(&random->record));
    if (preparation != NULL) {
        ti_call call = { random->model, arena, persistent, scratch, 0, random->record.op.units, 0 };
        preparation->prepare(&random->record, &call);
    }

    int32_t units = random->record.op.units;
    int32_t most = random_below(3) == 0 ? units : 1 + (int32_t)random_below((uint32_t)units);
    uint32_t proof = op->prove == NULL ? 0 : op->prove(&random->record, random->model);

    for (int32_t first = 0; first < units; first += most) {
        memset(scratch, (int)random_below(256), scratch_bytes);
        ti_call call = { random->model, arena, persistent, scratch, first, units - first < most ? units - first : most, proof };
        op->optimised(&random->record, &call);
    }

    if (persistent != NULL) {
        free(persistent - 4);
    }
}

/* 1: equal, 0: different, -1: the optimised kernel does not take it. The reference reads plain weights. */
static int run_round(const tested_op *op)
{
    random_case random;
    memset(&random, 0, sizeof random);
    op->make(&random);
    int8_t *expected = (int8_t *)allocate_at_4(random.arena_bytes);
    int8_t *actual = (int8_t *)allocate_at_4(random.arena_bytes);
    random_bytes((uint8_t *)expected, random.arena_bytes, random.is_extreme);
    fill_input(&random, expected);
    memcpy(actual, expected, random.arena_bytes);
    ti_call whole = { random.model, expected, NULL, NULL, 0, random.record.op.units, 0 };
    op->reference(&random.record, &whole);
    if (random.layout != TI_LAYOUT_PLAIN) {
        pack_weights(&random);
    }

    int result = -1;
    if (op->can == NULL || op->can(&random.record, random.model)) {
        uint32_t scratch_bytes = op->scratch_bytes == NULL ? 0 : op->scratch_bytes(&random.record);
        uint8_t *scratch = allocate_at_4(scratch_bytes);
        run_in_slices(op, &random, actual, scratch, scratch_bytes);
        result = memcmp(expected, actual, random.arena_bytes) == 0;
        free(scratch - 4);
    }

    free(actual - 4);
    free(expected - 4);
    free(random.input_signs);
    free(random.model);
    return result;
}

int main(int argc, char **argv)
{
    int rounds = argc > 1 ? atoi(argv[1]) : 4000;
    uint32_t seed = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 0) : 1;
    const char *only = argc > 3 ? argv[3] : "";
    int failures = 0;
    for (size_t i = 0; i < sizeof ops / sizeof ops[0]; i++) {
        if (strstr(ops[i].name, only) == NULL) {
            continue;
        }

        int taken = 0;
        int different = 0;
        for (int round = 0; round < rounds; round++) {
            random_start(seed + (uint32_t)round);
            int result = run_round(&ops[i]);
            taken += result >= 0;
            if (result == 0 && different++ == 0) {
                printf("%s: different, first with seed %u\n", ops[i].name, (unsigned)(seed + (uint32_t)round));
            }
        }

        printf("%-26s %d compared, %d different\n", ops[i].name, taken, different);
        failures += different > 0 || taken < rounds / 4;
    }

    return failures == 0 ? 0 : 1;
}
