/*
 * Depthwise 3 x 3: a strip of COLUMNS outputs of a row from three rows of its plane, whose words hold neighbours x(0, 1), x(2, 3), ...
 * With weights as pairs (w0, w1) and (w1, w2) an output whose window begins with a word is
 *     SMLAD (w0, w1) * (x0, x1) + SMLATB w2 * x2,      and one that begins inside of a word      SMLABT w0 * x1 + SMLAD (w1, w2) * (x2, x3):
 * two instructions for three multiply-accumulates. With stride 1 they take turns, with stride 2 every window begins with a word.
 *
 *   r0  plane     r1  channel     r2  output     r3 - r8  sums     r9 - r12  words of the plane     r8, lr  weights
 *   [sp]  end of the plane   [sp, #40]  step   [sp, #44]  row step
 *
 * Six columns have a sum in r8, and weights in r12 when its word is used up. The sums are twice the real ones, as the weights are, so
 * SMMLAR needs no shift; the rest of the requantisation is block_dsp.S's.
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

/* In the first row all sums start from r3, the bias. */
.macro MULTIPLY instruction, sum, weights, word, row
.if \row == 0
    \instruction \sum, \weights, \word, r3
.else
    \instruction \sum, \weights, \word, \sum
.endif
.endm

.macro KERNEL_ROW1 columns, row, first
.if \columns == 6
    ldr     lr, [r1, #TI_DEPTHWISE_WEIGHTS + 8 * \row + 4]
    MULTIPLY smlad, r8, lr, r12, \row
.else
    ldrd    r8, lr, [r1, #TI_DEPTHWISE_WEIGHTS + 8 * \row]
.endif
.if \columns >= 5
    MULTIPLY smlatb, r7, lr, r12, \row
.endif
.if \columns >= 4
    MULTIPLY smlad, r6, lr, r11, \row
.endif
    MULTIPLY smlatb, r5, lr, r11, \row
    MULTIPLY smlad, r4, lr, r10, \row
    MULTIPLY smlatb, r3, lr, r10, \row
.if \columns == 6
    ldr     r12, [r1, #TI_DEPTHWISE_WEIGHTS + 8 * \row]
    smlabt  r8, \first, r11, r8
.endif
.if \columns >= 5
    smlad   r7, \first, r11, r7
.endif
.if \columns >= 4
    smlabt  r6, \first, r10, r6
.endif
    smlad   r5, \first, r10, r5
    smlabt  r4, \first, r9, r4
    smlad   r3, \first, r9, r3
.endm

.macro KERNEL_ROW2 row
    ldrd    r8, lr, [r1, #TI_DEPTHWISE_WEIGHTS + 8 * \row]
    MULTIPLY smlatb, r5, lr, r12, \row
    MULTIPLY smlatb, r4, lr, r11, \row
    MULTIPLY smlatb, r3, lr, r10, \row
    smlad   r5, r8, r11, r5
    smlad   r4, r8, r10, r4
    smlad   r3, r8, r9, r3
.endm

.macro KERNEL_ROW columns, stride, words, row
.if \words == 3
    ldmia   r0!, {r9, r10, r11}
.else
    ldmia   r0!, {r9, r10, r11, r12}
.endif
.if \stride == 2
    KERNEL_ROW2 \row
.elseif \columns == 6
    KERNEL_ROW1 \columns, \row, r12
.else
    KERNEL_ROW1 \columns, \row, r8
.endif
.endm

.macro STRIP name, columns, words, stride=1, is_relu=0
    .global \name
    .type   \name, %function
    .balign 4
\name:
    push    {r3-r11, lr}
1:
    ldr     r3, [r1, #TI_DEPTHWISE_BIAS]
    KERNEL_ROW \columns, \stride, \words, 0
    KERNEL_ROW \columns, \stride, \words, 1
    KERNEL_ROW \columns, \stride, \words, 2
    sub     r0, #(3 - \stride) * 4 * \words
    ldmia   r1, {r9, r10, r11}                  /* multiplier, addend, right shift */
    REQUANTIZE r3, \is_relu
    REQUANTIZE r4, \is_relu
    REQUANTIZE r5, \is_relu
.if \columns >= 4
    REQUANTIZE r6, \is_relu
.endif
.if \columns >= 5
    REQUANTIZE r7, \is_relu
.endif
.if \columns == 6
    REQUANTIZE r8, \is_relu
.endif
    ldrd    r9, r10, [sp, #40]                  /* step, row step */
    strb    r3, [r2]
    strb    r4, [r2, r9]
    strb    r5, [r2, r9, lsl #1]
.if \columns >= 5
    strb    r7, [r2, r9, lsl #2]
.endif
.if \columns >= 4
    add     r11, r2, r9
    strb    r6, [r11, r9, lsl #1]
.endif
.if \columns == 6
    strb    r8, [r11, r9, lsl #2]
.endif
    ldr     r12, [sp]
    add     r2, r2, r10
    cmp     r0, r12
    bne     1b
    pop     {r3-r11, pc}
    .size   \name, . - \name
.endm

    STRIP ti_depthwise_strip3_dsp, 3, 3
    STRIP ti_depthwise_strip4_dsp, 4, 3
    STRIP ti_depthwise_strip5_dsp, 5, 4
    STRIP ti_depthwise_strip6_dsp, 6, 4
    STRIP ti_depthwise_strip4_dsp_relu, 4, 3, is_relu=1
    STRIP ti_depthwise_strip5_dsp_relu, 5, 4, is_relu=1
    STRIP ti_depthwise_strip6_dsp_relu, 6, 4, is_relu=1
    STRIP ti_depthwise_stride2_dsp, 3, 4, stride=2
