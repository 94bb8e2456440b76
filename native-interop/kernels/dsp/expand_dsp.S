/*
 * Four positions' words of int8 become words of int16 side by side: the layout of a column in block_dsp.h.
 *
 *   r0  column    r1 - r3, r4  positions    r5  words left    r6 - r9  words    r10 - r12, lr  what is stored
 */
    .syntax unified
    .thumb
    .text

    .global ti_expand_dsp
    .type   ti_expand_dsp, %function
    .balign 4
ti_expand_dsp:
    push    {r4-r11, lr}
    ldrd    r4, r5, [sp, #36]
1:
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
    bne     1b
    pop     {r4-r11, pc}
    .size   ti_expand_dsp, . - ti_expand_dsp
