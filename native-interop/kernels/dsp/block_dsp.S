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

.macro REQUANTIZE sum
    lsl     \sum, \sum, #1
    smmlar  lr, \sum, r8, r10
    add     \sum, lr, \sum, asr #31
    asr     \sum, \sum, r9
    ssat    \sum, #8, \sum
.endm

    .global ti_block_dsp_run
    .type   ti_block_dsp_run, %function
    .balign 4
ti_block_dsp_run:
    push    {r4-r11, lr}
    mov     r7, r0
    ldr     r1, [r7, #TI_BLOCK_WEIGHTS]
    ldr     r6, [r7, #TI_BLOCK_CHANNEL]

next_channel:
    ldr     r2, [r7, #TI_BLOCK_BIAS]
    ldr     r2, [r2, r6, lsl #2]
    mov     r3, r2
    mov     r4, r2
    mov     r5, r2
    ldrd    r0, r8, [r7, #TI_BLOCK_COLUMN]      /* r8: the end of eights */
    cmp     r0, r8
    beq     fours

eights:
.rept 2
    ldrd    r6, lr, [r1], #8
    FOUR_VALUES r6
    FOUR_VALUES lr
.endr
    ldr     r8, [r7, #TI_BLOCK_END_OF_EIGHTS]
    cmp     r0, r8
    bne     eights

fours:
    ldrd    r8, lr, [r7, #TI_BLOCK_END_OF_FOURS]    /* lr: the end */
    cmp     r0, r8
    beq     rest
four:
    ldr     r6, [r1], #4
    FOUR_VALUES r6
    ldr     r8, [r7, #TI_BLOCK_END_OF_FOURS]
    cmp     r0, r8
    bne     four

rest:
    cmp     r0, lr
    beq     store
one:
    ldrsb   r6, [r1], #1
    ldrd    r9, r10, [r0], #8
    smlabb  r2, r6, r9, r2
    smlabt  r3, r6, r9, r3
    smlabb  r4, r6, r10, r4
    smlabt  r5, r6, r10, r5
    cmp     r0, lr
    bne     one

store:
    ldmia   r7, {r6, r8, r9, r10, r11, r12}     /* channel, multipliers, shifts, factor, mask, output */
    and     r11, r11, r6
    ldr     r8, [r8, r11, lsl #2]
    ldrsb   r9, [r9, r11]
    add     r12, r12, r6
    rsb     r9, r9, #0
    lsl     r10, r10, r9
    asr     r10, r10, #1
    REQUANTIZE r2
    REQUANTIZE r3
    REQUANTIZE r4
    REQUANTIZE r5
    add     r11, r7, #TI_BLOCK_OFFSETS
    ldmia   r11, {r8, r9, r10, r11}             /* offsets, channels */
    add     r6, r6, #1
    str     r6, [r7, #TI_BLOCK_CHANNEL]
    strb    r2, [r12]
    strb    r3, [r12, r8]
    strb    r4, [r12, r9]
    strb    r5, [r12, r10]
    cmp     r6, r11
    bne     next_channel
    pop     {r4-r11, pc}
    .size   ti_block_dsp_run, . - ti_block_dsp_run
