/* The binary ops of libraries whose operands are dense. */
#ifndef TINYINFER_BINARY_H
#define TINYINFER_BINARY_H

#include "kernel.h"

/* Shorter rows than this cost more calls than they save work. */
#define TI_SHORTEST_ROW 16

/* How many values a call of the library may have: all, or a row's; 0: none, a value is broadcast. */
static inline int32_t ti_binary_run(const ti_binary_record *record)
{
    int32_t inner = record->inner;
    if (record->input1_inner_stride != 1 || record->input2_inner_stride != 1) {
        return 0;
    }

    if (record->outer == 1 || (record->input1_outer_stride == inner && record->input2_outer_stride == inner)) {
        return record->outer * inner;
    }

    return inner >= TI_SHORTEST_ROW ? inner : 0;
}

/*
 * ADD: whether its sums stay in int32 and its shifts are those for which the libraries' C is defined. An operand minus zero point,
 * times 2^20, is less than 2^28, and not more when it is requantised; the sum of two is less than 2^29 and may be doubled.
 */
static inline int32_t ti_add_fits(const ti_binary_record *record)
{
    return record->input1_shift <= 0 && record->input1_shift >= -30
        && record->input2_shift <= 0 && record->input2_shift >= -30
        && record->output_shift <= 1 && record->output_shift >= -30;
}

/* MUL: likewise. A product of two operands minus zero points is less than 2^16. */
static inline int32_t ti_mul_fits(const ti_binary_record *record)
{
    return record->output_shift <= 14 && record->output_shift >= -30;
}

#endif
