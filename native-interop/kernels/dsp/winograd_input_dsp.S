/*
 * void ti_winograd_input_dsp(uint32_t *values, const int8_t *pixels, int32_t row_step, int32_t column_step, uint32_t groups,
 *                            uint32_t frequency_bytes)
 * Four channels at a time, as two words of int16. B^T d B in two steps, with B^T = 1 0 -1 0 / 0 1 1 0 / 0 -1 1 0 / 0 1 0 -1:
 * down each of six columns, then along each of the four rows that makes, for columns 0 ... 3 and for columns 2 ... 5.
 * Differences of differences of int8 are in [-510, 510]: int16 holds them.
 *
 *   r0  values     r1  pixels     r2  row step, r10  three times that     r3  column step
 *   Down: r4 - r7  words of a column, and what becomes of their even channels; r8, r9, r11, r12  of the odd ones; lr
 *   Along: r4 - r9  a row's six words; r11, r12  what is stored, for tile 0 and 1; lr  frequency bytes
 *   The stack: for column 5 down to 0 rows 0, 2, 3, 1 of the odd channels, then of the even ones; above the arguments
 */
    .syntax unified
    .thumb
    .text

.macro COLUMN
    ldr     r4, [r1]
    ldr     r5, [r1, r2]
    ldr     r6, [r1, r2, lsl #1]
    ldr     r7, [r1, r10]
    sxtb16  r8, r4, ror #8
    sxtb16  r9, r5, ror #8
    sxtb16  r11, r6, ror #8
    sxtb16  r12, r7, ror #8
    sxtb16  r4, r4
    sxtb16  r5, r5
    sxtb16  r6, r6
    sxtb16  r7, r7
    ssub16  r4, r4, r6                          /* row 0 */
    ssub16  r7, r5, r7                          /* row 3 */
    sadd16  lr, r5, r6                          /* row 1 */
    ssub16  r6, r6, r5                          /* row 2 */
    push    {r4, r6, r7, lr}
    ssub16  r8, r8, r11
    ssub16  r12, r9, r12
    sadd16  lr, r9, r11
    ssub16  r11, r11, r9
    push    {r8, r11, r12, lr}
.endm

/* place: of a row's word of column 5. */
.macro ROW place
    ldr     r4, [sp, #160 + \place]
    ldr     r5, [sp, #128 + \place]
    ldr     r6, [sp, #96 + \place]
    ldr     r7, [sp, #64 + \place]
    ldr     r8, [sp, #32 + \place]
    ldr     r9, [sp, #\place]
    ssub16  r11, r4, r6
    ssub16  r12, r6, r8
    strd    r11, r12, [r0]
    add     r0, lr
    sadd16  r11, r5, r6
    sadd16  r12, r7, r8
    strd    r11, r12, [r0]
    add     r0, lr
    ssub16  r11, r6, r5
    ssub16  r12, r8, r7
    strd    r11, r12, [r0]
    add     r0, lr
    ssub16  r11, r5, r7
    ssub16  r12, r7, r9
    strd    r11, r12, [r0]
    add     r0, lr
.endm

    .global ti_winograd_input_dsp
    .type   ti_winograd_input_dsp, %function
    .balign 4
ti_winograd_input_dsp:
    push    {r0, r1, r4-r11, lr}                /* [sp]: values, [sp, #4]: pixels */
    add     r10, r2, r2, lsl #1
1:
    COLUMN
.rept 5
    add     r1, r3
    COLUMN
.endr
    ldr     lr, [sp, #192 + 48]                 /* frequency bytes */
    ROW     16
    ROW     28
    ROW     20
    ROW     24
    sub     r0, r0, lr, lsl #4
    add     r0, #8
    ROW     0
    ROW     12
    ROW     4
    ROW     8
    add     sp, #192
    ldrd    r0, r1, [sp]
    ldr     r4, [sp, #44]                       /* groups left */
    add     r0, #16
    add     r1, #4
    strd    r0, r1, [sp]
    subs    r4, r4, #1
    str     r4, [sp, #44]
    bne     1b
    add     sp, #8
    pop     {r4-r11, pc}
    .size   ti_winograd_input_dsp, . - ti_winograd_input_dsp
