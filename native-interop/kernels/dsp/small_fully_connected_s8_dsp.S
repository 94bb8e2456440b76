/*
 * void ti_small_fully_connected_s8_dsp(const void *record, const ti_call *call)
 * output[r] = requantize(bias[r] + sum over i of input[i] * weights[r][i]), for 1 ... 3, 4, 8, 12 or 16 values, which stay in registers.
 *
 *   r0  sum     r1  weights    r2  bias    r3  output    r12, lr  weights
 *   words of values:  r4 - r11  words of input as int16, from the top down: for each four (i, i + 2) and (i + 1, i + 3)
 *                     [sp]  multiplier, addend, right shift, end of output, where a row of this depth begins
 *   up to three:      r4  end of output    r5  multiplier    r6  addend    r7  right shift    r8 - r10  input, from the top down
 *                     lr  where a row of this depth begins
 *
 * A row is entered in the middle of a chain of products: it has neither a loop nor a count.
 * Requantisation: block_dsp.S.
 */
#include "../small_fully_connected.h"

    .syntax unified
    .thumb
    .text

/* Four values. Twelve bytes: none of the instructions has a short form. */
.macro LOAD_FOUR even, odd
    ldr     lr, [r12], #4
    sxtb16  \even, lr
    sxtb16  \odd, lr, ror #8
.endm

/* Twenty bytes. */
.macro PRODUCTS even, odd
    ldr     r12, [r1], #4
    sxtb16  lr, r12
    smlad   r0, lr, \even, r0
    sxtb16  lr, r12, ror #8
    smlad   r0, lr, \odd, r0
.endm

/* Eight bytes. */
.macro PRODUCT value
    ldrsb   r12, [r1], #1
    mla     r0, r12, \value, r0
.endm

    .global ti_small_fully_connected_s8_dsp
    .type   ti_small_fully_connected_s8_dsp, %function
    .balign 4
ti_small_fully_connected_s8_dsp:
    push    {r4-r11, lr}
    sub     sp, #20
    add     r2, r0, #TI_DENSE_INPUT_START
    ldmia   r2, {r3-r6}                         /* input, output, weights, bias */
    ldrd    r7, r8, [r1, #TI_CALL_MODEL]        /* model, arena */
    ldrd    r9, r10, [r1, #TI_CALL_FIRST]       /* first, count */
    ldr     r11, [r0, #TI_DENSE_DEPTH]
    add     r1, r7, r5
    mla     r1, r9, r11, r1
    add     r2, r7, r6
    add     r2, r2, r9, lsl #2
    add     r12, r8, r3
    add     r3, r8, r4
    add     r3, r3, r9
    add     r4, r3, r10
    ldr     r5, [r0, #TI_DENSE_MULTIPLIER]
    ldrsb   r7, [r0, #TI_DENSE_SHIFT]
    ldrsb   r6, [r0, #TI_DENSE_OUTPUT_ZERO_POINT]
    rsb     r7, r7, #0
    lsl     r6, r6, #1
    add     r6, r6, #1
    lsl     r6, r6, r7
    asr     r6, r6, #1
    cmp     r11, #4
    blo     few

    strd    r5, r6, [sp]
    strd    r7, r4, [sp, #8]
    adr     r0, loaded + 1                      /* three bytes a value, five a value of the row */
    sub     r0, r0, r11
    sub     r0, r0, r11, lsl #1
    adr     lr, summed + 1
    sub     lr, lr, r11
    sub     lr, lr, r11, lsl #2
    str     lr, [sp, #16]
    bx      r0
    LOAD_FOUR r10, r11
    LOAD_FOUR r8, r9
    LOAD_FOUR r6, r7
    LOAD_FOUR r4, r5
loaded:

next_row:
    ldr     r0, [r2], #4
    ldr     pc, [sp, #16]
    PRODUCTS r10, r11
    PRODUCTS r8, r9
    PRODUCTS r6, r7
    PRODUCTS r4, r5
summed:
    ldrd    r12, lr, [sp]
    lsl     r0, r0, #1
    smmlar  lr, r0, r12, lr
    add     r0, lr, r0, asr #31
    ldrd    r12, lr, [sp, #8]
    asr     r0, r0, r12
    ssat    r0, #8, r0
    strb    r0, [r3], #1
    cmp     r3, lr
    bne     next_row
    add     sp, #20
    pop     {r4-r11, pc}

few:
    adr     r0, few_loaded + 1
    sub     r0, r0, r11, lsl #2
    adr     lr, few_summed + 1
    sub     lr, lr, r11, lsl #3
    bx      r0
    ldrsb   r10, [r12], #1
    ldrsb   r9, [r12], #1
    ldrsb   r8, [r12], #1
few_loaded:

next_short_row:
    ldr     r0, [r2], #4
    bx      lr
    PRODUCT r10
    PRODUCT r9
    PRODUCT r8
few_summed:
    lsl     r0, r0, #1
    smmlar  r12, r0, r5, r6
    add     r0, r12, r0, asr #31
    asr     r0, r0, r7
    ssat    r0, #8, r0
    strb    r0, [r3], #1
    cmp     r3, r4
    bne     next_short_row
    add     sp, #20
    pop     {r4-r11, pc}
    .size   ti_small_fully_connected_s8_dsp, . - ti_small_fully_connected_s8_dsp
