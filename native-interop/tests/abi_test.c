/* What the ABI answers to wrong calls and wrong files. Argument: a .tinf file, whose first op is a CONV_2D. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "file.h"
#include "test_files.h"
#include "tinyinfer/records.h"
#include "tinyinfer/tinyinfer.h"

static int failures;

static void expect(const char *what, int32_t expected, int32_t actual)
{
    if (expected != actual) {
        printf("%s: expected %d, actual %d\n", what, (int)expected, (int)actual);
        failures++;
    }
}

/* A model, open and attached, whose bytes a test may change. */
typedef struct fixture {
    uint8_t *model;
    uint32_t model_bytes;
    ti_context context;
    ti_needs needs;
    uint8_t *arena;
    uint8_t *persistent;
    uint32_t conv;                /* place of the first record */
} fixture;

static fixture start(const uint8_t *model, uint32_t bytes)
{
    fixture f;
    f.model = malloc(bytes);
    f.model_bytes = bytes;
    memcpy(f.model, model, bytes);
    expect("open", TI_OK, ti_open(&f.context, f.model, bytes, &f.needs));
    f.arena = malloc(f.needs.arena_bytes + 4);
    f.persistent = malloc(f.needs.persistent_bytes + 4);
    expect("attach", TI_OK, ti_attach(&f.context, f.model, f.arena, f.needs.arena_bytes, f.persistent, f.needs.persistent_bytes));
    f.conv = f.context.ops_start;
    return f;
}

static void end(fixture *f)
{
    expect("close", TI_OK, ti_close(&f->context));
    expect("close twice", TI_OK, ti_close(&f->context));
    expect("eval of what is closed", TI_NOT_OPEN, ti_eval(&f->context, f->model, f->conv, 0, 1));
    free(f->model);
    free(f->arena);
    free(f->persistent);
}

static ti_conv_record *conv_of(fixture *f)
{
    return (ti_conv_record *)(void *)(f->model + f->conv);
}

static void wrong_calls(const uint8_t *model, uint32_t bytes)
{
    fixture f = start(model, bytes);
    ti_context other;
    ti_needs needs;
    uint8_t buffer[4];
    uint32_t units = (uint32_t)conv_of(&f)->op.units;
    expect("open without context", TI_NULL, ti_open(NULL, f.model, bytes, &needs));
    expect("open without model", TI_NULL, ti_open(&other, NULL, bytes, &needs));
    expect("open without needs", TI_NULL, ti_open(&other, f.model, bytes, NULL));
    expect("open at an odd address", TI_MISALIGNED, ti_open(&other, f.model + 1, bytes, &needs));
    expect("attach without arena", TI_NULL, ti_attach(&f.context, f.model, NULL, 1 << 20, f.persistent, 1 << 20));
    expect("attach of a small arena", TI_OUT_OF_MEMORY,
        ti_attach(&f.context, f.model, f.arena, f.needs.arena_bytes - 1, f.persistent, f.needs.persistent_bytes));
    expect("attach of a small persistent memory", TI_OUT_OF_MEMORY,
        ti_attach(&f.context, f.model, f.arena, f.needs.arena_bytes, f.persistent, f.needs.persistent_bytes - 1));
    expect("attach at an odd address", TI_MISALIGNED,
        ti_attach(&f.context, f.model, f.arena + 2, f.needs.arena_bytes, f.persistent, f.needs.persistent_bytes));
    expect("eval before prepare", TI_NOT_PREPARED, ti_eval(&f.context, f.model, f.conv, 0, 1));
    expect("prepare", TI_OK, ti_prepare(&f.context, f.model, f.conv));
    expect("eval", TI_OK, ti_eval(&f.context, f.model, f.conv, 0, units));
    expect("eval of no units", TI_OK, ti_eval(&f.context, f.model, f.conv, units, 0));
    expect("eval of a unit too many", TI_BAD_UNITS, ti_eval(&f.context, f.model, f.conv, 1, units));
    expect("eval of units that overflow", TI_BAD_UNITS, ti_eval(&f.context, f.model, f.conv, 2, UINT32_MAX));
    expect("eval between records", TI_BAD_RECORD, ti_eval(&f.context, f.model, f.conv + 4, 0, 1));
    expect("eval before the records", TI_BAD_RECORD, ti_eval(&f.context, f.model, 0, 0, 1));
    expect("eval behind the records", TI_BAD_RECORD, ti_eval(&f.context, f.model, f.context.ops_end, 0, 1));
    expect("eval beyond the file", TI_BAD_RECORD, ti_eval(&f.context, f.model, UINT32_MAX - 3, 0, 1));
    expect("eval of a model at an odd address", TI_MISALIGNED, ti_eval(&f.context, f.model + 2, f.conv, 0, 1));
    expect("read", TI_OK, ti_read(&f.context, f.context.tensor_bytes - 4, buffer, 4));
    expect("read beyond the tensors", TI_BAD_RANGE, ti_read(&f.context, f.context.tensor_bytes - 3, buffer, 4));
    expect("read of too much", TI_BAD_RANGE, ti_read(&f.context, 4, buffer, UINT32_MAX));
    expect("read without memory", TI_NULL, ti_read(&f.context, 0, NULL, 4));
    expect("write beyond the tensors", TI_BAD_RANGE, ti_write(&f.context, f.context.tensor_bytes, buffer, 1));
    expect("unknown item", -1, ti_query(99));
    expect("ABI version", TI_ABI_VERSION, ti_query(TI_ITEM_ABI_VERSION));
    end(&f);
}

/* Whatever was right when the model was opened is checked again: its memory may have been overwritten. */
static void changed_records(const uint8_t *model, uint32_t bytes)
{
    fixture f = start(model, bytes);
    ti_conv_record *conv = conv_of(&f);
    expect("prepare", TI_OK, ti_prepare(&f.context, f.model, f.conv));

#define EXPECT_CHANGED(field, value, status) \
    do { \
        ti_conv_record saved = *conv; \
        conv->field = value; \
        expect("changed " #field, status, ti_eval(&f.context, f.model, f.conv, 0, 1)); \
        *conv = saved; \
    } while (0)

    EXPECT_CHANGED(input_start, -4, TI_OUT_OF_RANGE);
    EXPECT_CHANGED(output_start, (int32_t)f.context.tensor_bytes - 1, TI_OUT_OF_RANGE);
    EXPECT_CHANGED(output_start, conv->input_start, TI_OVERLAP);
    EXPECT_CHANGED(weights_start, 0, TI_OUT_OF_RANGE);
    EXPECT_CHANGED(weights_start, INT32_MAX, TI_OUT_OF_RANGE);
    EXPECT_CHANGED(bias_start, conv->bias_start + 2, TI_MISALIGNED);
    EXPECT_CHANGED(output_height, 0, TI_BAD_VALUE);
    EXPECT_CHANGED(output_channels, 0xFFFF, TI_OUT_OF_RANGE);
    EXPECT_CHANGED(batches, 0xFFFF, TI_OUT_OF_RANGE);
    EXPECT_CHANGED(stride_width, 0, TI_BAD_VALUE);
    EXPECT_CHANGED(weight_layout, 4, TI_BAD_VALUE);
    EXPECT_CHANGED(shift_start, -1, TI_BAD_VALUE);
    EXPECT_CHANGED(output_zero_point, (int8_t)(conv->output_zero_point + 1), TI_CHANGED);
    EXPECT_CHANGED(stride_width, (uint16_t)(conv->stride_width + 1), TI_CHANGED);
    EXPECT_CHANGED(op.units, conv->op.units + 1, TI_SHAPE_MISMATCH);
    EXPECT_CHANGED(op.code, 999, TI_UNKNOWN_OP);
    EXPECT_CHANGED(op.code, TI_SOFTMAX, TI_BAD_VALUE);
    EXPECT_CHANGED(op.size, 8, TI_BAD_VALUE);
    expect("unchanged", TI_OK, ti_eval(&f.context, f.model, f.conv, 0, 1));
    end(&f);
}

static void wrong_files(const uint8_t *original, uint32_t bytes)
{
    uint8_t *model = malloc(bytes);
    ti_file_header *header = (ti_file_header *)(void *)model;
    ti_section_entry *sections = (ti_section_entry *)(void *)(header + 1);
    ti_context context;
    ti_needs needs;

#define EXPECT_FILE(change, status) \
    do { \
        memcpy(model, original, bytes); \
        change; \
        repair_checksum(model, bytes); \
        expect(#change, status, ti_open(&context, model, bytes, &needs)); \
    } while (0)

    EXPECT_FILE((void)0, TI_OK);
    EXPECT_FILE(header->magic = 0x334C4654, TI_BAD_MAGIC);
    EXPECT_FILE(header->major_version = 2, TI_UNSUPPORTED_VERSION);
    EXPECT_FILE(header->minor_version = 9, TI_OK);
    EXPECT_FILE(header->file_bytes++, TI_TRUNCATED);
    EXPECT_FILE(header->plan_bytes = 8, TI_OUT_OF_RANGE);
    EXPECT_FILE(header->plan_bytes -= 4, TI_MISALIGNED);
    EXPECT_FILE(header->section_count = 0xFFFF, TI_OUT_OF_RANGE);
    EXPECT_FILE(header->section_count = 1, TI_MISSING_SECTION);
    EXPECT_FILE(header->op_count++, TI_OUT_OF_RANGE);
    EXPECT_FILE(header->op_count--, TI_OUT_OF_RANGE);
    EXPECT_FILE(header->arena_bytes = 0xFFFFFFF0u, TI_BAD_VALUE);
    EXPECT_FILE(header->arena_bytes = 16, TI_OUT_OF_RANGE);
    EXPECT_FILE(sections[1].start = 0, TI_OVERLAP);
    EXPECT_FILE(sections[1].start++, TI_MISALIGNED);
    EXPECT_FILE(sections[1].length = 0xFFFFFFFFu, TI_OUT_OF_RANGE);
    EXPECT_FILE((sections[1].kind = 99, sections[1].flags = 1), TI_UNKNOWN_SECTION);
    EXPECT_FILE((sections[1].kind = 99, sections[1].flags = 0), TI_MISSING_SECTION);
    EXPECT_FILE(((ti_op_record *)(void *)(model + sections[1].start))->code = 31, TI_OK);   /* left to the caller */

    memcpy(model, original, bytes);
    model[44] ^= 1;
    expect("a flipped bit", TI_PLAN_CHECKSUM, ti_open(&context, model, bytes, &needs));
    expect("no bytes", TI_TRUNCATED, ti_open(&context, model, 0, &needs));
    expect("half a header", TI_TRUNCATED, ti_open(&context, model, 20, &needs));
    free(model);
}

static ti_section_entry *section_of(uint8_t *model, uint32_t kind)
{
    ti_section_entry *entry = (ti_section_entry *)(void *)(model + sizeof(ti_file_header));
    for (uint32_t left = ((ti_file_header *)(void *)model)->section_count; left > 0; left--, entry++) {
        if (entry->kind == kind) {
            return entry;
        }
    }

    return NULL;
}

/* Replaces metadata and memory section, which C does not read, by a scratch section without places. Returns its entries. */
static ti_scratch_entry *add_scratch_section(uint8_t *model)
{
    ti_section_entry *old = section_of(model, TI_SECTION_SCRATCH);
    ti_section_entry *metadata = section_of(model, TI_SECTION_METADATA);
    ti_section_entry *memory = section_of(model, TI_SECTION_MEMORY);
    uint32_t end = memory->start + memory->length;
    uint32_t length = ((ti_file_header *)(void *)model)->op_count * (uint32_t)sizeof(ti_scratch_entry);
    expect("room for a scratch section", 1, metadata->start + length <= end);
    if (old != NULL) {
        old->kind = 99;
        old->flags = 0;
    }

    *metadata = (ti_section_entry){ TI_SECTION_SCRATCH, 0, metadata->start, length };
    *memory = (ti_section_entry){ 99, 0, end, 0 };
    memset(model + metadata->start, 0, length);
    return (ti_scratch_entry *)(void *)(model + metadata->start);
}

/* The first op's output, with its scratch behind the tensors or in a place. */
static void run_first(fixture *f, int8_t *output)
{
    const ti_conv_record *conv = conv_of(f);
    uint32_t bytes = (uint32_t)(conv->output_height * conv->output_width * conv->output_channels);
    for (uint32_t i = 0; i < f->needs.arena_bytes; i++) {
        f->arena[i] = (uint8_t)(i * 37 % 251);
    }

    expect("prepare", TI_OK, ti_prepare(&f->context, f->model, f->conv));
    expect("eval", TI_OK, ti_eval(&f->context, f->model, f->conv, 0, (uint32_t)conv->op.units));
    memcpy(output, f->arena + conv->output_start, bytes);
}

/* The model's first op leaves a part of the arena free, behind its input. */
static void places_for_scratch(const uint8_t *original, uint32_t bytes)
{
    uint8_t *model = malloc(bytes);
    memcpy(model, original, bytes);
    ti_scratch_entry *place = add_scratch_section(model);
    repair_checksum(model, bytes);
    fixture behind = start(model, bytes);
    const ti_conv_record *conv = conv_of(&behind);
    uint32_t input_end = (uint32_t)(conv->input_start + conv->input_height * conv->input_width * conv->input_channels);
    uint32_t start_of_place = (input_end + 15) & ~15u;
    uint32_t tensor_bytes = behind.context.tensor_bytes;
    int8_t *expected = malloc(tensor_bytes);
    int8_t *actual = malloc(tensor_bytes);
    memset(expected, 0, tensor_bytes);
    memset(actual, 0, tensor_bytes);
    run_first(&behind, expected);

    *place = (ti_scratch_entry){ start_of_place, tensor_bytes - start_of_place };
    repair_checksum(model, bytes);
    fixture among = start(model, bytes);
    run_first(&among, actual);
    expect("the same with scratch among the tensors", 0, memcmp(expected, actual, tensor_bytes));
    end(&behind);
    end(&among);

    ti_context context;
    ti_needs needs;
#define EXPECT_PLACE(place_start, place_bytes, status) \
    do { \
        *place = (ti_scratch_entry){ place_start, place_bytes }; \
        repair_checksum(model, bytes); \
        expect(#place_start, status, ti_open(&context, model, bytes, &needs)); \
    } while (0)

    EXPECT_PLACE(0, 16, TI_OVERLAP);
    EXPECT_PLACE(input_end & ~15u, 16, TI_OVERLAP);
    EXPECT_PLACE(start_of_place + 4, 16, TI_MISALIGNED);
    EXPECT_PLACE(tensor_bytes, 16, TI_OUT_OF_RANGE);
    EXPECT_PLACE(16, 0xFFFFFFF0u, TI_OUT_OF_RANGE);
    EXPECT_PLACE(tensor_bytes, 0, TI_OK);
    section_of(model, TI_SECTION_SCRATCH)->length -= (uint32_t)sizeof *place;
    repair_checksum(model, bytes);
    expect("a place too few", TI_SHAPE_MISMATCH, ti_open(&context, model, bytes, &needs));
    free(expected);
    free(actual);
    free(model);
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: abi_test MODEL.tinf\n");
        return 2;
    }

    uint32_t bytes;
    uint8_t *model = read_file(argv[1], &bytes);
    wrong_calls(model, bytes);
    changed_records(model, bytes);
    wrong_files(model, bytes);
    places_for_scratch(model, bytes);
    free(model);
    printf("%d failures\n", failures);
    return failures == 0 ? 0 : 1;
}
