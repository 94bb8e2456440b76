#include "../kernels_opt.h"
#include "../opt.h"
#include "kernels_mve.h"
#include "strided_mve.h"
#if defined(__ARM_FEATURE_MVE)

int32_t ti_mul_s8_mve_can(const void *record, const uint8_t *model)
{
    return ti_mul_s8_opt_can(record, model);
}

void ti_mul_s8_mve(const void *record_start, const ti_call *call)
{
    const ti_binary_record *record = record_start;
    ti_mul_mve mul = {
        -record->input1_zero_point, -record->input2_zero_point, record->output_multiplier, record->output_shift, record->output_zero_point
    };
    ti_run_strided_mve(record, call, ti_mul_mve_run, &mul);
    ti_clamp_outputs_s8(call->arena + record->output_start, record->outer * record->inner, record->activation_min, record->activation_max);
}
#endif
