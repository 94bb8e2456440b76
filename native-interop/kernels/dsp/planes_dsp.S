/*
 * void ti_fill_planesN_dsp(const ti_planes_dsp *planes): rows of two planes, of channels 0 and 2 of four, with N inner columns. A word of
 * int8 of each column becomes two int16 (SXTB16), and neighbours' halves are brought together (PKHBT, PKHTB).
 *
 *   r0, r1  planes    r2  pixel    r3  first    r4  last    r5  channels    r6, r7, r12  values    r8 - r11  a row of plane 0
 *   [sp]  steps of pixel, first and last, rows left
 */
#include "depthwise_dsp.h"

    .syntax unified
    .thumb
    .text

/* Values in r6 and r7, which may be the same register, to a word of each plane. */
.macro PUT word, second=r7
    sxtb16  r6, r6
.ifnc \second, r6
    sxtb16  r7, r7
.endif
    pkhbt   \word, r6, \second, lsl #16
    pkhtb   r6, \second, r6, asr #16
    str     r6, [r1], #4
.endm

.macro FILL name, columns
    .global \name
    .type   \name, %function
    .balign 4
\name:
    push    {r4-r11, lr}
    sub     sp, #16
    add     r6, r0, #TI_PLANES_STEPS
    ldmia   r6, {r7, r8, r9, r10}               /* steps, rows */
    stmia   sp, {r7, r8, r9, r10}
    ldmia   r0, {r0, r1, r2, r3, r4, r5}
1:
    ldr     r6, [r3]
    ldr     r7, [r2]
    PUT     r8
    ldr     r6, [r2, r5]
    ldr     r7, [r2, r5, lsl #1]
    PUT     r9
.if \columns == 3
    ldr     r6, [r4]
    PUT     r10, r6
.else
    add     lr, r2, r5
    ldr     r6, [lr, r5, lsl #1]
.endif
.if \columns == 4
    ldr     r7, [r4]
    PUT     r10
.elseif \columns >= 5
    ldr     r7, [r2, r5, lsl #2]
    PUT     r10
.endif
.if \columns == 5
    ldr     r6, [r4]
    PUT     r11, r6
.elseif \columns == 6
    ldr     r6, [lr, r5, lsl #2]
    ldr     r7, [r4]
    PUT     r11
.endif
.if \columns <= 4
    stmia   r0!, {r8-r10}
.else
    stmia   r0!, {r8-r11}
.endif
    ldmia   sp, {r6, r7, r8, r9}
    add     r2, r6
    add     r3, r7
    add     r4, r8
    subs    r9, r9, #1
    str     r9, [sp, #12]
    bne     1b
    add     sp, #16
    pop     {r4-r11, pc}
    .size   \name, . - \name
.endm

    FILL ti_fill_planes3_dsp, 3
    FILL ti_fill_planes4_dsp, 4
    FILL ti_fill_planes5_dsp, 5
    FILL ti_fill_planes6_dsp, 6
