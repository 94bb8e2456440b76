/*
 * Damaged models: whatever a file says, the library answers with a status or computes, and touches nothing but its arena and its
 * persistent memory. Run it under AddressSanitizer and UndefinedBehaviorSanitizer; model, arena and persistent memory lie before pages
 * that fault, with canaries in front.
 * Arguments: rounds, seed, .tinf files. Half of the rounds repair the plan's checksum, so that the checks behind it are reached.
 * A quarter of those damage the model only once it is open, as a caller may whose memory is overwritten.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "random_records.h"
#include "test_files.h"
#include "tinyinfer/tinyinfer.h"

/* A model may ask for more than any test has: as on a device, that is no memory. */
#define MOST_BYTES (8u << 20)

/* Multiply-accumulates that a round may take: what a damaged model asks for may be valid, and long. */
#define MOST_MACS 3000000u

static unsigned opened, evaluated, refused;
static guarded model, arena, persistent;

/* Some bytes from a place on. */
static void damage(uint32_t from)
{
    static const uint8_t interesting[] = { 0x00, 0x01, 0x7F, 0x80, 0xFF, 0xFE };
    uint8_t *bytes = model.bytes;
    for (uint32_t changes = 1 + random_below(4); changes > 0; changes--) {
        uint32_t plan = model.count < 2048 ? model.count : 2048;
        uint32_t end = random_below(4) > 0 ? plan : model.count;   /* mostly the plan, where a byte means most */
        uint32_t at = end > from ? from + random_below(end - from) : 0;
        uint32_t kind = random_below(4);
        if (kind == 0) {
            bytes[at] ^= (uint8_t)(1u << random_below(8));
        } else if (kind == 1) {
            bytes[at] = interesting[random_below(6)];
        } else if (kind == 2) {
            bytes[at] = (uint8_t)random_below(256);
        } else {
            uint32_t word = at & ~3u;
            memset(bytes + word, (int)interesting[random_below(6)], model.count - word < 4 ? model.count - word : 4);
        }
    }
}

/* All records in slices of a random size, some asked for in a wrong way. */
static void evaluate(ti_context *context)
{
    uint32_t record = context->ops_start;
    uint64_t macs = 0;
    for (uint32_t i = 0; i < context->op_count; i++) {
        const ti_op_record *op = (const ti_op_record *)(const void *)(model.bytes + record);
        if (record + sizeof *op > context->ops_end) {
            return;
        }

        int64_t work = (int64_t)op->units * (op->macs_per_unit > 1000 ? op->macs_per_unit : 1000);
        macs += work < 0 || work > MOST_MACS ? MOST_MACS : (uint64_t)work;
        if (macs > MOST_MACS) {
            return;
        }

        int32_t status = ti_prepare(context, model.bytes, record);
        uint32_t units = op->units > 0 ? (uint32_t)op->units : 1;
        uint32_t slice = random_below(2) == 0 ? units : 1 + random_below(units);
        for (uint32_t first = 0; first < units && status == TI_OK; first += slice) {
            status = ti_eval(context, model.bytes, record, first, units - first < slice ? units - first : slice);
            evaluated += status == TI_OK;
        }

        ti_eval(context, model.bytes, record + random_below(64), random_below(1000), random_below(1000) << random_below(22));
        if (op->size < sizeof *op || op->size % 4 != 0) {
            return;
        }

        record += op->size;
    }
}

/* 0: something outside was written. */
static int run_round(const uint8_t *original, uint32_t original_bytes)
{
    guarded_resize(&model, random_below(16) == 0 ? random_below(original_bytes) : original_bytes);
    memcpy(model.bytes, original, model.count);
    int repairs = random_below(2) == 0;
    int is_late = repairs && random_below(4) == 0;
    if (!is_late && model.count > 0) {
        damage(0);
    }

    if (repairs) {
        repair_checksum(model.bytes, model.count);
    }

    ti_context context;
    ti_needs needs;
    int32_t status = ti_open(&context, model.bytes, model.count, &needs);
    if (status != TI_OK || needs.arena_bytes > MOST_BYTES || needs.persistent_bytes > MOST_BYTES) {
        refused++;
        return guarded_is_intact(&model);
    }

    opened++;
    guarded_resize(&arena, needs.arena_bytes);
    guarded_resize(&persistent, needs.persistent_bytes);
    random_bytes(arena.bytes, arena.count, 0);
    status = ti_attach(&context, model.bytes, arena.bytes, arena.count, persistent.bytes, persistent.count);
    if (status == TI_OK) {
        if (is_late) {
            damage(context.ops_start);
        }

        evaluate(&context);
    }

    return guarded_is_intact(&model) && guarded_is_intact(&arena) && guarded_is_intact(&persistent);
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fprintf(stderr, "usage: mutation_test ROUNDS SEED MODEL.tinf ...\n");
        return 2;
    }

    int rounds = atoi(argv[1]);
    uint32_t seed = (uint32_t)strtoul(argv[2], NULL, 0);
    int failures = 0;
    model = guarded_reserve(MOST_BYTES);
    arena = guarded_reserve(MOST_BYTES);
    persistent = guarded_reserve(MOST_BYTES);
    for (int i = 3; i < argc; i++) {
        uint32_t bytes;
        uint8_t *original = read_file(argv[i], &bytes);
        for (int round = i - 3; round < rounds; round += argc - 3) {
            random_start(seed + (uint32_t)round);
            if (!run_round(original, bytes)) {
                printf("%s: wrote outside of its memory, seed %u\n", argv[i], (unsigned)(seed + (uint32_t)round));
                failures++;
            }
        }

        free(original);
    }

    printf("%d models: %u refused, %u opened, %u slices evaluated\n", rounds, refused, opened, evaluated);
    return failures == 0 && opened > 0 && refused > 0 && evaluated > 0 ? 0 : 1;
}
