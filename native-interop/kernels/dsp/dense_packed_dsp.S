/*
 * void ti_dense_pair_dsp_run(const ti_dense_packed_dsp *dense), and the same for int16 weights.
 * Four output channels at a time, with the weights of docs/format.md's layouts.
 *
 *   r0  input      r1  weights      r2 - r5  sums of the four channels
 *   r6 - r9  weights       r10 - r12, lr  words of input
 *   [sp]  the first words of dense
 *
 * Pairs: as in packed_dsp.S, with the sums of even channels in r2 and r4, those of even + 256 * odd in r3 and r5. But those of even
 * channels are made of half as many products (Winograd 1968): for two values x, y and their weights u, v
 *   (x + v) * (y + u) = x * u + y * v + x * y + u * v
 * where SXTAB16 unpacks and adds at once. The sums of x * y are the input's, those of u * v the channel's: both are subtracted before.
 * 11 instructions and a half LDM for the 16 multiply-accumulates of four values. Int16: 10 and a half LDM.
 * Requantisation: block_dsp.S.
 */
#include "dense_packed_dsp.h"

    .syntax unified
    .thumb
    .text

.macro FOUR_PAIRS even, odd
    ldmia   r1!, {r6-r9}
    smlad   r3, r6, \even, r3
    smlad   r5, r7, \even, r5
    smlad   r3, r8, \odd, r3
    smlad   r5, r9, \odd, r5
    sxtab16 r6, \odd, r6
    sxtab16 r8, \even, r8
    smlad   r2, r6, r8, r2
    sxtab16 r7, \odd, r7
    sxtab16 r9, \even, r9
    smlad   r4, r7, r9, r4
.endm

.macro TWO_INT16 input
    ldmia   r1!, {r6-r9}
    smlad   r2, r6, \input, r2
    smlad   r3, r7, \input, r3
    smlad   r4, r8, \input, r4
    smlad   r5, r9, \input, r5
.endm

.macro FOUR_VALUES is_pair, even, odd
.if \is_pair
    FOUR_PAIRS \even, \odd
.else
    TWO_INT16 \even
    TWO_INT16 \odd
.endif
.endm

.macro EIGHT_VALUES is_pair
    ldmia   r0!, {r10, r11, r12, lr}
    FOUR_VALUES \is_pair, r10, r11
    FOUR_VALUES \is_pair, r12, lr
.endm

/* Twice a sum becomes an output. */
.macro REQUANTIZE twice
    smmlar  lr, \twice, r10, r11
    add     \twice, lr, \twice, asr #31
    asr     \twice, \twice, r12
    ssat    \twice, #8, \twice
.endm

/* With the multiplier and the shift of the channel. r0: factor */
.macro REQUANTIZE_CHANNEL twice
    ldr     r10, [r8], #4
    ldrsb   r12, [r9], #1
    rsb     r12, r12, #0
    lsl     r11, r0, r12
    asr     r11, r11, #1
    REQUANTIZE \twice
.endm

.macro RUN name, is_pair
    .global \name
    .type   \name, %function
    .balign 4
\name:
    push    {r4-r11, lr}
    sub     sp, #60
    ldmia   r0!, {r2-r11}
    stmia   sp, {r2-r11}
    mov     r12, r2
    ldmia   r0, {r4-r9}
    add     r1, sp, #40
    stmia   r1, {r4-r8}
    mov     r1, r9
1:                                              /* four channels; r12: bias */
    ldmia   r12, {r2-r5}
.if \is_pair
    add     r11, sp, #TI_DENSE_PACKED_INPUT
    ldmia   r11, {r0, r8, r10, r11}             /* r8: the end of thirty-twos, r10: products of the input, r11: those of weights */
    ldrd    r6, r7, [r11], #8
    str     r11, [sp, #TI_DENSE_PACKED_WEIGHT_PRODUCTS]
    add     r3, r2, r3, lsl #8
    add     r5, r4, r5, lsl #8
    sub     r2, r2, r10
    sub     r4, r4, r10
    sub     r2, r2, r6
    sub     r4, r4, r7
.else
    ldrd    r0, r8, [sp, #TI_DENSE_PACKED_INPUT]
    lsl     r2, r2, #1
    lsl     r3, r3, #1
    lsl     r4, r4, #1
    lsl     r5, r5, #1
.endif
    cmp     r0, r8
    beq     3f
2:
.rept 4
    EIGHT_VALUES \is_pair
.endr
    ldr     r12, [sp, #TI_DENSE_PACKED_INPUT + 4]
    cmp     r0, r12
    bne     2b
3:
    ldrd    r10, r11, [sp, #TI_DENSE_PACKED_END_OF_EIGHTS]
    cmp     r0, r11
    beq     6f
    cmp     r0, r10
    beq     5f
4:
    EIGHT_VALUES \is_pair
    ldrd    r10, r11, [sp, #TI_DENSE_PACKED_END_OF_EIGHTS]
    cmp     r0, r10
    bne     4b
    cmp     r0, r11
    beq     6f
5:
    ldrd    r10, r11, [r0], #8
    FOUR_VALUES \is_pair, r10, r11
6:
.if \is_pair
    sub     r3, r3, r2
    sub     r5, r5, r4
    lsl     r2, r2, #1
    lsl     r4, r4, #1
    asr     r3, r3, #7
    asr     r5, r5, #7
.endif
    ldmia   sp, {r6-r12}                        /* bias, output, multipliers, shifts, multiplier, addend, right shift */
    cmp     r8, #0
    bne     8f
    REQUANTIZE r2
    REQUANTIZE r3
    REQUANTIZE r4
    REQUANTIZE r5
7:
    strb    r2, [r7], #1
    strb    r3, [r7], #1
    strb    r4, [r7], #1
    strb    r5, [r7], #1
    add     r12, r6, #16
    ldr     r2, [sp, #TI_DENSE_PACKED_END_OF_OUTPUT]
    strd    r12, r7, [sp]
    cmp     r7, r2
    bne     1b
    add     sp, #60
    pop     {r4-r11, pc}
8:                                              /* a multiplier and a shift a channel */
    ldr     r0, [sp, #TI_DENSE_PACKED_FACTOR]
    REQUANTIZE_CHANNEL r2
    REQUANTIZE_CHANNEL r3
    REQUANTIZE_CHANNEL r4
    REQUANTIZE_CHANNEL r5
    strd    r8, r9, [sp, #8]
    b       7b
    .size   \name, . - \name
.endm

    RUN ti_dense_pair_dsp_run, 1
    RUN ti_dense_int16_dsp_run, 0
