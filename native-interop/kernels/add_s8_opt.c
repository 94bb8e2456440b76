#include "kernels_opt.h"
#include "opt.h"

/*
 * scale(x) = ti_requantize((x - zero point) << 20, multiplier, -right_shift) for right shifts 0 ... 31. x - zero point has 9 bits,
 * so it may be shifted by 21, and the first rounding is, as in ti_requantize_s8, the high word of the product plus the top bit of
 * the low word. The second one is as there, with half = 2^(right_shift - 1); without a shift half and sign_mask are 0. All terms
 * of the last sum are at most 2^30 and but one at most 2^28: no overflow.
 */
typedef struct operand {
    int32_t zero_point;     /* << 21 */
    int32_t multiplier;
    int32_t half;
    int32_t sign_mask;
    int32_t right_shift;
} operand;

static operand operand_of(int32_t zero_point, int32_t multiplier, int32_t shift)
{
    operand result = { zero_point * (1 << 21), multiplier, 0, 0, -shift };
    if (shift < 0) {
        result.half = 1 << (-shift - 1);
        result.sign_mask = -1;
    }

    return result;
}

static inline int32_t scale(operand operand, int32_t x)
{
    int32_t shifted = x * (1 << 21) - operand.zero_point;
    int32_t rounded = ti_high_word(shifted, operand.multiplier, operand.half);
    return (rounded + ((shifted >> 31) & operand.sign_mask)) >> operand.right_shift;
}

/* Scaled operands are in [-2^28, 2^28] if they are shifted to the right, so their sum suits ti_requantize_s8. */
int32_t ti_add_s8_opt_can(const void *record_start, const uint8_t *model)
{
    const ti_binary_record *record = record_start;
    (void)model;
    return record->input1_shift <= 0 && record->input2_shift <= 0 && record->output_shift <= -1 && record->output_shift >= -TI_MOST_RIGHT_SHIFT;
}

#if !defined(TI_DSP)   /* which has a kernel for them */
/*
 * Whether scale(x) is (x - zero point) << 19, exactly, as it is for the operand of the larger scale: the common one is twice that, so its
 * multiplier is a half.
 */
static int32_t is_half(const operand *operand)
{
    return operand->multiplier == 1 << 30 && operand->right_shift == 0;
}

/* What an addition of an operand that is_half, and of another one that is shifted, needs beside their scales. */
typedef struct half_addition {
    operand other;
    int32_t twice_zero_point;   /* -2 * scale of the half operand's zero point, as of a value of 0 */
    int32_t multiplier;
    int32_t addend;
    int32_t right_shift;
} half_addition;

static TI_HOT void add_half(const half_addition *addition, const int8_t *half, const int8_t *other, int8_t *output, const int8_t *end)
{
    int32_t zero_point = addition->other.zero_point;
    int32_t other_multiplier = addition->other.multiplier;
    int32_t other_half = addition->other.half;
    int32_t other_right_shift = addition->other.right_shift;
    int32_t twice_zero_point = addition->twice_zero_point;
    int32_t multiplier = addition->multiplier;
    int32_t addend = addition->addend;
    int32_t right_shift = addition->right_shift;
    while (output != end) {
        int32_t shifted = *other++ * (1 << 21) - zero_point;
        int32_t scaled = (ti_high_word(shifted, other_multiplier, other_half) + (shifted >> 31)) >> other_right_shift;
        int32_t twice_sum = *half++ * (1 << 20) + twice_zero_point + 2 * scaled;
        *output++ = ti_requantize_s8(twice_sum, multiplier, addend, right_shift);
    }
}
#endif

/* ADD and SUB. */
void ti_add_s8_opt(const void *record_start, const ti_call *call)
{
    const ti_binary_record *record = record_start;
    operand operand1 = operand_of(record->input1_zero_point, record->input1_multiplier, record->input1_shift);
    operand operand2 = operand_of(record->input2_zero_point, record->input2_multiplier, record->input2_shift);
    int32_t twice_sign = record->op.code == TI_SUB ? -2 : 2;
    int32_t step1 = record->input1_inner_stride;
    int32_t step2 = record->input2_inner_stride;
    int32_t multiplier = record->output_multiplier;
    int32_t right_shift = -record->output_shift;
    int32_t addend = (2 * (record->output_zero_point + 128) + 1) * (1 << (right_shift - 1));
    int8_t *output = call->arena + record->output_start;

#if !defined(TI_DSP)
    /* Nearly every addition: dense operands, of which one is the half one. */
    int32_t is_plain = step1 == 1 && step2 == 1 && twice_sign > 0;
    int32_t is_first_half = is_plain && is_half(&operand1) && operand2.right_shift > 0;
    int32_t is_second_half = is_plain && is_half(&operand2) && operand1.right_shift > 0;
    half_addition addition = { operand2, -(record->input1_zero_point * (1 << 20)), multiplier, addend, right_shift };
    if (!is_first_half) {
        addition.other = operand1;
        addition.twice_zero_point = -(record->input2_zero_point * (1 << 20));
    }
#endif

    for (int32_t o = 0; o < record->outer; o++) {
        const int8_t *input1 = call->arena + record->input1_start + o * record->input1_outer_stride;
        const int8_t *input2 = call->arena + record->input2_start + o * record->input2_outer_stride;
#if !defined(TI_DSP)
        if (is_first_half || is_second_half) {
            add_half(&addition, is_first_half ? input1 : input2, is_first_half ? input2 : input1, output, output + record->inner);
            output += record->inner;
            continue;
        }
#endif

        for (int8_t *end = output + record->inner; output != end; ) {
            int32_t twice_sum = 2 * scale(operand1, *input1) + twice_sign * scale(operand2, *input2);
            *output++ = ti_requantize_s8(twice_sum, multiplier, addend, right_shift);
            input1 += step1;
            input2 += step2;
        }
    }

    ti_clamp_outputs_s8(call->arena + record->output_start, record->outer * record->inner, record->activation_min, record->activation_max);
}
