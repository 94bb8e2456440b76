/*
 * Windows of int8 become columns of int16: columns_dsp.h.
 */
#include "columns_dsp.h"

    .syntax unified
    .thumb
    .text

/*
 *   r0  column    r1 - r4  positions    r5  words left of the row    r6 - r9  words    r10 - r12, lr  what is stored
 *   [sp]  the rows    [sp, #4]  rows left
 */
    .global ti_expand4_dsp
    .type   ti_expand4_dsp, %function
    .balign 4
ti_expand4_dsp:
    push    {r1, r2, r4-r11, lr}
    mov     r12, r1
    ldr     r5, [r12, #TI_ROWS_ROWS]
    str     r5, [sp, #4]
    ldmia   r12, {r1-r4}
1:                                              /* a row */
    ldr     r5, [sp]
    ldr     r5, [r5, #TI_ROWS_WORDS]
2:                                              /* a word */
    ldr     r6, [r1], #4
    ldr     r7, [r2], #4
    ldr     r8, [r3], #4
    ldr     r9, [r4], #4
    sxtb16  r10, r6
    sxtb16  r11, r7
    sxtb16  r12, r8
    sxtb16  lr, r9
    stmia   r0!, {r10, r11, r12, lr}
    sxtb16  r10, r6, ror #8
    sxtb16  r11, r7, ror #8
    sxtb16  r12, r8, ror #8
    sxtb16  lr, r9, ror #8
    stmia   r0!, {r10, r11, r12, lr}
    subs    r5, r5, #1
    bne     2b
    ldrd    r5, r6, [sp]
    subs    r6, r6, #1
    beq     3f
    str     r6, [sp, #4]
    add     r5, #TI_ROWS_STEPS
    ldmia   r5, {r6-r9}
    add     r1, r6
    add     r2, r7
    add     r3, r8
    add     r4, r9
    b       1b
3:
    add     sp, #8
    pop     {r4-r11, pc}
    .size   ti_expand4_dsp, . - ti_expand4_dsp

/*
 *   r0  column    r1, r2  positions    r3, r4  their steps    r5  words of a row    r6  rows left    r7  words left of the row
 *   r8 - r11  words, and what is stored
 */
.macro WORD
    ldr     r8, [r1], #4
    ldr     r9, [r2], #4
    sxtb16  r10, r8, ror #8
    sxtb16  r11, r9, ror #8
    sxtb16  r8, r8
    sxtb16  r9, r9
    stmia   r0!, {r8-r11}
.endm

    .global ti_expand2_dsp
    .type   ti_expand2_dsp, %function
    .balign 4
ti_expand2_dsp:
    push    {r4-r11, lr}
    ldrd    r3, r4, [r1, #TI_ROWS_STEPS]
    ldrd    r5, r6, [r1, #TI_ROWS_WORDS]
    ldrd    r1, r2, [r1]
1:                                              /* a row */
    lsrs    r7, r5, #1                          /* c: an odd word */
    bcc     2f
    WORD
    cmp     r7, #0
    beq     4f
2:
    lsrs    r7, r7, #1                          /* c: an odd pair of words */
    bcc     3f
    WORD
    WORD
    cmp     r7, #0
    beq     4f
3:                                              /* four words */
    WORD
    WORD
    WORD
    WORD
    subs    r7, r7, #1
    bne     3b
4:
    add     r1, r3
    add     r2, r4
    subs    r6, r6, #1
    bne     1b
    pop     {r4-r11, pc}
    .size   ti_expand2_dsp, . - ti_expand2_dsp
