/*
 * What the checks of records share. The first thing that is wrong is kept; what is computed after it never overflows, so that a
 * check reads as a list. ti_check_<op> looks at what makes a kernel safe to run blindly: it runs before every call of one.
 */
#ifndef TINYINFER_CHECKER_H
#define TINYINFER_CHECKER_H

#include <stdint.h>
#include "tinyinfer/records.h"
#include "tinyinfer/tinyinfer.h"

typedef struct ti_checker {
    const uint8_t *model;
    uint32_t tensor_bytes;        /* the arena's, without scratch */
    uint32_t data_start;          /* constants lie in [data_start, data_end) of the file */
    uint32_t data_end;
    int32_t reads_constants;      /* 1: constants that a check has a limit for are read too; once, at ti_open */
    int32_t status;
} ti_checker;

static inline void ti_require(ti_checker *checker, int32_t holds, int32_t status)
{
    if (!holds && checker->status == TI_OK) {
        checker->status = status;
    }
}

/* a * b, both not negative; INT32_MAX where it does not fit, which is wrong. */
static inline int32_t ti_product(ti_checker *checker, int32_t a, int32_t b)
{
    int64_t product = (int64_t)a * b;
    if (product > INT32_MAX) {
        ti_require(checker, 0, TI_SHAPE_MISMATCH);
        return INT32_MAX;
    }

    return (int32_t)product;
}

/* A count or a dimension, which is at least 1. Where it is not, 1 is as good as any. */
static inline int32_t ti_count(ti_checker *checker, int32_t value)
{
    if (value < 1) {
        ti_require(checker, 0, TI_BAD_VALUE);
        return 1;
    }

    return value;
}

/* [start, start + bytes) lies inside the tensors. bytes: not negative. */
static inline void ti_arena(ti_checker *checker, int32_t start, int32_t bytes)
{
    ti_require(checker, start >= 0 && (uint32_t)start + (uint32_t)bytes <= checker->tensor_bytes, TI_OUT_OF_RANGE);
}

/* Two ranges that share no byte: what is written is not what is still read. */
static inline void ti_disjoint(ti_checker *checker, int32_t start, int32_t bytes, int32_t other_start, int32_t other_bytes)
{
    int32_t is_apart = (int64_t)start + bytes <= other_start || (int64_t)other_start + other_bytes <= start;
    ti_require(checker, is_apart, TI_OVERLAP);
}

static inline void ti_same_or_disjoint(ti_checker *checker, int32_t start, int32_t other_start, int32_t bytes)
{
    if (start != other_start) {
        ti_disjoint(checker, start, bytes, other_start, bytes);
    }
}

static inline void ti_multiplier(ti_checker *checker, int32_t multiplier)
{
    ti_require(checker, multiplier >= 0, TI_BAD_VALUE);
}

static inline void ti_shift(ti_checker *checker, int32_t shift)
{
    ti_require(checker, shift >= -31 && shift <= 30, TI_BAD_VALUE);
}

static inline void ti_activation(ti_checker *checker, int32_t min, int32_t max)
{
    ti_require(checker, min <= max, TI_BAD_VALUE);
}

static inline void ti_units(ti_checker *checker, const ti_op_record *op, int32_t units, int32_t macs_per_unit)
{
    ti_product(checker, units, macs_per_unit);
    ti_require(checker, op->units == units && op->macs_per_unit == macs_per_unit, TI_SHAPE_MISMATCH);
}

/* Constants, count elements of 1, 2 or 4 bytes, aligned to that in the file. count: not negative. */
void ti_constant(ti_checker *checker, int32_t start, int32_t count, int32_t element_bytes);

/* uint16 constants, each below a limit. */
void ti_constants_below(ti_checker *checker, int32_t start, int32_t count, int32_t limit);

/* The multipliers, int32, and shifts, int8, of all channels. */
void ti_constant_multipliers(ti_checker *checker, int32_t multiplier_start, int32_t shift_start, int32_t count);

void ti_check_conv2d(ti_checker *checker, const void *record);
void ti_check_depthwise_conv2d(ti_checker *checker, const void *record);
void ti_check_fully_connected(ti_checker *checker, const void *record);
void ti_check_pool(ti_checker *checker, const void *record);
void ti_check_add(ti_checker *checker, const void *record);
void ti_check_mul(ti_checker *checker, const void *record);
void ti_check_softmax(ti_checker *checker, const void *record);
void ti_check_lookup(ti_checker *checker, const void *record);
void ti_check_mean(ti_checker *checker, const void *record);
void ti_check_arg_max(ti_checker *checker, const void *record);
void ti_check_resize_nearest_neighbor(ti_checker *checker, const void *record);
void ti_check_strided_copy(ti_checker *checker, const void *record);
void ti_check_fill(ti_checker *checker, const void *record);
void ti_check_load_constant(ti_checker *checker, const void *record);

#endif
