/*
 * Depthwise 3 x 3, stride 1: a strip of COLUMNS outputs of a row from three rows of its plane, whose words hold neighbours
 * x(0, 1), x(2, 3), ... With weights as pairs (w0, w1) and (w1, w2) an even output is
 *     SMLAD (w0, w1) * (x0, x1) + SMLATB w2 * x2,      and an odd one      SMLABT w0 * x1 + SMLAD (w1, w2) * (x2, x3):
 * two instructions for three multiply-accumulates.
 *
 *   r0  plane     r1  channel     r2  output     r3 - r8  sums     r9 - r12  words of the plane     r12, lr  weights
 *   [sp]  rows left   [sp, #40]  step   [sp, #44]  row step
 *
 * The sums are twice the real ones, as the weights are, so SMMLAR needs no shift; the rest of the requantisation is block_dsp.S's.
 * The fourth word is used up before a weight takes its register.
 */
#include "depthwise_dsp.h"

    .syntax unified
    .thumb
    .text

.macro REQUANTIZE sum, is_relu
.if \is_relu
    smmlar  \sum, \sum, r9, r10
.else
    smmlar  lr, \sum, r9, r10
    add     \sum, lr, \sum, asr #31
.endif
    asr     \sum, \sum, r11
    ssat    \sum, #8, \sum
.endm

.macro KERNEL_ROW columns, weights, a3, a4, a5, a6, a7, a8
.if \columns >= 5
    ldmia   r0!, {r9, r10, r11, r12}
.else
    ldmia   r0, {r9, r10, r11}
    add     r0, #16
.endif
.if \columns == 6
    ldr     lr, [r1, #\weights + 4]
    smlad   r8, lr, r12, \a8
    smlatb  r7, lr, r12, \a7
.elseif \columns == 5
    ldr     lr, [r1, #\weights + 4]
    smlatb  r7, lr, r12, \a7
.else
    ldr     lr, [r1, #\weights + 4]
.endif
    smlad   r4, lr, r10, \a4
    smlatb  r5, lr, r11, \a5
    smlad   r6, lr, r11, \a6
    smlatb  r3, lr, r10, \a3                   /* last: in the first row all sums start from r3, the bias */
    ldr     r12, [r1, #\weights]
    smlad   r3, r12, r9, r3
    smlabt  r4, r12, r9, r4
    smlad   r5, r12, r10, r5
    smlabt  r6, r12, r10, r6
.if \columns >= 5
    smlad   r7, r12, r11, r7
.endif
.if \columns == 6
    smlabt  r8, r12, r11, r8
.endif
.endm

.macro STRIP name, columns, is_relu
    .global \name
    .type   \name, %function
    .balign 4
\name:
    push    {r3-r11, lr}                        /* [sp]: rows left; [sp, #40]: step, [sp, #44]: row step */
1:
    ldr     r3, [r1]
    KERNEL_ROW \columns, 4, r3, r3, r3, r3, r3, r3
    KERNEL_ROW \columns, 12, r3, r4, r5, r6, r7, r8
    KERNEL_ROW \columns, 20, r3, r4, r5, r6, r7, r8
    sub     r0, #2 * 4 * TI_PLANE_WORDS
    add     r9, r1, #28
    ldmia   r9, {r9, r10, r11}                  /* multiplier, addend, right shift */
    REQUANTIZE r3, \is_relu
    REQUANTIZE r4, \is_relu
    REQUANTIZE r5, \is_relu
    REQUANTIZE r6, \is_relu
.if \columns >= 5
    REQUANTIZE r7, \is_relu
.endif
.if \columns == 6
    REQUANTIZE r8, \is_relu
.endif
    ldrd    r9, r10, [sp, #40]                  /* step, row step */
    add     r11, r2, r9, lsl #1
    strb    r3, [r2]
    strb    r4, [r2, r9]
    strb    r5, [r11]
    strb    r6, [r11, r9]
.if \columns >= 5
    strb    r7, [r11, r9, lsl #1]
.endif
.if \columns == 6
    add     r11, r11, r9
    strb    r8, [r11, r9, lsl #1]
.endif
    ldr     r12, [sp]
    add     r2, r2, r10
    subs    r12, r12, #1
    str     r12, [sp]
    bne     1b
    pop     {r3-r11, pc}
    .size   \name, . - \name
.endm

    STRIP ti_depthwise_strip4_dsp, 4, 0
    STRIP ti_depthwise_strip5_dsp, 5, 0
    STRIP ti_depthwise_strip6_dsp, 6, 0
    STRIP ti_depthwise_strip4_dsp_relu, 4, 1
    STRIP ti_depthwise_strip5_dsp_relu, 5, 1
    STRIP ti_depthwise_strip6_dsp_relu, 6, 1
