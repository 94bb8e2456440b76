/*
 * void ti_dense_dsp_run(ti_dense_dsp *dense, const int8_t *weights), and the same for an input that lies as it is in the arena.
 * output[r] = requantize(bias[r] + sum over i of input[i] * weights[r][i]), two rows at a time.
 *
 *   r0  input     r1, r2  rows of weights     r3, r4  their sums
 *   r5 - r8  words of weights, as they lie in the file; lr  one of them as int16
 *   r9 - r12  words of input: for each four values (i, i + 2) and (i + 1, i + 3)
 *   [sp]  dense   [sp, #4]  end of eights   [sp, #8]  end
 *
 * Eight values of two rows cost 8 SXTB16, 8 SMLAD, an LDM and two LDRD: 19 instructions for 16 multiply-accumulates. Four SXTB16 and one
 * load more unpack the input on the way: less than to do that before, where there are few rows.
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

/* Four values of the input. */
.macro LOAD_FOUR even, odd
    ldr     \odd, [r0], #4
    sxtb16  \even, \odd
    sxtb16  \odd, \odd, ror #8
.endm

.macro EIGHT_VALUES is_expanded
.if \is_expanded
    ldmia   r0!, {r9-r12}
.else
    LOAD_FOUR r9, r10
    LOAD_FOUR r11, r12
.endif
    ldrd    r5, r6, [r1], #8
    ldrd    r7, r8, [r2], #8
    PRODUCTS r5, r9, r10, r3
    PRODUCTS r6, r11, r12, r3
    PRODUCTS r7, r9, r10, r4
    PRODUCTS r8, r11, r12, r4
.endm

/* A sum becomes an output. r0: clobbered */
.macro REQUANTIZE sum, multiplier, addend, right_shift
    lsl     \sum, \sum, #1
    smmlar  r0, \sum, \multiplier, \addend
    add     \sum, r0, \sum, asr #31
    asr     \sum, \sum, \right_shift
    ssat    \sum, #8, \sum
.endm

/* With the next shift of r10. r11: factor */
.macro REQUANTIZE_CHANNEL sum, multiplier
    ldrsb   r12, [r10], #1
    rsb     r12, r12, #0
    lsl     r0, r11, r12
    asr     r0, r0, #1
    REQUANTIZE \sum, \multiplier, r0, r12
.endm

/* The outputs of two rows that have a multiplier and a shift each. r8: dense */
    .type   two_multipliers, %function
    .balign 4
two_multipliers:
    add     r0, r8, #TI_DENSE_MULTIPLIERS
    ldmia   r0, {r9, r10, r11}                  /* multipliers, shifts, factor */
    ldrd    r2, r7, [r9], #8
    REQUANTIZE_CHANNEL r3, r2
    REQUANTIZE_CHANNEL r4, r7
    strd    r9, r10, [r8, #TI_DENSE_MULTIPLIERS]
    bx      lr
    .size   two_multipliers, . - two_multipliers

.macro RUN name, is_expanded
    .global \name
    .type   \name, %function
    .balign 4
\name:
    push    {r4-r11, lr}
    ldr     r9, [r0, #4]
    ldr     r10, [r0, #12]
    push    {r0, r9, r10}
    mov     r8, r0

1:
    ldmia   r8, {r0, r9, r10, r11, r12, lr}     /* input, end of eights, end of fours, end, bias, stride */
    ldrd    r3, r4, [r12], #8
    str     r12, [r8, #TI_DENSE_BIAS]
    add     r2, r1, lr
    cmp     r0, r9
    beq     3f

2:
    EIGHT_VALUES \is_expanded
    EIGHT_VALUES \is_expanded
    ldr     r5, [sp, #4]
    cmp     r0, r5
    bne     2b

    ldr     r11, [sp, #8]
    cmp     r0, r11
    beq     6f
    ldr     r8, [sp]
    ldr     r10, [r8, #8]                       /* end of fours */
3:
    cmp     r0, r10
    beq     5f
    mov     r12, r11
    mov     r11, r10
4:
.if \is_expanded
    ldrd    r9, r10, [r0], #8
.else
    LOAD_FOUR r9, r10
.endif
    ldr     r5, [r1], #4
    ldr     r7, [r2], #4
    PRODUCTS r5, r9, r10, r3
    PRODUCTS r7, r9, r10, r4
    cmp     r0, r11
    bne     4b
    mov     r11, r12
    cmp     r0, r11
    beq     6f

5:
.if \is_expanded
    ldr     r9, [r0], #4
.else
    ldrsb   r9, [r0], #1
.endif
    ldrsb   r5, [r1], #1
    ldrsb   r7, [r2], #1
    mla     r3, r5, r9, r3
    mla     r4, r7, r9, r4
    cmp     r0, r11
    bne     5b

6:
    ldr     r8, [sp]
    mov     r1, r2
    add     r0, r8, #TI_DENSE_OUTPUT
    ldmia   r0, {r5, r6, r7, r9, r10, r11}      /* output, its end, multiplier, addend, right shift, multipliers */
    cmp     r11, #0
    bne     8f
    REQUANTIZE r3, r7, r9, r10
    REQUANTIZE r4, r7, r9, r10
7:
    strb    r3, [r5], #1
    strb    r4, [r5], #1
    str     r5, [r8, #TI_DENSE_OUTPUT]
    cmp     r5, r6
    bne     1b
    add     sp, #12
    pop     {r4-r11, pc}

8:
    bl      two_multipliers
    b       7b
    .size   \name, . - \name
.endm

    RUN ti_dense_dsp_run, 1
    RUN ti_dense_direct_dsp_run, 0
