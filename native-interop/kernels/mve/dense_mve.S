/*
 * Four outputs a turn: their rows of weights meet the same vector of inputs, so that five loads serve four VMLADAV.
 *
 *   r0, r2, r4, r6  sums      q4  inputs      q5  multipliers      q6  shifts
 *   long:   r1, r3, r5, r7  rows of weights   r8  inputs           r9  depth       r10 depth less 16   r11 the struct
 *           r12 next rows of weights
 *   short:  r1  bias          r3  multiplier  r5  shift            r7  output      r8 - r11  rows of weights   r12 bytes of four rows
 *           q3  zero point
 *
 * Inputs beyond the depth are 0, and weights beyond a row are not loaded: the last one may end the file.
 * Requantisation: as in multiply_mve.S.
 */
#include "dense_mve.h"
#if defined(__ARM_FEATURE_MVE)

    .syntax unified
    .thumb
    .text

/* q7: sums of four outputs, whose biases are q0, become outputs without their zero point. */
.macro REQUANTIZE
    vadd.i32    q7, q7, q0
    vqrdmulh.s32 q7, q7, q5
    vshr.s32    q1, q7, #31
    vadd.i32    q7, q7, q1
    vrshl.s32   q7, q7, q6
.endm

.macro START name, is_per_channel
    .global     \name
    .type       \name, %function
    .balign     4
\name:
    push        {r4-r11, lr}
    vpush       {d8-d15}
    .if         !\is_per_channel
    ldrd        r1, r2, [r0, #4]
    ldr         r1, [r1]
    ldrsb       r2, [r2]
    vdup.32     q5, r1
    vdup.32     q6, r2
    .endif
.endm

.macro END name
    vpop        {d8-d15}
    pop         {r4-r11, pc}
    .size       \name, . - \name
.endm

/* mla: vmladav begins new sums, vmladava adds. */
.macro FOUR_ROWS mla
    vldrb.u8    q4, [r8], #16
    vldrb.u8    q0, [r1], #16
    vldrb.u8    q1, [r3], #16
    \mla\().s8  r0, q0, q4
    vldrb.u8    q2, [r5], #16
    \mla\().s8  r2, q1, q4
    vldrb.u8    q3, [r7], #16
    \mla\().s8  r4, q2, q4
    \mla\().s8  r6, q3, q4
.endm

.macro LONG name, is_per_channel
    START       \name, \is_per_channel
    mov         r11, r0
    ldr         r12, [r11, #TI_DENSE_WEIGHTS]
    ldr         r9, [r11, #TI_DENSE_DEPTH]
    sub         r10, r9, #16
1:
    mov         r1, r12
    add         r3, r1, r9
    add         r5, r3, r9
    ldr         r8, [r11, #TI_DENSE_INPUT]
    add         r7, r5, r9
    add         r12, r7, r9
    FOUR_ROWS   vmladav
    dlstp.8     lr, r10
2:
    FOUR_ROWS   vmladava
    letp        lr, 2b
    vmov        q7[2], q7[0], r0, r4
    vmov        q7[3], q7[1], r2, r6
    ldm         r11, {r0-r5}
    vldrw.u32   q0, [r0], #16
    .if         \is_per_channel
    vldrw.u32   q5, [r1], #16
    vldrb.s32   q6, [r2], #4
    .endif
    REQUANTIZE
    vadd.i32    q7, q7, r4
    vqmovnb.s32 q7, q7
    vqmovnb.s16 q7, q7
    vstrb.32    q7, [r3], #4
    stm         r11, {r0-r3}
    cmp         r0, r5
    bne         1b
    END         \name
.endm

.macro SHORT name, is_per_channel
    START       \name, \is_per_channel
    ldrd        r8, r2, [r0, #TI_DENSE_WEIGHTS]         /* r2: inputs */
    ldr         r12, [r0, #TI_DENSE_DEPTH]
    vctp.8      r12
    add         r9, r8, r12
    vpst
    vldrbt.u8   q4, [r2]
    add         r10, r9, r12
    ldm         r0, {r1, r3, r5, r7}
    ldrd        r0, r2, [r0, #16]                       /* zero point, end of biases */
    add         r11, r10, r12
    lsl         r12, r12, #2
    vdup.32     q3, r0
    sub         r2, r2, r1
    lsr         lr, r2, #4
    dls         lr, lr
1:
    vpstttt
    vldrbt.u8   q0, [r8]
    vldrbt.u8   q1, [r9]
    vldrbt.u8   q2, [r10]
    vldrbt.u8   q7, [r11]
    vmladav.s8  r0, q0, q4
    add         r8, r8, r12
    vmladav.s8  r2, q1, q4
    add         r9, r9, r12
    vmladav.s8  r4, q2, q4
    add         r10, r10, r12
    vmladav.s8  r6, q7, q4
    add         r11, r11, r12
    vldrw.u32   q0, [r1], #16
    vmov        q7[2], q7[0], r0, r4
    vmov        q7[3], q7[1], r2, r6
    .if         \is_per_channel
    vldrw.u32   q5, [r3], #16
    vldrb.s32   q6, [r5], #4
    .endif
    REQUANTIZE
    vadd.i32    q7, q7, q3
    vqmovnb.s32 q7, q7
    vqmovnb.s16 q7, q7
    vstrb.32    q7, [r7], #4
    le          lr, 1b
    END         \name
.endm

    SHORT       ti_dense_mve_run_short, 0
    SHORT       ti_dense_mve_run_short_per_channel, 1
    LONG        ti_dense_mve_run_long, 0
    LONG        ti_dense_mve_run_long_per_channel, 1

#endif
