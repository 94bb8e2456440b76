#include "checker.h"

void ti_constant(ti_checker *checker, int32_t start, int32_t count, int32_t element_bytes)
{
    int64_t end = start + (int64_t)count * element_bytes;
    ti_require(checker, start >= 0 && (uint32_t)start >= checker->data_start && end <= (int64_t)checker->data_end, TI_OUT_OF_RANGE);
    ti_require(checker, (start & (element_bytes - 1)) == 0, TI_MISALIGNED);
}

/* Not even a caller that changes the file behind our back may lead a kernel out of its input: read on every call. */
void ti_constants_below(ti_checker *checker, int32_t start, int32_t count, int32_t limit)
{
    ti_constant(checker, start, count, 2);
    if (checker->status != TI_OK) {
        return;
    }

    const uint16_t *constants = (const uint16_t *)(const void *)(checker->model + start);
    for (int32_t i = 0; i < count; i++) {
        ti_require(checker, constants[i] < limit, TI_OUT_OF_RANGE);
    }
}

void ti_constant_multipliers(ti_checker *checker, int32_t multiplier_start, int32_t shift_start, int32_t count)
{
    ti_constant(checker, multiplier_start, count, 4);
    ti_constant(checker, shift_start, count, 1);
    if (checker->status != TI_OK || !checker->reads_constants) {
        return;
    }

    const int32_t *multipliers = (const int32_t *)(const void *)(checker->model + multiplier_start);
    const int8_t *shifts = (const int8_t *)checker->model + shift_start;
    for (int32_t i = 0; i < count; i++) {
        ti_multiplier(checker, multipliers[i]);
        ti_shift(checker, shifts[i]);
    }
}
