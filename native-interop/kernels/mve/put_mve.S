/* How values get into a column: 64 bytes for 16 values, of which a position has 16. */
#if defined(__ARM_FEATURE_MVE)

    .syntax unified
    .thumb
    .text

/*
 * void ti_put_rows_mve(
 *     int8_t *column, const int8_t *source, int32_t row_step, int32_t rows, int32_t vectors, int32_t step, int32_t positions);
 */
    .global     ti_put_rows_mve
    .type       ti_put_rows_mve, %function
    .balign     4
ti_put_rows_mve:
    push        {r4-r8, lr}
    ldrd        r4, r5, [sp, #24]
    ldr         r6, [sp, #32]
    sub         r2, r2, r4, lsl #4
1:
    mov         r7, r0
    mov         r8, r1
    mov         r12, r3
2:
    dls         lr, r4
3:
    vldrb.u8    q0, [r8], #16
    vstrb.8     q0, [r7], #64
    le          lr, 3b
    add         r8, r8, r2
    subs        r12, r12, #1
    bne         2b
    add         r0, r0, #16
    add         r1, r1, r5
    subs        r6, r6, #1
    bne         1b
    pop         {r4-r8, pc}
    .size       ti_put_rows_mve, . - ti_put_rows_mve

/*
 * void ti_put_windows_mve(
 *     int8_t *column, const int8_t *window, const uint16_t *places, int32_t steps, int32_t padding, int32_t step, int32_t positions);
 */
    .global     ti_put_windows_mve
    .type       ti_put_windows_mve, %function
    .balign     4
ti_put_windows_mve:
    push        {r4-r7, lr}
    ldrd        r4, r5, [sp, #20]
    ldr         r6, [sp, #28]
    vmov.i32    q2, #0
    vctp.8      r4
1:
    mov         r7, r0
    mov         r4, r2
    dls         lr, r3
2:
    vldrh.u16   q1, [r4], #16
    vldrb.u16   q0, [r1, q1]
    vstrb.16    q0, [r7]
    vldrh.u16   q1, [r4], #16
    vldrb.u16   q0, [r1, q1]
    vstrb.16    q0, [r7, #8]
    add         r7, r7, #64
    le          lr, 2b
    vpst
    vstrbt.8    q2, [r0]
    add         r0, r0, #16
    add         r1, r1, r5
    subs        r6, r6, #1
    bne         1b
    pop         {r4-r7, pc}
    .size       ti_put_windows_mve, . - ti_put_windows_mve

/*
 * void ti_put_points_mve(int8_t *column, const int8_t *source, int32_t channels, int32_t steps, int32_t padding, int32_t positions);
 * The first vector begins in front of the values: there nothing is loaded, and 0 stored.
 */
    .global     ti_put_points_mve
    .type       ti_put_points_mve, %function
    .balign     4
ti_put_points_mve:
    push        {r4-r8, lr}
    ldrd        r4, r5, [sp, #24]
    sub         r1, r1, r4
    vctp.8      r4
    vpnot
1:
    mov         r6, r0
    mov         r7, r1
    vpst
    vldrbt.u8   q0, [r7], #16
    subs        lr, r3, #1
    vstrb.8     q0, [r6], #64
    beq         3f
    dls         lr, lr
2:
    vldrb.u8    q0, [r7], #16
    vstrb.8     q0, [r6], #64
    le          lr, 2b
3:
    add         r0, r0, #16
    add         r1, r1, r2
    subs        r5, r5, #1
    bne         1b
    pop         {r4-r8, pc}
    .size       ti_put_points_mve, . - ti_put_points_mve

/* void ti_put_value_mve(int8_t *column, int32_t value, int32_t steps); */
    .global     ti_put_value_mve
    .type       ti_put_value_mve, %function
    .balign     4
ti_put_value_mve:
    push        {r4, lr}
    vdup.8      q0, r1
    dls         lr, r2
1:
    vstrb.8     q0, [r0], #64
    le          lr, 1b
    pop         {r4, pc}
    .size       ti_put_value_mve, . - ti_put_value_mve

/* void ti_put_again_mve(int8_t *column, int32_t steps); */
    .global     ti_put_again_mve
    .type       ti_put_again_mve, %function
    .balign     4
ti_put_again_mve:
    push        {r4, lr}
    dls         lr, r1
1:
    vldrb.u8    q0, [r0, #-16]
    vstrb.8     q0, [r0], #64
    le          lr, 1b
    pop         {r4, pc}
    .size       ti_put_again_mve, . - ti_put_again_mve

/*
 * Runs begin anywhere: byte i of each vector goes to j % 16 + i, or, from 16 on, 48 bytes further, to the next 16 of the position.
 * r0  column, then where the first byte's sixteen is      r1  index       q1  places of a vector's bytes
 */
.macro START_RUN
    push        {r4, lr}
    and         r4, r1, #15
    lsr         r12, r1, #4
    add         r1, r1, r3
    add         r0, r0, r12, lsl #6
    adr         r12, spread
    add         r12, r12, r4
    vldrb.u8    q1, [r12]
.endm

    .balign     4
spread:
    .byte       0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
    .byte       64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79

/* int32_t ti_put_run_mve(int8_t *column, int32_t index, const int8_t *source, int32_t count); */
    .global     ti_put_run_mve
    .type       ti_put_run_mve, %function
    .balign     4
ti_put_run_mve:
    START_RUN
    wlstp.8     lr, r3, 2f
1:
    vldrb.u8    q0, [r2], #16
    vstrb.8     q0, [r0, q1]
    add         r0, r0, #64
    letp        lr, 1b
2:
    mov         r0, r1
    pop         {r4, pc}
    .size       ti_put_run_mve, . - ti_put_run_mve

/* int32_t ti_put_value_run_mve(int8_t *column, int32_t index, int32_t value, int32_t count); */
    .global     ti_put_value_run_mve
    .type       ti_put_value_run_mve, %function
    .balign     4
ti_put_value_run_mve:
    START_RUN
    vdup.8      q0, r2
    wlstp.8     lr, r3, 2f
1:
    vstrb.8     q0, [r0, q1]
    add         r0, r0, #64
    letp        lr, 1b
2:
    mov         r0, r1
    pop         {r4, pc}
    .size       ti_put_value_run_mve, . - ti_put_value_run_mve

#endif
