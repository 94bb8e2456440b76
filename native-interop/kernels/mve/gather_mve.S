/*
 * Bytes that lie apart, as those of a channel do in NHWC and in depthwise weights, eight at a time. A vector's places are 0 ... 7 steps
 * of 16 bits, so a step is at most 9362.
 */
#if defined(__ARM_FEATURE_MVE)

    .syntax unified
    .thumb
    .text

/* q1 = 0, step, 2 * step ...; step = 8 * step */
.macro PLACES step, zero
    mov         \zero, #0
    vidup.u16   q1, \zero, #1
    vmul.i16    q1, q1, \step
    lsl         \step, \step, #3
.endm

/* void ti_gather_mve(int8_t *destination, const int8_t *source, int32_t step, int32_t count); */
    .global     ti_gather_mve
    .type       ti_gather_mve, %function
    .balign     4
ti_gather_mve:
    push        {r4, lr}
    PLACES      r2, r4
    wlstp.16    lr, r3, 2f
1:
    vldrb.u16   q0, [r1, q1]
    vstrb.16    q0, [r0], #8
    add         r1, r1, r2
    letp        lr, 1b
2:
    pop         {r4, pc}
    .size       ti_gather_mve, . - ti_gather_mve

/* void ti_move_mve(int8_t *destination, const int8_t *source, int32_t step, int32_t count, const uint16_t *places); */
    .global     ti_move_mve
    .type       ti_move_mve, %function
    .balign     4
ti_move_mve:
    push        {r4, lr}
    PLACES      r2, r4
    ldr         r4, [sp, #8]
    wlstp.16    lr, r3, 2f
1:
    vldrh.u16   q2, [r4], #16
    vldrb.u16   q0, [r1, q1]
    vstrb.16    q0, [r0, q2]
    add         r1, r1, r2
    letp        lr, 1b
2:
    pop         {r4, pc}
    .size       ti_move_mve, . - ti_move_mve

#endif
