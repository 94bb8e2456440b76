#include "checker.h"

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
