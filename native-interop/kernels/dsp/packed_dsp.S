/*
 * void ti_pair_dsp_run(const ti_packed_dsp *packed), and the same for int16 weights.
 * Two output channels and two positions at a time, with the weights of docs/format.md's layouts.
 *
 *   r0  column           r1  weights
 *   r2, r3  sums of the even channel at both positions; r4, r5  of the odd one
 *   r6 - r9  weights     r10 - r12, lr  four words of the column: (k, k + 2) of both positions, then (k + 1, k + 3)
 *   [sp]  bias, multipliers, roundings, output; column and its ends, stride, end of bias
 *
 * Pairs: a halfword of weights is even + 256 * odd. SMLAD of the words as they lie sums even + 256 * odd in r4 and r5; SXTB16 leaves
 * the even weights, whose sums are in r2 and r3. So one word serves four products of each position, with one instruction to unpack it:
 * 23 instructions for the 32 multiply-accumulates of eight values.
 * At the end (r4 - r2) = 256 * sum of the odd channel, modulo 2^32. That sum is in [-2^23, 2^23), as the converter has proved, so its
 * product with 256 fits, and shifted right by 7 it is twice the sum.
 *
 * Int16: the weights are doubled, and so are the sums: 10 instructions for the 16 multiply-accumulates of four values.
 *
 * Requantisation: block_dsp.S.
 */
#include "packed_dsp.h"

    .syntax unified
    .thumb
    .text

/* Four values. The words of pairs are used as they are, then unpacked where they lie. */
.macro FOUR_PAIRS first, second
    ldmia   r0!, {r10, r11, r12, lr}
    smlad   r4, \first, r10, r4
    smlad   r5, \first, r11, r5
    smlad   r4, \second, r12, r4
    smlad   r5, \second, lr, r5
    sxtb16  \first, \first
    sxtb16  \second, \second
    smlad   r2, \first, r10, r2
    smlad   r3, \first, r11, r3
    smlad   r2, \second, r12, r2
    smlad   r3, \second, lr, r3
.endm

.macro FOUR_INT16
    ldmia   r1!, {r6-r9}
    ldmia   r0!, {r10, r11, r12, lr}
    smlad   r2, r6, r10, r2
    smlad   r3, r6, r11, r3
    smlad   r4, r7, r10, r4
    smlad   r5, r7, r11, r5
    smlad   r2, r8, r12, r2
    smlad   r3, r8, lr, r3
    smlad   r4, r9, r12, r4
    smlad   r5, r9, lr, r5
.endm

.macro EIGHT_VALUES is_pair
.if \is_pair
    ldmia   r1!, {r6-r9}
    FOUR_PAIRS r6, r7
    FOUR_PAIRS r8, r9
.else
    FOUR_INT16
    FOUR_INT16
.endif
.endm

.macro FOUR_VALUES is_pair
.if \is_pair
    ldrd    r6, r7, [r1], #8
    FOUR_PAIRS r6, r7
.else
    FOUR_INT16
.endif
.endm

/* Twice a sum becomes an output. Where the zero point is -128, what is negative becomes -128 with the sign's correction or without. */
.macro REQUANTIZE twice, multiplier, is_relu
.if \is_relu
    smmlar  \twice, \twice, \multiplier, r0
.else
    smmlar  lr, \twice, \multiplier, r0
    add     \twice, lr, \twice, asr #31
.endif
    asr     \twice, \twice, r11
    ssat    \twice, #8, \twice
.endm

.macro RUN name, is_pair, is_relu
    .global \name
    .type   \name, %function
    .balign 4
\name:
    push    {r4-r11, lr}
    sub     sp, #40
    ldmia   r0!, {r2-r6}
    mov     r12, sp
    stmia   r12!, {r2-r6}
    ldmia   r0!, {r2-r6}
    stmia   r12!, {r2-r6}
    ldr     r1, [r0]
    ldr     r6, [sp, #TI_PACKED_BIAS]
1:                                              /* a pair of channels */
    ldrd    r2, r4, [r6]
    ldrd    r0, r12, [sp, #TI_PACKED_COLUMN]    /* r12: the end of thirty-twos */
.if \is_pair
    add     r4, r2, r4, lsl #8
.else
    lsl     r2, r2, #1
    lsl     r4, r4, #1
.endif
    mov     r3, r2
    mov     r5, r4
    cmp     r0, r12
    beq     3f
2:
.rept 4
    EIGHT_VALUES \is_pair
.endr
    ldr     r12, [sp, #TI_PACKED_COLUMN + 4]
    cmp     r0, r12
    bne     2b
3:
    ldr     r12, [sp, #TI_PACKED_END]
    cmp     r0, r12
    beq     6f
    ldr     r12, [sp, #TI_PACKED_END_OF_EIGHTS]
    cmp     r0, r12
    beq     5f
4:
    EIGHT_VALUES \is_pair
    ldrd    r10, r11, [sp, #TI_PACKED_END_OF_EIGHTS]
    cmp     r0, r10
    bne     4b
    cmp     r0, r11
    beq     6f
5:
    FOUR_VALUES \is_pair
6:
.if \is_pair
    sub     r4, r4, r2
    sub     r5, r5, r3
    lsl     r2, r2, #1
    lsl     r3, r3, #1
    asr     r4, r4, #7
    asr     r5, r5, #7
.endif
    ldmia   sp, {r6, r7, r8, r12}               /* bias, multipliers, roundings, output */
    ldrd    r9, r10, [r7], #8
    ldrd    r0, r11, [r8], #8
    REQUANTIZE r2, r9, \is_relu
    REQUANTIZE r3, r9, \is_relu
    ldrd    r0, r11, [r8], #8
    REQUANTIZE r4, r10, \is_relu
    REQUANTIZE r5, r10, \is_relu
    ldrd    r11, r0, [sp, #TI_PACKED_STRIDE]    /* r0: the end of bias */
    add     r6, #8
    strb    r3, [r12, r11]
    strb    r2, [r12], #1
    strb    r5, [r12, r11]
    strb    r4, [r12], #1
    stmia   sp, {r6, r7, r8, r12}
    cmp     r6, r0
    bne     1b
    add     sp, #40
    pop     {r4-r11, pc}
    .size   \name, . - \name
.endm

    RUN ti_pair_dsp_run, 1, 0
    RUN ti_pair_dsp_run_relu, 1, 1
    RUN ti_int16_dsp_run, 0, 0
    RUN ti_int16_dsp_run_relu, 0, 1
