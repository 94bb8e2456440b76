/*
 * One output channel after another, four positions each. Eight products an SMLAD pair of instructions: a word of weights becomes its
 * values (k, k + 2) and (k + 1, k + 3) by two SXTB16, and each meets four words of the column.
 *
 *   r0  column             r1  weights            r2 - r5  sums of the four positions
 *   r6, lr  words of weights, as they lie in the file
 *   r7  the block          r8  weights as int16   r9 - r12  words of the column
 *
 * Four values cost 2 SXTB16, 2 LDM, 8 SMLAD and a half LDRD: 12.5 instructions for 16 multiply-accumulates.
 *
 * Requantisation, as proved in opt.h but for SSAT in place of USAT, so the addend has the zero point without 128:
 *   SMMLAR rounds (2 * sum) * multiplier / 2^32 half up and adds the addend 2^(r - 1) + zero point * 2^r;
 *   the sign of the sum is added, and it is shifted to the right by r and saturated.
 * The factor is 2 * zero point + 1, so that factor << r >> 1 is the addend; the zero point may be negative: the shift back is
 * arithmetic, and |factor| << r is less than 2^31 for r <= 22.
 */
#include "block_dsp.h"

    .syntax unified
    .thumb
    .text

.macro FOUR_VALUES weights
    ldmia   r0!, {r9-r12}
    sxtb16  r8, \weights
    smlad   r2, r8, r9, r2
    smlad   r3, r8, r10, r3
    smlad   r4, r8, r11, r4
    smlad   r5, r8, r12, r5
    ldmia   r0!, {r9-r12}
    sxtb16  r8, \weights, ror #8
    smlad   r2, r8, r9, r2
    smlad   r3, r8, r10, r3
    smlad   r4, r8, r11, r4
    smlad   r5, r8, r12, r5
.endm

.macro ONE_VALUE multiply
    \multiply  r2, r8, r9, r2
    \multiply  r3, r8, r10, r3
    \multiply  r4, r8, r11, r4
    \multiply  r5, r8, r12, r5
.endm

/* Where the zero point is -128, what is negative becomes -128 with the sign's correction or without. */
.macro REQUANTIZE sum, is_relu
    lsl     \sum, \sum, #1
.if \is_relu
    smmlar  \sum, \sum, r8, r10
.else
    smmlar  lr, \sum, r8, r10
    add     \sum, lr, \sum, asr #31
.endif
    asr     \sum, \sum, r9
    ssat    \sum, #8, \sum
.endm

.macro BLOCK name, is_relu
    .global \name
    .type   \name, %function
    .balign 4
\name:
    push    {r4-r11, lr}
    mov     r7, r0
    ldr     r1, [r7, #TI_BLOCK_WEIGHTS]
    ldr     r6, [r7, #TI_BLOCK_CHANNEL]

1:                                              /* a channel */
    ldr     r2, [r7, #TI_BLOCK_BIAS]
    ldr     r2, [r2, r6, lsl #2]
    mov     r3, r2
    mov     r4, r2
    mov     r5, r2
    ldrd    r0, r8, [r7, #TI_BLOCK_COLUMN]      /* r8: the end of eights */
    cmp     r0, r8
    beq     3f

2:                                              /* sixteen values */
.rept 2
    ldrd    r6, lr, [r1], #8
    FOUR_VALUES r6
    FOUR_VALUES lr
.endr
    ldr     r8, [r7, #TI_BLOCK_END_OF_EIGHTS]
    cmp     r0, r8
    bne     2b

3:
    ldrd    r8, lr, [r7, #TI_BLOCK_END_OF_FOURS]    /* lr: the values that are left over */
    cmp     r0, r8
    beq     5f
4:                                              /* four values */
    ldr     r6, [r1], #4
    FOUR_VALUES r6
    ldr     r8, [r7, #TI_BLOCK_END_OF_FOURS]
    cmp     r0, r8
    bne     4b

5:                                              /* one to three: of (k, k + 2), then (k + 1, k + 3) */
    cmp     lr, #0
    beq     7f
    ldmia   r0!, {r9-r12}
    ldrsb   r8, [r1]
    ONE_VALUE smlabb
    cmp     lr, #3
    bne     6f
    ldrsb   r8, [r1, #2]
    ONE_VALUE smlabt
6:
    cmp     lr, #1
    beq     8f
    ldmia   r0!, {r9-r12}
    ldrsb   r8, [r1, #1]
    ONE_VALUE smlabb
8:
    add     r1, lr

7:
    ldmia   r7, {r6, r8, r9, r10, r11}          /* channel, multipliers, shifts, factor, mask */
    and     r11, r11, r6
    ldr     r8, [r8, r11, lsl #2]
    ldrsb   r9, [r9, r11]
    rsb     r9, r9, #0
    lsl     r10, r10, r9
    asr     r10, r10, #1
    REQUANTIZE r2, \is_relu
    REQUANTIZE r3, \is_relu
    REQUANTIZE r4, \is_relu
    REQUANTIZE r5, \is_relu
    add     r11, r7, #TI_BLOCK_OUTPUTS
    ldmia   r11, {r8, r9, r10, r11}
    strb    r2, [r8, r6]
    strb    r3, [r9, r6]
    strb    r4, [r10, r6]
    strb    r5, [r11, r6]
    adds    r6, r6, #1
    str     r6, [r7, #TI_BLOCK_CHANNEL]
    bne     1b
    pop     {r4-r11, pc}
    .size   \name, . - \name
.endm

    BLOCK ti_block_dsp_run, 0
    BLOCK ti_block_dsp_run_relu, 1
