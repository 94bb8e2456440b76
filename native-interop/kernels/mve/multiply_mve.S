/*
 * Four positions and four channels a turn, in two passes: channels 0 and 2, then 1 and 3. A pass holds eight sums, as many as there
 * are even registers, which are the only ones that VMLADAV adds to; six loads serve eight of it: 14 instructions for 128
 * multiply-accumulates.
 *
 *   r0, r2, r4, r6      sums of positions 0 - 3, lower channel     r8, r10, r12, lr    upper channel
 *   r1  column          r3, r5  weights of the two channels        r7  turns
 *   r9  from the end of a channel's vectors to the next channel    r11 the struct
 *   q0, q1  weights     q2, q3  values of the column               q4 - q7  sums: a position each, a channel a lane
 *
 * The column has 64 bytes for 16 values, 16 bytes a position. A depth that is no multiple of 16 is filled up in front: there the
 * column is 0, and what is loaded before a channel's weights counts nothing. It is another channel's weights, or part of the file's
 * header and plan, which are longer than 15 bytes.
 *
 * Requantisation of a lane, as proved in opt.h for sums in [-2^30, 2^30) and right shifts of 1 to 22:
 *   VQRDMULH is floor((2 * sum * multiplier + 2^31) / 2^32), the first rounding;
 *   VRSHL by -r is floor((y + 2^(r - 1)) / 2^r), which is the second where y is not negative; elsewhere y - 1 makes it so.
 *   The sum saturates to int16, the zero point is added, which saturates too, and that to int8: whatever int16 cut is beyond int8
 *   after any zero point is added.
 * With ReLU, which is where the activation's minimum is the zero point or more, the second step without y - 1 does: it differs where
 * y < 0 only, and gives 0 or less there as well.
 */
#include "multiply_mve.h"
#if defined(__ARM_FEATURE_MVE)

    .syntax unified
    .thumb
    .text

/* mla: vmladav begins new sums, vmladava adds. */
.macro STEP mla
    vldrb.u8    q0, [r3], #16
    vldrb.u8    q2, [r1], #16
    vldrb.u8    q1, [r5], #16
    \mla\().s8  r0, q0, q2
    vldrb.u8    q3, [r1], #16
    \mla\().s8  r8, q1, q2
    vldrb.u8    q2, [r1], #16
    \mla\().s8  r2, q0, q3
    \mla\().s8  r10, q1, q3
    vldrb.u8    q3, [r1], #16
    \mla\().s8  r4, q0, q2
    \mla\().s8  r12, q1, q2
    \mla\().s8  r6, q0, q3
    \mla\().s8  lr, q1, q3
.endm

.macro PASS lower, upper, entry, label
    ldrd        r1, r7, [r11, #TI_MULTIPLY_COLUMN]
    STEP        vmladav
    ldr         pc, [r11, #\entry]
    .balign     4
1:
    .rept 4
    STEP        vmladava
    .endr
.Lend_of_\label:
    subs        r7, r7, #1
    bne         1b
    add         r3, r3, r9
    add         r5, r5, r9
    vmov        q4[\upper], q4[\lower], r0, r8
    vmov        q5[\upper], q5[\lower], r2, r10
    vmov        q6[\upper], q6[\lower], r4, r12
    vmov        q7[\upper], q7[\lower], r6, lr
.endm

.macro MULTIPLY name, is_relu
    .global     \name
    .type       \name, %function
    .balign     4
\name:
    push        {r4-r11, lr}
    vpush       {d8-d15}
    mov         r11, r0
    ldrd        r9, r2, [r11, #TI_MULTIPLY_ADVANCE]     /* r2: what is skipped */
    adr         r0, .Lend_of_first_\name
    sub         r0, r0, r2
    orr         r0, r0, #1                              /* Thumb */
    adr         r1, .Lend_of_second_\name
    sub         r1, r1, r2
    orr         r1, r1, #1
    strd        r0, r1, [r11, #TI_MULTIPLY_ENTRIES]
    ldr         r3, [r11, #TI_MULTIPLY_WEIGHTS]
    ldr         r5, [r11, #TI_MULTIPLY_TWO_ROWS]
    add         r5, r3, r5

.Lfour_channels_\name:
    PASS        0, 2, TI_MULTIPLY_ENTRIES, first_\name
    PASS        1, 3, TI_MULTIPLY_ENTRIES + 4, second_\name

    ldm         r11, {r0, r2, r4, r6, r7, r8, r10, r12, lr}
    vldrw.u32   q0, [r0], #16
    vldrw.u32   q1, [r2]
    vldrb.s32   q2, [r4]
    add         r2, r2, r8
    add         r4, r4, r10
    .irp        sums, q4, q5, q6, q7
    vadd.i32    \sums, \sums, q0
    vqrdmulh.s32 \sums, \sums, q1
    .if         !\is_relu
    vshr.s32    q3, \sums, #31
    vadd.i32    \sums, \sums, q3
    .endif
    vrshl.s32   \sums, \sums, q2
    .endr
    vqmovnb.s32 q4, q4
    vqmovnt.s32 q4, q5
    vldrh.u16   q0, [r11, #TI_MULTIPLY_OFFSETS]
    vqmovnb.s32 q6, q6
    vqmovnt.s32 q6, q7
    vldrh.u16   q1, [r11, #TI_MULTIPLY_OFFSETS + 16]
    vqadd.s16   q4, q4, lr
    vqadd.s16   q6, q6, lr
    vqmovnb.s16 q4, q4
    vstrb.16    q4, [r6, q0]
    vqmovnb.s16 q6, q6
    vstrb.16    q6, [r6, q1]
    adds        r6, r6, #4
    stm         r11, {r0, r2, r4, r6}
    mov         r3, r5
    add         r5, r5, r12
    cmp         r0, r7
    bne         .Lfour_channels_\name
    vpop        {d8-d15}
    pop         {r4-r11, pc}
    .size       \name, . - \name
.endm

    MULTIPLY    ti_multiply_mve_run, 0
    MULTIPLY    ti_multiply_mve_run_relu, 1

#endif
