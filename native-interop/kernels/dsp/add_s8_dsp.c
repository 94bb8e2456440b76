#include "../kernels_opt.h"
#include "../opt.h"
#include "dsp.h"
#include "kernels_dsp.h"

/*
 * ADD and SUB of dense operands. What becomes of an operand's value before the addition depends on that value alone: it is looked up in
 * a table of 256 words, which is made first.
 */
#define VALUES 256

/* Fewer values are not worth their tables. */
#define FEWEST 2048

int32_t ti_add_s8_dsp_can(const void *record_start, const uint8_t *model)
{
    const ti_binary_record *record = record_start;
    return ti_add_s8_opt_can(record, model) && record->outer * record->inner >= FEWEST
        && record->input1_inner_stride == 1 && record->input2_inner_stride == 1;
}

uint32_t ti_add_s8_dsp_scratch_bytes(const void *record)
{
    (void)record;
    return 2 * VALUES * sizeof(int32_t);
}

/*
 * Twice what is added, or subtracted, of each value; answers where that of 0 is. Each is in [-2^29, 2^29], and computed as in add_s8_opt.c.
 */
static TI_HOT const int32_t *make_table(int32_t *table, int32_t twice_sign, int32_t zero_point, int32_t multiplier, int32_t right_shift)
{
    int32_t half = right_shift > 0 ? 1 << (right_shift - 1) : 0;
    int32_t sign_mask = right_shift > 0 ? -1 : 0;
    int32_t shifted = (-VALUES / 2 - zero_point) * (1 << 21);
    for (int32_t *end = table + VALUES; table != end; shifted += 1 << 21) {
        *table++ = twice_sign * ((ti_smmlar(shifted, multiplier, half) + ((shifted >> 31) & sign_mask)) >> right_shift);
    }

    return table - VALUES / 2;
}

static TI_HOT void add_row(
    const int32_t *table1, const int32_t *table2, const int8_t *input1, const int8_t *input2, int8_t *output, const int8_t *end,
    const ti_binary_record *record)
{
    int32_t multiplier = record->output_multiplier;
    int32_t right_shift = -record->output_shift;
    int32_t addend = ti_addend_dsp(2 * record->output_zero_point + 1, right_shift);
    if (((end - output) & 1) != 0) {
        *output++ = ti_requantize_s8_dsp(table1[*input1++] + table2[*input2++], multiplier, addend, right_shift);
    }

    while (output != end) {
        int8_t first = ti_requantize_s8_dsp(table1[input1[0]] + table2[input2[0]], multiplier, addend, right_shift);
        output[1] = ti_requantize_s8_dsp(table1[input1[1]] + table2[input2[1]], multiplier, addend, right_shift);
        output[0] = first;
        input1 += 2;
        input2 += 2;
        output += 2;
    }
}

void ti_add_s8_dsp(const void *record_start, const ti_call *call)
{
    const ti_binary_record *record = record_start;
    int32_t *tables = (int32_t *)(void *)call->scratch;
    int32_t twice_sign = record->op.code == TI_SUB ? -2 : 2;
    const int32_t *table1 = make_table(tables, 2, record->input1_zero_point, record->input1_multiplier, -record->input1_shift);
    const int32_t *table2 =
        make_table(tables + VALUES, twice_sign, record->input2_zero_point, record->input2_multiplier, -record->input2_shift);
    int8_t *output = call->arena + record->output_start;
    for (int32_t o = 0; o < record->outer; o++) {
        const int8_t *input1 = call->arena + record->input1_start + o * record->input1_outer_stride;
        const int8_t *input2 = call->arena + record->input2_start + o * record->input2_outer_stride;
        add_row(table1, table2, input1, input2, output, output + record->inner, record);
        output += record->inner;
    }

    ti_clamp_outputs_s8(call->arena + record->output_start, record->outer * record->inner, record->activation_min, record->activation_max);
}
