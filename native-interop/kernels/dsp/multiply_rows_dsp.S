/*
 * void ti_multiply_rows_dsp(const ti_rows_dsp *rows, const int8_t *weights, int32_t *sums, const int32_t *end)
 * sums[r] = sum over i of input[i] * weights[r][i], two rows at a time, until sums meets end.
 *
 *   r0  input     r1, r2  rows of weights     r3, r4  their sums
 *   r5 - r8  words of weights, as they lie in the file; lr  one of them as int16
 *   r9 - r12  words of input: for each four values (i, i + 2) and (i + 1, i + 3)
 *
 * Eight values of two rows cost 8 SXTB16, 8 SMLAD, an LDM and two LDRD: 19 instructions for 16 multiply-accumulates.
 */
#include "rows_dsp.h"

    .syntax unified
    .thumb
    .text

.macro PRODUCTS weights, even, odd, sum
    sxtb16  lr, \weights
    smlad   \sum, lr, \even, \sum
    sxtb16  lr, \weights, ror #8
    smlad   \sum, lr, \odd, \sum
.endm

.macro EIGHT_VALUES
    ldmia   r0!, {r9-r12}
    ldrd    r5, r6, [r1], #8
    ldrd    r7, r8, [r2], #8
    PRODUCTS r5, r9, r10, r3
    PRODUCTS r6, r11, r12, r3
    PRODUCTS r7, r9, r10, r4
    PRODUCTS r8, r11, r12, r4
.endm

    .global ti_multiply_rows_dsp
    .type   ti_multiply_rows_dsp, %function
    .balign 4
ti_multiply_rows_dsp:
    ldr     r12, [r0, #TI_ROWS_END_OF_EIGHTS]
    push    {r0, r2-r12, lr}                    /* [sp]: rows, [sp, #4]: sums, [sp, #8]: end, [sp, #44]: end of eights */

next_rows:
    ldr     r8, [sp]
    ldmia   r8, {r0, r9, r10}                   /* input, end of eights, stride */
    add     r2, r1, r10
    mov     r3, #0
    mov     r4, #0
    cmp     r0, r9
    beq     fours

eights:
    EIGHT_VALUES
    EIGHT_VALUES
    ldr     r5, [sp, #44]
    cmp     r0, r5
    bne     eights

fours:
    ldr     r8, [sp]
    ldrd    r11, r12, [r8, #TI_ROWS_END_OF_FOURS]    /* r12: the end */
    cmp     r0, r11
    beq     rest
four:
    ldrd    r9, r10, [r0], #8
    ldr     r5, [r1], #4
    ldr     r7, [r2], #4
    PRODUCTS r5, r9, r10, r3
    PRODUCTS r7, r9, r10, r4
    cmp     r0, r11
    bne     four

rest:
    cmp     r0, r12
    beq     store
one:
    ldr     r9, [r0], #4
    ldrsb   r5, [r1], #1
    ldrsb   r7, [r2], #1
    mla     r3, r5, r9, r3
    mla     r4, r7, r9, r4
    cmp     r0, r12
    bne     one

store:
    ldrd    r9, r10, [sp, #4]
    stmia   r9!, {r3, r4}
    str     r9, [sp, #4]
    mov     r1, r2
    cmp     r9, r10
    bne     next_rows
    pop     {r0, r2-r12, pc}
    .size   ti_multiply_rows_dsp, . - ti_multiply_rows_dsp
