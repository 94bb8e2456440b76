#include "../kernels_opt.h"
#include "../opt.h"
#include "kernels_mve.h"
#include "strided_mve.h"
#if defined(__ARM_FEATURE_MVE)

/* TensorFlow Lite scales both to twice the larger scale: that of the larger one is exactly a half. */
static int32_t is_halved(int32_t multiplier, int32_t shift)
{
    return shift == 0 && multiplier == 1 << 30;
}

int32_t ti_add_s8_mve_can(const void *record_start, const uint8_t *model)
{
    const ti_binary_record *record = record_start;
    return ti_add_s8_opt_can(record, model)
        && (record->input1_shift < 0 || is_halved(record->input1_multiplier, record->input1_shift))
        && (record->input2_shift < 0 || is_halved(record->input2_multiplier, record->input2_shift));
}

static void set_operand1(ti_add_mve *add, int32_t zero_point, int32_t multiplier, int32_t shift)
{
    add->addend1 = -zero_point * (1 << (is_halved(multiplier, shift) ? 19 : 20));
    add->multiplier1 = multiplier;
    add->shift1 = shift;
}

/* sign: -1 to subtract what is halved. */
static void set_operand2(ti_add_mve *add, int32_t zero_point, int32_t multiplier, int32_t shift, int32_t sign)
{
    int32_t half = sign * (1 << 19);
    add->addend2 = -zero_point * (is_halved(multiplier, shift) ? half : 1 << 20);
    add->multiplier2 = is_halved(multiplier, shift) ? half : multiplier;
    add->shift2 = shift;
}

/* ADD and SUB. */
void ti_add_s8_mve(const void *record_start, const ti_call *call)
{
    ti_binary_record record = *(const ti_binary_record *)record_start;
    int32_t is_sub = record.op.code == TI_SUB;
    int32_t is_halved1 = is_halved(record.input1_multiplier, record.input1_shift);
    int32_t is_halved2 = is_halved(record.input2_multiplier, record.input2_shift);
    ti_add_mve add;
    add.output_multiplier = record.output_multiplier;
    add.output_shift = record.output_shift;
    add.output_zero_point = record.output_zero_point;
    ti_binary_run_mve *run;
    if (is_halved1 && !is_halved2) {
        set_operand1(&add, record.input2_zero_point, record.input2_multiplier, record.input2_shift);
        set_operand2(&add, record.input1_zero_point, record.input1_multiplier, record.input1_shift, 1);
        run = is_sub ? ti_add_mve_halved_less_rounded : ti_add_mve_rounded_and_halved;
        ti_swap_operands_mve(&record);
    } else {
        set_operand1(&add, record.input1_zero_point, record.input1_multiplier, record.input1_shift);
        set_operand2(&add, record.input2_zero_point, record.input2_multiplier, record.input2_shift, is_sub && is_halved2 ? -1 : 1);
        run = is_halved1 ? ti_add_mve_halved_and_halved
            : is_halved2 ? ti_add_mve_rounded_and_halved
            : is_sub ? ti_add_mve_rounded_less_rounded
            : ti_add_mve_rounded_and_rounded;
    }

    ti_run_strided_mve(&record, call, run, &add);
    ti_clamp_outputs_s8(call->arena + record.output_start, record.outer * record.inner, record.activation_min, record.activation_max);
}
#endif
