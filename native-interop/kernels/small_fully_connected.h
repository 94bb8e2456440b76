/* Where the assembly of small dense layers finds what it reads: in ti_call and in ti_fully_connected_record. */
#ifndef TINYINFER_SMALL_FULLY_CONNECTED_H
#define TINYINFER_SMALL_FULLY_CONNECTED_H

#define TI_CALL_MODEL 0
#define TI_CALL_ARENA 4
#define TI_CALL_FIRST 16
#define TI_CALL_COUNT 20
#define TI_CALL_PROOF 24

#define TI_DENSE_INPUT_START 12
#define TI_DENSE_OUTPUT_START 16
#define TI_DENSE_WEIGHTS_START 20
#define TI_DENSE_BIAS_START 24
#define TI_DENSE_MULTIPLIER 36
#define TI_DENSE_SHIFT 40
#define TI_DENSE_OUTPUT_ZERO_POINT 43
#define TI_DENSE_DEPTH 48

#define TI_DENSE_MOST_VALUES 16

#ifndef __ASSEMBLER__

#include "kernel.h"

/* An array of -1 elements does not compile. */
#define TI_CHECK(name, type, field) typedef char ti_check_##field[__builtin_offsetof(type, field) == (name) ? 1 : -1]
TI_CHECK(TI_CALL_MODEL, ti_call, model);
TI_CHECK(TI_CALL_ARENA, ti_call, arena);
TI_CHECK(TI_CALL_FIRST, ti_call, first);
TI_CHECK(TI_CALL_COUNT, ti_call, count);
TI_CHECK(TI_CALL_PROOF, ti_call, proof);
TI_CHECK(TI_DENSE_INPUT_START, ti_fully_connected_record, input_start);
TI_CHECK(TI_DENSE_OUTPUT_START, ti_fully_connected_record, output_start);
TI_CHECK(TI_DENSE_WEIGHTS_START, ti_fully_connected_record, weights_start);
TI_CHECK(TI_DENSE_BIAS_START, ti_fully_connected_record, bias_start);
TI_CHECK(TI_DENSE_MULTIPLIER, ti_fully_connected_record, multiplier);
TI_CHECK(TI_DENSE_SHIFT, ti_fully_connected_record, shift);
TI_CHECK(TI_DENSE_OUTPUT_ZERO_POINT, ti_fully_connected_record, output_zero_point);
TI_CHECK(TI_DENSE_DEPTH, ti_fully_connected_record, input_depth);

/* A few values, plain weights, one batch, one multiplier for all, no clamp. */
static inline int32_t ti_is_small_fully_connected(const ti_fully_connected_record *record)
{
    return record->input_depth <= TI_DENSE_MOST_VALUES && record->weight_layout == TI_LAYOUT_PLAIN && record->batches == 1
        && record->multiplier_start == TI_NONE && record->activation_min == -128 && record->activation_max == 127;
}

#endif

#endif
