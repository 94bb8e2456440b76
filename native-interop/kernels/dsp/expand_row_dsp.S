/*
 * int32_t ti_expand_row_dsp(uint32_t *input, const int8_t *values, uint32_t depth)
 * Values become the input of ti_dense_dsp: a word of int8 two words of int16, (i, i + 2) and (i + 1, i + 3). Two words a turn.
 * Returned is the sum of values[i] * values[i + 1] over even i, of whole words.
 *
 *   r0  input    r1  values    r2  turns left    r3, r12  words of int8    r4 - r6, lr  words of int16    r7  depth    r8  the sum
 */
    .syntax unified
    .thumb
    .text

    .global ti_expand_row_dsp
    .type   ti_expand_row_dsp, %function
    .balign 4
ti_expand_row_dsp:
    push    {r4-r8, lr}
    mov     r8, #0
    mov     r7, r2
    lsrs    r2, r2, #3
    beq     word
words:
    ldr     r3, [r1], #4
    ldr     r12, [r1], #4
    sxtb16  r4, r3
    sxtb16  r5, r3, ror #8
    sxtb16  r6, r12
    sxtb16  lr, r12, ror #8
    smlad   r8, r4, r5, r8
    smlad   r8, r6, lr, r8
    stmia   r0!, {r4, r5, r6, lr}
    subs    r2, r2, #1
    bne     words
word:
    lsls    r2, r7, #29                     /* n: a word is left */
    bpl     rest
    ldr     r3, [r1], #4
    sxtb16  r4, r3
    sxtb16  r5, r3, ror #8
    smlad   r8, r4, r5, r8
    stmia   r0!, {r4, r5}
rest:
    ands    r7, r7, #3
    beq     done
value:
    ldrsb   r3, [r1], #1
    str     r3, [r0], #4
    subs    r7, r7, #1
    bne     value
done:
    mov     r0, r8
    pop     {r4-r8, pc}
    .size   ti_expand_row_dsp, . - ti_expand_row_dsp
