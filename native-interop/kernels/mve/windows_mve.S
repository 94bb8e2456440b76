/*
 * A gather load collects the taps of a window, 16 at once, and one VMLADAV multiplies and adds them: two instructions an output where
 * the kernel has no more than 16 taps, whatever its form, stride and dilation are.
 *
 *   r0, r2, r4, r6  addresses of four windows, then their sums      r1  bias     r3  multiplier    r5  shift   r7  zero point
 *   r8  output      r9  bytes to the next eight outputs             r10 windows  r11 outputs left  lr  eights
 *   q4  weights     q5  taps    q6  places of eight outputs         q0 - q2  values    q3, q7  outputs
 *
 * Requantisation: as in multiply_mve.S, but that VQRDMLAH adds the first rounding to what its destination has, which is the sign of the
 * sum: y, or y - 1 below 0. That the sign of the sum does as well as that of y is proved in opt.h.
 * Outputs 0, 2, 4, 6 become the lower halves of lanes and 1, 3, 5, 7 the upper ones, so that all eight are in order. Four or fewer behind
 * the last eight are in order, and become lower halves.
 */
#include "windows_mve.h"
#if defined(__ARM_FEATURE_MVE)

    .syntax unified
    .thumb
    .text

/* outputs = four lanes before the zero point is added. */
.macro REQUANTIZE outputs
    vmov        q7[2], q7[0], r0, r4
    vmov        q7[3], q7[1], r2, r6
    vadd.i32    q7, q7, r1
    vshr.s32    \outputs, q7, #31
    vqrdmlah.s32 \outputs, q7, r3
    vrshl.s32   \outputs, r5
.endm

.macro FOUR outputs
    ldm         r10!, {r0, r2, r4, r6}
    vldrb.u8    q0, [r0, q5]
    vldrb.u8    q1, [r2, q5]
    vmladav.s8  r0, q0, q4
    vldrb.u8    q2, [r4, q5]
    vmladav.s8  r2, q1, q4
    vldrb.u8    q0, [r6, q5]
    vmladav.s8  r4, q2, q4
    vmladav.s8  r6, q0, q4
    REQUANTIZE  \outputs
.endm

.macro EIGHT
    FOUR        q3
    FOUR        q0
    vqmovnb.s32 q3, q3
    vqmovnt.s32 q3, q0
    vqadd.s16   q3, q3, r7
    vqmovnb.s16 q3, q3
.endm

    .global     ti_windows_mve_run
    .type       ti_windows_mve_run, %function
    .balign     4
ti_windows_mve_run:
    push        {r4-r11, lr}
    vpush       {d8-d15}
    ldrd        r1, r2, [r0, #TI_WINDOWS_TAPS]
    vldrb.u8    q5, [r1]
    vldrb.u8    q4, [r2]
    vldrh.u16   q6, [r0, #TI_WINDOWS_PLACES]
    ldm         r0, {r1, r3, r5, r7, r8, r9, r10, r11, lr}
    wls         lr, lr, 2f
1:
    EIGHT
    vstrb.16    q3, [r8, q6]
    add         r8, r8, r9
    le          lr, 1b
2:
    cmp         r11, #4
    bgt         3f
    cmp         r11, #0
    beq         4f
    FOUR        q3
    vqmovnb.s32 q3, q3
    vqadd.s16   q3, q3, r7
    vmovlb.u16  q6, q6                          /* 0, 2, 4 and 6 outputs further; half of that is wanted */
    vshr.u32    q6, q6, #1
    vqmovnb.s16 q3, q3
    vctp.32     r11
    vpst
    vstrbt.32   q3, [r8, q6]
    b           4f
3:
    EIGHT
    vctp.16     r11
    vpst
    vstrbt.16   q3, [r8, q6]
4:
    vpop        {d8-d15}
    pop         {r4-r11, pc}
    .size       ti_windows_mve_run, . - ti_windows_mve_run

/*
 * More taps: for four windows one vector of taps and weights after another.
 *
 *   r0, r2, r4, r6  sums     r1, r3, r5, r7  windows, then bias, multiplier, shift and zero point     r8  output
 *   r9  taps        r10 windows              r11 the struct        r12 weights                        lr  steps
 */
.macro TAPS mla
    vldrb.u8    q5, [r9], #16
    vldrb.u8    q4, [r12], #16
    vldrb.u8    q0, [r1, q5]
    vldrb.u8    q1, [r3, q5]
    \mla\().s8  r0, q0, q4
    vldrb.u8    q2, [r5, q5]
    \mla\().s8  r2, q1, q4
    vldrb.u8    q3, [r7, q5]
    \mla\().s8  r4, q2, q4
    \mla\().s8  r6, q3, q4
.endm

    .global     ti_windows_mve_run_deep
    .type       ti_windows_mve_run_deep, %function
    .balign     4
ti_windows_mve_run_deep:
    push        {r4-r11, lr}
    vpush       {d8-d15}
    mov         r11, r0
    ldr         r8, [r11, #16]
    ldr         r10, [r11, #TI_WINDOWS_LIST]
    vldrh.u32   q6, [r0, #TI_WINDOWS_PLACES]
1:
    ldrd        r9, r12, [r11, #TI_WINDOWS_TAPS]
    ldr         lr, [r11, #TI_WINDOWS_STEPS]
    ldm         r10!, {r1, r3, r5, r7}
    TAPS        vmladav
    dls         lr, lr
2:
    TAPS        vmladava
    le          lr, 2b
    ldm         r11, {r1, r3, r5, r7}
    REQUANTIZE  q3
    ldr         r0, [r11, #TI_WINDOWS_REST]
    vadd.i32    q3, q3, r7
    ldr         r2, [r11, #20]
    vqmovnb.s32 q3, q3
    vctp.32     r0
    vqmovnb.s16 q3, q3
    vpst
    vstrbt.32   q3, [r8, q6]
    add         r8, r8, r2, lsr #1
    subs        r0, r0, #4
    str         r0, [r11, #TI_WINDOWS_REST]
    bgt         1b
    vpop        {d8-d15}
    pop         {r4-r11, pc}
    .size       ti_windows_mve_run_deep, . - ti_windows_mve_run_deep

#endif
