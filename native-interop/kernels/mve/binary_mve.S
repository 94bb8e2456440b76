/*
 * Four values a turn. Loops with tail predication, so that nothing beyond the last value is read or written; a vector is read before it is
 * written, so the output may be one of the operands.
 *
 * A value is rounded in three instructions: its sign, VQRDMLAH, which adds the first rounding to it, and VRSHL. That this is what the
 * reference computes is proved in opt.h for sums in [-2^30, 2^30) and right shifts of 1 to 22. Operands are at most 255 * 2^20, and
 * the proof holds for their shifts of up to 31 as well: y and y - 1 + 2^(r - 1) stay in 32 bits, and VRSHL adds in more. Rounded operands
 * are at most 2^27 and halved ones less than 2^27, so that their sum suits the output.
 */
#if defined(__ARM_FEATURE_MVE)

    .syntax unified
    .thumb
    .text

.macro ROUND result, value, multiplier, shift
    vshr.s32    \result, \value, #31
    vqrdmlah.s32 \result, \value, \multiplier
    vrshl.s32   \result, \shift
.endm

.macro STORE result, zero_point
    vadd.i32    \result, \result, \zero_point
    vqmovnb.s32 \result, \result
    vqmovnb.s16 \result, \result
    vstrb.32    \result, [r3], #4
.endm

/*
 * r1, r2  operands     r3  output     r0, r4, r5  operand 1     r6, r7, r8  operand 2     r9, r10, r11  output     lr  values left
 * q4  2^20, or 2^19 if operand 1 is halved        q3  factor of operand 2, if that is halved
 */
.macro ADD_LOOP name, is_first_halved, is_halved, combine, first, second
    .global     \name
    .type       \name, %function
    .balign     4
\name:
    push        {r4-r11, lr}
    vpush       {d8, d9}
    ldr         lr, [sp, #52]
    mov         r4, #0x100000
    .if         \is_first_halved
    lsr         r4, r4, #1
    .endif
    vdup.32     q4, r4
    ldm         r0, {r0, r4, r5, r6, r7, r8, r9, r10, r11}
    .if         \is_halved
    vdup.32     q3, r7
    .endif
    dlstp.32    lr, lr
1:
    .if         \is_first_halved
    vldrb.s32   q1, [r1], #4
    vmlas.s32   q1, q4, r0
    .else
    vldrb.s32   q0, [r1], #4
    vmlas.s32   q0, q4, r0
    ROUND       q1, q0, r4, r5
    .endif
    vldrb.s32   q0, [r2], #4
    .if         \is_halved
    vmlas.s32   q0, q3, r6
    \combine    q1, \first, \second
    .else
    vmlas.s32   q0, q4, r6
    ROUND       q2, q0, r7, r8
    \combine    q1, \first, \second
    .endif
    ROUND       q0, q1, r9, r10
    STORE       q0, r11
    letp        lr, 1b
    vpop        {d8, d9}
    pop         {r4-r11, pc}
    .size       \name, . - \name
.endm

    ADD_LOOP    ti_add_mve_rounded_and_rounded, 0, 0, vadd.i32, q1, q2
    ADD_LOOP    ti_add_mve_rounded_less_rounded, 0, 0, vsub.i32, q1, q2
    ADD_LOOP    ti_add_mve_rounded_and_halved, 0, 1, vadd.i32, q1, q0
    ADD_LOOP    ti_add_mve_halved_less_rounded, 0, 1, vsub.i32, q0, q1
    ADD_LOOP    ti_add_mve_halved_and_halved, 1, 1, vadd.i32, q1, q0

    .global     ti_mul_mve_run
    .type       ti_mul_mve_run, %function
    .balign     4
ti_mul_mve_run:
    push        {r4-r7, lr}
    ldr         lr, [sp, #20]
    ldm         r0, {r0, r4, r5, r6, r7}
    dlstp.32    lr, lr
1:
    vldrb.s32   q0, [r1], #4
    vldrb.s32   q1, [r2], #4
    vadd.i32    q0, q0, r0
    vadd.i32    q1, q1, r4
    vmul.i32    q0, q0, q1
    ROUND       q2, q0, r5, r6
    STORE       q2, r7
    letp        lr, 1b
    pop         {r4-r7, pc}
    .size       ti_mul_mve_run, . - ti_mul_mve_run

#endif
