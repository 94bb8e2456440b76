/*
 * void ti_dense_dsp_run(ti_dense_dsp *dense, const int8_t *weights)
 * output[r] = requantize(bias[r] + sum over i of input[i] * weights[r][i]), two rows at a time.
 *
 *   r0  input     r1, r2  rows of weights     r3, r4  their sums
 *   r5 - r8  words of weights, as they lie in the file; lr  one of them as int16
 *   r9 - r12  words of input: for each four values (i, i + 2) and (i + 1, i + 3)
 *   [sp]  dense   [sp, #4]  end of eights   [sp, #8]  end
 *
 * Eight values of two rows cost 8 SXTB16, 8 SMLAD, an LDM and two LDRD: 19 instructions for 16 multiply-accumulates.
 * Requantisation: block_dsp.S.
 */
#include "dense_dsp.h"

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

/* Twice a sum becomes an output. */
.macro REQUANTIZE sum, multiplier, addend, right_shift
    lsl     \sum, \sum, #1
    smmlar  lr, \sum, \multiplier, \addend
    add     \sum, lr, \sum, asr #31
    asr     \sum, \sum, \right_shift
    ssat    \sum, #8, \sum
.endm

    .global ti_dense_dsp_run
    .type   ti_dense_dsp_run, %function
    .balign 4
ti_dense_dsp_run:
    push    {r4-r11, lr}
    ldr     r9, [r0, #4]
    ldr     r10, [r0, #12]
    push    {r0, r9, r10}
    mov     r8, r0

next_rows:
    ldmia   r8, {r0, r9, r10, r11, r12, lr}     /* input, end of eights, end of fours, end, bias, stride */
    ldrd    r3, r4, [r12], #8
    str     r12, [r8, #TI_DENSE_BIAS]
    add     r2, r1, lr
    cmp     r0, r9
    beq     fours

eights:
    EIGHT_VALUES
    EIGHT_VALUES
    ldr     r5, [sp, #4]
    cmp     r0, r5
    bne     eights

    ldr     r11, [sp, #8]
    cmp     r0, r11
    beq     store
    ldr     r8, [sp]
    ldr     r10, [r8, #8]                       /* end of fours */
fours:
    cmp     r0, r10
    beq     rest
    mov     r12, r11
    mov     r11, r10
four:
    ldrd    r9, r10, [r0], #8
    ldr     r5, [r1], #4
    ldr     r7, [r2], #4
    PRODUCTS r5, r9, r10, r3
    PRODUCTS r7, r9, r10, r4
    cmp     r0, r11
    bne     four
    mov     r11, r12
    cmp     r0, r11
    beq     store

rest:
    ldr     r9, [r0], #4
    ldrsb   r5, [r1], #1
    ldrsb   r7, [r2], #1
    mla     r3, r5, r9, r3
    mla     r4, r7, r9, r4
    cmp     r0, r11
    bne     rest

store:
    ldr     r8, [sp]
    mov     r1, r2
    add     r0, r8, #TI_DENSE_OUTPUT
    ldmia   r0, {r5, r6, r7, r9, r10, r11}      /* output, its end, multiplier, addend, right shift, multipliers */
    cmp     r11, #0
    bne     two_multipliers
    REQUANTIZE r3, r7, r9, r10
    REQUANTIZE r4, r7, r9, r10
stored:
    strb    r3, [r5], #1
    strb    r4, [r5], #1
    str     r5, [r8, #TI_DENSE_OUTPUT]
    cmp     r5, r6
    bne     next_rows
    add     sp, #12
    pop     {r4-r11, pc}

two_multipliers:
    add     r0, #20
    ldmia   r0, {r9, r10, r11}                  /* multipliers, shifts, factor */
    ldrd    r2, r7, [r9], #8
    ldrsb   r12, [r10], #1
    rsb     r12, r12, #0
    lsl     lr, r11, r12
    asr     lr, lr, #1
    lsl     r3, r3, #1
    smmlar  lr, r3, r2, lr
    add     r3, lr, r3, asr #31
    asr     r3, r3, r12
    ssat    r3, #8, r3
    ldrsb   r12, [r10], #1
    rsb     r12, r12, #0
    lsl     lr, r11, r12
    asr     lr, lr, #1
    lsl     r4, r4, #1
    smmlar  lr, r4, r7, lr
    add     r4, lr, r4, asr #31
    asr     r4, r4, r12
    ssat    r4, #8, r4
    stmia   r0, {r9, r10}
    b       stored
    .size   ti_dense_dsp_run, . - ti_dense_dsp_run
