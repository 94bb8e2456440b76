/*
 * What the checks of records share. The first thing that is wrong is kept; what is computed after it never overflows, so that a
 * check reads as a list. ti_check_<op> makes a kernel safe to run blindly.
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
    uint32_t place_start;         /* [place_start, place_end) of the arena may be the op's scratch */
    uint32_t place_end;
    int32_t status;
} ti_checker;

void ti_require(ti_checker *checker, int32_t holds, int32_t status);

/* A count or a dimension, which is at least 1. Where it is not, 1 is as good as any. */
uint32_t ti_count(ti_checker *checker, int32_t value);

/* The product of two counts; INT32_MAX where an int32 does not hold it, which is wrong. */
uint32_t ti_product(ti_checker *checker, uint32_t a, uint32_t b);

/* [start, start + bytes) lies inside the tensors, and outside of the op's scratch. */
void ti_arena(ti_checker *checker, int32_t start, uint32_t bytes);

/* Two ranges inside the tensors that share no byte: what is written is not what is still read. */
void ti_disjoint(ti_checker *checker, int32_t start, uint32_t bytes, int32_t other_start, uint32_t other_bytes);

void ti_same_or_disjoint(ti_checker *checker, int32_t start, int32_t other_start, uint32_t bytes);

/* Constants of 2^log2 bytes each, aligned to that in the file. */
void ti_constant(ti_checker *checker, int32_t start, uint32_t count, uint32_t log2);

void ti_multiplier(ti_checker *checker, int32_t multiplier);

void ti_shift(ti_checker *checker, int32_t shift);

void ti_activation(ti_checker *checker, int32_t min, int32_t max);

void ti_units(ti_checker *checker, const ti_op_record *op, uint32_t units, uint32_t macs_per_unit);

/* uint16 constants, each below a limit. */
void ti_constants_below(ti_checker *checker, int32_t start, uint32_t count, uint32_t limit);

/* The multipliers, int32, and shifts, int8, of all channels. */
void ti_constant_multipliers(ti_checker *checker, int32_t multiplier_start, int32_t shift_start, uint32_t count);

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
