#include "kernels_rv32.h"
#include "small_fully_connected_rv32.h"

/* The assembly's offsets: an array of -1 elements does not compile. */
#define CHECK(name, type, field) typedef char ti_check_##field[__builtin_offsetof(type, field) == (name) ? 1 : -1]
CHECK(TI_CALL_MODEL, ti_call, model);
CHECK(TI_CALL_ARENA, ti_call, arena);
CHECK(TI_CALL_FIRST, ti_call, first);
CHECK(TI_CALL_COUNT, ti_call, count);
CHECK(TI_CALL_PROOF, ti_call, proof);
CHECK(TI_DENSE_INPUT_START, ti_fully_connected_record, input_start);
CHECK(TI_DENSE_OUTPUT_START, ti_fully_connected_record, output_start);
CHECK(TI_DENSE_WEIGHTS_START, ti_fully_connected_record, weights_start);
CHECK(TI_DENSE_BIAS_START, ti_fully_connected_record, bias_start);
CHECK(TI_DENSE_MULTIPLIER, ti_fully_connected_record, multiplier);
CHECK(TI_DENSE_SHIFT, ti_fully_connected_record, shift);
CHECK(TI_DENSE_OUTPUT_ZERO_POINT, ti_fully_connected_record, output_zero_point);
CHECK(TI_DENSE_DEPTH, ti_fully_connected_record, input_depth);

/* A few values, plain weights, one batch, one multiplier for all, no clamp. */
int32_t ti_small_fully_connected_s8_rv32_can(const void *record_start, const uint8_t *model)
{
    const ti_fully_connected_record *record = record_start;
    (void)model;
    return record->input_depth <= TI_DENSE_MOST_VALUES && record->weight_layout == TI_LAYOUT_PLAIN && record->batches == 1
        && record->multiplier_start == TI_NONE && record->activation_min == -128 && record->activation_max == 127;
}
