#include "Internal/arm_nn_compiler.h"
#include "cmsis_nn.h"
#include "kernels_cmsis_nn.h"
#include "softmax.h"

/* With MVE, GCC up to 12.2 gets the plain C, as it cannot compile the vector code; nobody has compared that with the reference yet. */
#if defined(ARM_MATH_MVEI) && !defined(ARM_GCC_12_2_ICE)
#define IS_TRIED 0
#else
#define IS_TRIED 1
#endif

int32_t ti_softmax_s8_cmsis_nn_can(const void *record, const uint8_t *model)
{
    (void)model;
    return IS_TRIED && ti_softmax_fits(record);
}

void ti_softmax_s8_cmsis_nn(const void *record_start, const ti_call *call)
{
    const ti_softmax_record *record = record_start;
    arm_softmax_s8(call->arena + record->input_start, record->rows, record->depth, record->input_multiplier,
        record->input_shift, record->diff_min, call->arena + record->output_start);
}
