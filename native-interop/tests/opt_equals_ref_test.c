/*
 * Every optimised kernel against its reference: random records, weights and tensors, extremes included, in slices of units. The
 * whole arena must be equal afterwards, so a kernel that writes beside its output is found too; all blocks are exactly as large as
 * they have to be, so that their guards, or AddressSanitizer, find what is written beyond them, and the latter what is read.
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

/* In front of a block and behind it. AddressSanitizer finds more where there are none: what is read beyond a block, too. */
#if defined(__SANITIZE_ADDRESS__)
#define GUARD_BYTES 0
#else
#define GUARD_BYTES 16
#endif

/* What malloc returns is aligned to 16; a kernel may count on 4. */
#define BLOCK_OFFSET (GUARD_BYTES + 4)

typedef struct block {
    const char *name;
    uint8_t *start;
    uint32_t bytes;
} block;

static uint8_t guard(int i)
{
    return (uint8_t)(0xA5 ^ i * 7);
}

static block allocate_at_4(const char *name, uint32_t bytes)
{
    uint8_t *start = (uint8_t *)malloc(BLOCK_OFFSET + bytes + GUARD_BYTES) + BLOCK_OFFSET;
    block block = { name, start, bytes };
    for (int i = 0; i < GUARD_BYTES; i++) {
        start[i - GUARD_BYTES] = guard(i);
        (start + bytes)[i] = guard(i);
    }

    return block;
}

/* Whether nothing beside the block was written; if something was, it says so. */
static int release(const block *block, const tested_op *op, uint32_t seed)
{
    int is_whole = 1;
    for (int i = 0; i < GUARD_BYTES; i++) {
        is_whole &= block->start[i - GUARD_BYTES] == guard(i) && (block->start + block->bytes)[i] == guard(i);
    }

    if (!is_whole) {
        printf("%s: wrote beside its %s of %u bytes, with seed %u\n", op->name, block->name, (unsigned)block->bytes, (unsigned)seed);
    }

    free(block->start - BLOCK_OFFSET);
    return is_whole;
}

static void run_in_slices(const tested_op *op, const random_case *random, int8_t *arena, uint8_t *persistent, const block *scratch)
{
    const preparation *preparation = preparation_of(op);
    if (preparation != NULL) {
        ti_call call = { random->model, arena, persistent, scratch->start, 0, random->record.op.units, 0 };
        preparation->prepare(&random->record, &call);
    }

    int32_t units = random->record.op.units;
    int32_t most = random_below(3) == 0 ? units : 1 + (int32_t)random_below((uint32_t)units);
    uint32_t proof = op->prove == NULL ? 0 : op->prove(&random->record, random->model);

    for (int32_t first = 0; first < units; first += most) {
        memset(scratch->start, (int)random_below(256), scratch->bytes);
        ti_call call = { random->model, arena, persistent, scratch->start, first, units - first < most ? units - first : most, proof };
        op->optimised(&random->record, &call);
    }
}

typedef enum result { REFUSED, EQUAL, DIFFERENT, OVERRUN } result;

/* In blocks as large as the kernel says. */
static result run_optimised(const tested_op *op, const random_case *random, int8_t *arena, const int8_t *expected, uint32_t seed)
{
    const preparation *preparation = preparation_of(op);
    block scratch = allocate_at_4("scratch", op->scratch_bytes == NULL ? 0 : op->scratch_bytes(&random->record));
    block persistent = allocate_at_4("persistent memory", preparation == NULL ? 0 : preparation->persistent_bytes(&random->record));
    run_in_slices(op, random, arena, persistent.start, &scratch);
    int is_equal = memcmp(expected, arena, random->arena_bytes) == 0;
    int is_whole = release(&persistent, op, seed);
    is_whole &= release(&scratch, op, seed);
    return !is_whole ? OVERRUN : is_equal ? EQUAL : DIFFERENT;
}

/* The reference reads plain weights. */
static result run_round(const tested_op *op, uint32_t seed)
{
    random_case random;
    memset(&random, 0, sizeof random);
    random_start(seed);
    op->make(&random);
    block reference_arena = allocate_at_4("reference's arena", random.arena_bytes);
    block arena = allocate_at_4("arena", random.arena_bytes);
    int8_t *expected = (int8_t *)reference_arena.start;
    int8_t *actual = (int8_t *)arena.start;
    random_bytes((uint8_t *)expected, random.arena_bytes, random.is_extreme);
    fill_input(&random, expected);
    memcpy(actual, expected, random.arena_bytes);
    ti_call whole = { random.model, expected, NULL, NULL, 0, random.record.op.units, 0 };
    op->reference(&random.record, &whole);
    if (random.layout != TI_LAYOUT_PLAIN) {
        pack_weights(&random);
    }

    result result = REFUSED;
    if (op->can == NULL || op->can(&random.record, random.model)) {
        result = run_optimised(op, &random, actual, expected, seed);
    }

    int is_whole = release(&arena, op, seed);
    is_whole &= release(&reference_arena, op, seed);
    free(random.input_signs);
    free(random.model);
    return is_whole ? result : OVERRUN;
}

/* A kernel is not run again when it has written beside a block. */
static int run_rounds(const tested_op *op, int rounds, uint32_t seed)
{
    int counts[4] = { 0, 0, 0, 0 };
    for (int round = 0; round < rounds && counts[OVERRUN] == 0; round++, seed++) {
        result result = run_round(op, seed);
        if (++counts[result] == 1 && result == DIFFERENT) {
            printf("%s: different, first with seed %u\n", op->name, (unsigned)seed);
        }
    }

    int taken = counts[EQUAL] + counts[DIFFERENT];
    printf("%-26s %d compared, %d different\n", op->name, taken, counts[DIFFERENT]);
    return counts[DIFFERENT] == 0 && counts[OVERRUN] == 0 && taken >= rounds / 4;
}

int main(int argc, char **argv)
{
    int rounds = argc > 1 ? atoi(argv[1]) : 4000;
    uint32_t seed = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 0) : 1;
    const char *only = argc > 3 ? argv[3] : "";
    int failures = 0;
    for (size_t i = 0; i < sizeof ops / sizeof ops[0]; i++) {
        failures += strstr(ops[i].name, only) != NULL && !run_rounds(&ops[i], rounds, seed);
    }

    return failures == 0 ? 0 : 1;
}
