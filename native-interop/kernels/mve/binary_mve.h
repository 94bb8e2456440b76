/* The inner loops of ADD, SUB and MUL. The structs' fields are in the order of registers in binary_mve.S. */
#ifndef TINYINFER_BINARY_MVE_H
#define TINYINFER_BINARY_MVE_H

#include <stdint.h>

/*
 * The operand that has the larger scale is halved, which is its multiplier: half of 2^20 * (x - zero point) is a product with 2^19 and a
 * sum. The other one is rounded twice, as an output. To subtract a halved operand, its factor and addend are negative.
 */
typedef struct ti_add_mve {
    int32_t addend1;              /* -zero point * 2^20, or 2^19 if it is halved */
    int32_t multiplier1;
    int32_t shift1;               /* -31 ... -1 */
    int32_t addend2;              /* -zero point * 2^20, or -+ zero point * 2^19 if it is halved */
    int32_t multiplier2;          /* or +-2^19 */
    int32_t shift2;
    int32_t output_multiplier;
    int32_t output_shift;         /* -22 ... -1 */
    int32_t output_zero_point;
} ti_add_mve;

/* constants: a ti_add_mve or a ti_mul_mve. */
typedef void ti_binary_run_mve(const void *constants, const int8_t *input1, const int8_t *input2, int8_t *output, int32_t count);

ti_binary_run_mve ti_add_mve_rounded_and_rounded;
ti_binary_run_mve ti_add_mve_rounded_less_rounded;
ti_binary_run_mve ti_add_mve_rounded_and_halved;      /* operand 2 is halved */
ti_binary_run_mve ti_add_mve_halved_less_rounded;     /* operand 2, which is halved, less operand 1 */
ti_binary_run_mve ti_add_mve_halved_and_halved;

typedef struct ti_mul_mve {
    int32_t addend1;              /* -zero point */
    int32_t addend2;
    int32_t output_multiplier;
    int32_t output_shift;         /* -22 ... -1 */
    int32_t output_zero_point;
} ti_mul_mve;

ti_binary_run_mve ti_mul_mve_run;

#endif
