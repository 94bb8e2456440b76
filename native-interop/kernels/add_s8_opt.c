#include "kernels_opt.h"
#include "opt.h"

/*
 * scale(x) = ti_requantize((x - zero point) << 20, multiplier, -r) for right shifts r of 0 ... MOST_OPERAND_SHIFT. x - zero point has 9 bits,
 * so it may be shifted by 22, which is 4 times that, and is requantised as ti_requantize_s8 does; without a shift there is one
 * rounding, and no sign in it. The high word is at most 2^28, the addend at most 2^29 + 1: nothing overflows.
 */
typedef struct operand {
    int32_t zero_point;     /* << 22 */
    int32_t multiplier;
    int32_t addend;
    uint32_t sign_mask;
    int32_t right_shift;    /* r + 1 */
} operand;

#define MOST_OPERAND_SHIFT 29

static operand operand_of(int32_t zero_point, int32_t multiplier, int32_t shift)
{
    operand result = { zero_point * (1 << 22), multiplier, 1, 0, 1 - shift };
    if (shift < 0) {
        result.addend = (1 << -shift) + 1;
        result.sign_mask = 0xFFFFFFFFu;
    }

    return result;
}

static inline int32_t scale(const operand *operand, int32_t x)
{
    int32_t shifted = x * (1 << 22) - operand->zero_point;
    uint32_t sign = (uint32_t)(shifted >> 31) & operand->sign_mask;
    return (int32_t)((uint32_t)ti_high_word(shifted, operand->multiplier) + (uint32_t)operand->addend + sign + sign) >> operand->right_shift;
}

/*
 * Scaled operands that are shifted to the right, or not at all, are at most 255 * 2^20, so that four times the sum of two is an int32
 * and suits ti_requantize_s8.
 */
int32_t ti_add_s8_opt_can(const void *record_start, const uint8_t *model)
{
    const ti_binary_record *record = record_start;
    (void)model;
    return record->input1_shift <= 0 && record->input1_shift >= -MOST_OPERAND_SHIFT
        && record->input2_shift <= 0 && record->input2_shift >= -MOST_OPERAND_SHIFT
        && record->output_shift <= -1 && record->output_shift >= -TI_MOST_RIGHT_SHIFT;
}

/*
 * Whether scale(x) is (x - zero point) << 19, exactly, as it is for the operand of the larger scale: the common one is twice that, so its
 * multiplier is a half.
 */
static int32_t is_half(int32_t multiplier, int32_t shift)
{
    return multiplier == 1 << 30 && shift == 0;
}

/*
 * Nearly every addition: dense operands, of which one is a half. The other has 256 values, so in a large addition all its scaled values
 * are computed once: [x + 128], times 2^TI_SUM_SHIFT, less the half operand's zero point.
 */
#define VALUES 256
#define FEWEST_FOR_TABLE 1024

static int32_t has_table(const ti_binary_record *record)
{
    return record->op.code == TI_ADD
        && record->input1_inner_stride == 1 && record->input2_inner_stride == 1 && record->outer * record->inner >= FEWEST_FOR_TABLE
        && (is_half(record->input1_multiplier, record->input1_shift) || is_half(record->input2_multiplier, record->input2_shift));
}

uint32_t ti_add_s8_opt_scratch_bytes(const void *record)
{
    return has_table(record) ? VALUES * sizeof(int32_t) : 0;
}

static void fill_table(int32_t *table, const operand *other, int32_t half_zero_point)
{
    for (int32_t x = -128; x < 128; x++) {
        *table++ = (scale(other, x) - half_zero_point * (1 << 19)) * (1 << TI_SUM_SHIFT);
    }
}

/* How sums become outputs. */
typedef struct target {
    int32_t multiplier;
    int32_t addend;
    int32_t right_shift;
    int32_t zero_point;
} target;

static inline int32_t sum_with_half(const int32_t *middle, int32_t half, int32_t other)
{
    return half * (1 << (19 + TI_SUM_SHIFT)) + middle[other];
}

/* middle: the table's entry for 0. */
static TI_HOT void add_half(const target *target, const int32_t *middle, const int8_t *half, const int8_t *other, int8_t *output, const int8_t *end)
{
    int32_t multiplier = target->multiplier;
    int32_t addend = target->addend;
    int32_t right_shift = target->right_shift;
    if (target->zero_point == -128) {
        while (output != end) {
            *output++ = (int8_t)ti_requantize_positive_s8(sum_with_half(middle, *half++, *other++), multiplier, addend, right_shift);
        }
    } else {
        while (output != end) {
            *output++ = (int8_t)ti_requantize_s8(sum_with_half(middle, *half++, *other++), multiplier, addend, right_shift);
        }
    }
}

/* ADD and SUB. */
void ti_add_s8_opt(const void *record_start, const ti_call *call)
{
    const ti_binary_record *record = record_start;
    operand operand1 = operand_of(record->input1_zero_point, record->input1_multiplier, record->input1_shift);
    operand operand2 = operand_of(record->input2_zero_point, record->input2_multiplier, record->input2_shift);
    int32_t sign = record->op.code == TI_SUB ? -1 : 1;
    int32_t step1 = record->input1_inner_stride;
    int32_t step2 = record->input2_inner_stride;
    int32_t right_shift = ti_right_shift(&record->output_shift);
    int32_t addend = ti_addend((uint32_t)(2 * (record->output_zero_point + 128) + 1), right_shift);
    target target = { record->output_multiplier, addend, right_shift, record->output_zero_point };
    int8_t *output = call->arena + record->output_start;

    int32_t *table = (int32_t *)(void *)call->scratch;
    int32_t is_table = has_table(record);
    int32_t is_first_half = is_half(record->input1_multiplier, record->input1_shift);
    if (is_table && is_first_half) {
        fill_table(table, &operand2, record->input1_zero_point);
    } else if (is_table) {
        fill_table(table, &operand1, record->input2_zero_point);
    }

    for (int32_t o = 0; o < record->outer; o++) {
        const int8_t *input1 = call->arena + record->input1_start + o * record->input1_outer_stride;
        const int8_t *input2 = call->arena + record->input2_start + o * record->input2_outer_stride;
        int8_t *end = output + record->inner;
        if (is_table) {
            add_half(&target, table + 128, is_first_half ? input1 : input2, is_first_half ? input2 : input1, output, end);
            output = end;
            continue;
        }

        while (output != end) {
            int32_t sum = scale(&operand1, *input1) + sign * scale(&operand2, *input2);
            *output++ = (int8_t)ti_requantize_s8(ti_scaled(sum, 0), target.multiplier, addend, right_shift);
            input1 += step1;
            input2 += step2;
        }
    }

    ti_clamp_outputs_s8(call->arena + record->output_start, record->outer * record->inner, record->activation_min, record->activation_max);
}
