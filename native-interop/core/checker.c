#include "checker.h"

void ti_require(ti_checker *checker, int32_t holds, int32_t status)
{
    if (!holds && checker->status == TI_OK) {
        checker->status = status;
    }
}

uint32_t ti_count(ti_checker *checker, int32_t value)
{
    if (value < 1) {
        ti_require(checker, 0, TI_BAD_VALUE);
        return 1;
    }

    return (uint32_t)value;
}

uint32_t ti_product(ti_checker *checker, uint32_t a, uint32_t b)
{
    uint64_t product = (uint64_t)a * b;
    if (product > INT32_MAX) {
        ti_require(checker, 0, TI_SHAPE_MISMATCH);
        return INT32_MAX;
    }

    return (uint32_t)product;
}

void ti_arena(ti_checker *checker, int32_t start, uint32_t bytes)
{
    ti_require(checker, start >= 0 && (uint32_t)start + bytes <= checker->tensor_bytes, TI_OUT_OF_RANGE);
    int32_t is_empty = checker->place_start == checker->place_end;
    ti_require(
        checker, is_empty || (uint32_t)start + bytes <= checker->place_start || checker->place_end <= (uint32_t)start, TI_OVERLAP);
}

void ti_disjoint(ti_checker *checker, int32_t start, uint32_t bytes, int32_t other_start, uint32_t other_bytes)
{
    int32_t is_before = (uint32_t)start + bytes <= (uint32_t)other_start;
    ti_require(checker, is_before || (uint32_t)other_start + other_bytes <= (uint32_t)start, TI_OVERLAP);
}

void ti_same_or_disjoint(ti_checker *checker, int32_t start, int32_t other_start, uint32_t bytes)
{
    if (start != other_start) {
        ti_disjoint(checker, start, bytes, other_start, bytes);
    }
}

void ti_constant(ti_checker *checker, int32_t start, uint32_t count, uint32_t log2)
{
    uint32_t from = (uint32_t)start;
    int32_t is_inside = from >= checker->data_start && from <= checker->data_end && (checker->data_end - from) >> log2 >= count;
    ti_require(checker, is_inside, TI_OUT_OF_RANGE);
    ti_require(checker, (from & ((1u << log2) - 1)) == 0, TI_MISALIGNED);
}

void ti_multiplier(ti_checker *checker, int32_t multiplier)
{
    ti_require(checker, multiplier >= 0, TI_BAD_VALUE);
}

void ti_shift(ti_checker *checker, int32_t shift)
{
    ti_require(checker, shift >= -31 && shift <= 30, TI_BAD_VALUE);
}

void ti_activation(ti_checker *checker, int32_t min, int32_t max)
{
    ti_require(checker, min <= max, TI_BAD_VALUE);
}

void ti_units(ti_checker *checker, const ti_op_record *op, uint32_t units, uint32_t macs_per_unit)
{
    ti_product(checker, units, macs_per_unit);
    ti_require(checker, (uint32_t)op->units == units && (uint32_t)op->macs_per_unit == macs_per_unit, TI_SHAPE_MISMATCH);
}

void ti_constants_below(ti_checker *checker, int32_t start, uint32_t count, uint32_t limit)
{
    ti_constant(checker, start, count, 1);
    if (checker->status != TI_OK) {
        return;
    }

    const uint16_t *constants = (const uint16_t *)(const void *)(checker->model + start);
    for (const uint16_t *end = constants + count; constants != end; constants++) {
        ti_require(checker, *constants < limit, TI_OUT_OF_RANGE);
    }
}

void ti_constant_multipliers(ti_checker *checker, int32_t multiplier_start, int32_t shift_start, uint32_t count)
{
    ti_constant(checker, multiplier_start, count, 2);
    ti_constant(checker, shift_start, count, 0);
    const int32_t *multipliers = (const int32_t *)(const void *)(checker->model + multiplier_start);
    const int8_t *shifts = (const int8_t *)checker->model + shift_start;
    for (uint32_t i = 0; i < count && checker->status == TI_OK; i++) {
        ti_multiplier(checker, multipliers[i]);
        ti_shift(checker, shifts[i]);
    }
}
