/* The operands of ADD, SUB and MUL, run by run: what a kernel computes is the same value after value. */
#ifndef TINYINFER_STRIDED_MVE_H
#define TINYINFER_STRIDED_MVE_H

#include "../kernel.h"
#include "binary_mve.h"
#include "copy_mve.h"

static inline void ti_swap_operands_mve(ti_binary_record *record)
{
    const ti_binary_record old = *record;
    record->input1_start = old.input2_start;
    record->input1_outer_stride = old.input2_outer_stride;
    record->input1_inner_stride = old.input2_inner_stride;
    record->input2_start = old.input1_start;
    record->input2_outer_stride = old.input1_outer_stride;
    record->input2_inner_stride = old.input1_inner_stride;
}

/* Values of an operand that is one for a whole run. */
#define TI_ALIKE_MVE 64

static inline int32_t ti_is_dense(int32_t outer, int32_t inner, int32_t outer_stride, int32_t inner_stride)
{
    return inner_stride == 1 && (outer == 1 || outer_stride == inner);
}

/* One run, of which one operand or both may be a single value. */
static inline void ti_run_alike_mve(
    ti_binary_run_mve *run, const void *constants, const int8_t *input1, int32_t step1, const int8_t *input2, int32_t step2, int8_t *output,
    int32_t count)
{
    int8_t alike1[TI_ALIKE_MVE];
    int8_t alike2[TI_ALIKE_MVE];
    ti_set_mve(alike1, *input1, TI_ALIKE_MVE);
    ti_set_mve(alike2, *input2, TI_ALIKE_MVE);
    for (int32_t i = 0; i < count; i += TI_ALIKE_MVE) {
        int32_t some = count - i < TI_ALIKE_MVE ? count - i : TI_ALIKE_MVE;
        run(constants, step1 == 0 ? alike1 : input1 + i, step2 == 0 ? alike2 : input2 + i, output + i, some);
    }
}

static inline void ti_run_strided_mve(const ti_binary_record *record, const ti_call *call, ti_binary_run_mve *run, const void *constants)
{
    int32_t outer = record->outer;
    int32_t inner = record->inner;
    int32_t step1 = record->input1_inner_stride;
    int32_t step2 = record->input2_inner_stride;
    const int8_t *input1 = call->arena + record->input1_start;
    const int8_t *input2 = call->arena + record->input2_start;
    int8_t *output = call->arena + record->output_start;
    if (ti_is_dense(outer, inner, record->input1_outer_stride, step1) && ti_is_dense(outer, inner, record->input2_outer_stride, step2)) {
        run(constants, input1, input2, output, outer * inner);
        return;
    }

    for (int32_t o = 0; o < outer; o++) {
        if ((step1 & step2) == 1) {
            run(constants, input1, input2, output, inner);
        } else {
            ti_run_alike_mve(run, constants, input1, step1, input2, step2, output, inner);
        }

        input1 += record->input1_outer_stride;
        input2 += record->input2_outer_stride;
        output += inner;
    }
}

#endif
