/*
 * void ti_winograd_dsp_run(const ti_winograd_dsp *winograd)
 * Two output channels of two tiles: M[f] = sum over input channels of U[f] * V[f] for 16 frequencies f, then A^T M A + 4 * bias, with
 * A^T = 1 1 1 0 / 0 1 -1 -1. That is four times the sum, as U is four times the usual one.
 *
 * Multiplying, as packed_dsp.S does with int16:
 *   r0  values     r1  weights     r2 - r5  M of channel 0, tiles 0 and 1, and of channel 1     r6 - r9  weights     r10 - r12, lr  values
 *   The first group of four input channels needs no sums; into the fifteen behind it one jumps so that the right number is left.
 *
 * Output:
 *   r0  M of a channel and tile     r1  column step     r2  output     r3  4 * bias     r4 - r7, r8 - r11  two rows     r12, lr
 *
 *   [sp]  M [16][4]     [sp, #FIELDS]  the arguments     then what is below
 */
#include "winograd_dsp.h"

    .syntax unified
    .thumb
    .text

#define FIELDS 256
#define FIELD(name) (FIELDS + TI_WINOGRAD_##name)
#define SUMS (FIELDS + TI_WINOGRAD_BYTES)       /* where the next frequency's M goes */
#define INTO (SUMS + 4)                         /* where to go after the first group, and after the others */
#define BEYOND (SUMS + 8)
#define TURNS (SUMS + 12)                       /* turns of fifteen groups after the first part, and how many are left */
#define TURNS_LEFT (SUMS + 16)
#define CONSTANTS (SUMS + 20)                   /* multiplier, addend and right shift of a channel */
#define FRAME (SUMS + 32)

#define GROUPS 15
#define GROUP_BYTES 40                          /* of code: ten instructions */

.macro GROUP
    ldmia.w r1!, {r6-r9}
    ldmia.w r0!, {r10, r11, r12, lr}
    smlad   r2, r6, r10, r2
    smlad   r3, r6, r11, r3
    smlad   r4, r7, r10, r4
    smlad   r5, r7, r11, r5
    smlad   r2, r8, r12, r2
    smlad   r3, r8, lr, r3
    smlad   r4, r9, r12, r4
    smlad   r5, r9, lr, r5
.endm

/* Down a column of M: row0 = M0 + M1 + M2, row1 = M1 - M2 - M3. What is added to M of row 1, column 1 is in each of the four outputs. */
.macro COLUMN column, row0, row1
    ldr     \row1, [r0, #16 * (4 + \column)]
    ldr     r12, [r0, #16 * (8 + \column)]
    ldr     \row0, [r0, #16 * \column]
    ldr     lr, [r0, #16 * (12 + \column)]
.if \column == 1
    add     \row1, \row1, r3
.endif
    add     \row0, \row0, \row1
    add     \row0, \row0, r12
    sub     \row1, \row1, r12
    sub     \row1, \row1, lr
.endm

/* Four times a sum becomes an output: block_dsp.S. */
.macro REQUANTIZE sum
    asr     \sum, \sum, #1
    smmlar  lr, \sum, r6, r7
    add     \sum, lr, \sum, asr #31
    asr     \sum, \sum, r10
    ssat    \sum, #8, \sum
.endm

/* The 2 x 2 outputs of a tile. */
.macro TILE
    COLUMN  0, r4, r8
    COLUMN  1, r5, r9
    COLUMN  2, r6, r10
    COLUMN  3, r7, r11
    add     r4, r4, r5
    add     r4, r4, r6
    sub     r5, r5, r6
    sub     r5, r5, r7
    add     r8, r8, r9
    add     r8, r8, r10
    sub     r9, r9, r10
    sub     r9, r9, r11
    ldrd    r6, r7, [sp, #CONSTANTS]
    ldr     r10, [sp, #CONSTANTS + 8]
    REQUANTIZE r4
    REQUANTIZE r5
    REQUANTIZE r8
    REQUANTIZE r9
    ldr     r11, [sp, #FIELD(ROW_STEP)]
    strb    r4, [r2]
    strb    r5, [r2, r1]
    add     r11, r2
    strb    r8, [r11]
    strb    r9, [r11, r1]
    add     r2, r2, r1, lsl #1
    add     r0, #4
.endm

    .global ti_winograd_dsp_run
    .type   ti_winograd_dsp_run, %function
    .balign 4
ti_winograd_dsp_run:
    push    {r4-r11, lr}
    sub     sp, #FRAME
    add     r12, sp, #FIELDS
    ldmia   r0!, {r2-r6}
    stmia   r12!, {r2-r6}
    ldmia   r0!, {r2-r6}
    stmia   r12!, {r2-r6}

    /* groups - 1 = r4 + 15 * r3, with r4 in 1 ... 15, or 0 where that is all. */
    ldr     r4, [sp, #FIELD(GROUPS)]
    sub     r4, #1
    mov     r3, #0
1:
    cmp     r4, #GROUPS
    bls     2f
    sub     r4, #GROUPS
    add     r3, #1
    b       1b
2:
    adr     r5, groups_done
    mov     r6, #GROUP_BYTES
    mls     r5, r4, r6, r5
    orr     r5, #1
    adr     r6, frequency_done
    adr     r7, next_turn
    cmp     r3, #0
    it      ne
    movne   r6, r7
    orr     r6, #1
    strd    r5, r6, [sp, #INTO]
    strd    r3, r3, [sp, #TURNS]
    ldr     r1, [sp, #FIELD(WEIGHTS)]

next_channels:
    ldr     r0, [sp, #FIELD(VALUES)]
    str     sp, [sp, #SUMS]

next_frequency:
    ldmia   r1!, {r6-r9}
    ldmia   r0!, {r10, r11, r12, lr}
    smuad   r2, r6, r10
    smuad   r3, r6, r11
    smuad   r4, r7, r10
    smuad   r5, r7, r11
    smlad   r2, r8, r12, r2
    smlad   r3, r8, lr, r3
    smlad   r4, r9, r12, r4
    smlad   r5, r9, lr, r5
    ldr     pc, [sp, #INTO]

    .balign 4
groups:
.rept GROUPS
    GROUP
.endr
    .balign 4
groups_done:
    ldr     pc, [sp, #BEYOND]

    .balign 4
next_turn:
    ldr     r12, [sp, #TURNS_LEFT]
    subs    r12, r12, #1
    str     r12, [sp, #TURNS_LEFT]
    bpl     groups
    ldr     r12, [sp, #TURNS]
    str     r12, [sp, #TURNS_LEFT]

    .balign 4
frequency_done:
    ldr     r12, [sp, #SUMS]
    add     lr, sp, #FIELDS
    stmia   r12!, {r2-r5}
    str     r12, [sp, #SUMS]
    cmp     r12, lr
    bne     next_frequency

    str     r1, [sp, #FIELD(WEIGHTS)]
    mov     r0, sp
next_channel:                                   /* of the two */
    add     r12, sp, #FIELDS
    ldmia   r12, {r4, r5, r6, r7}               /* bias, multipliers, roundings, output */
    mov     r2, r7
    ldr     r3, [r4], #4
    ldr     r8, [r5], #4
    ldrd    r9, r10, [r6], #8
    add     r7, #1
    stmia   r12, {r4, r5, r6, r7}
    add     r12, sp, #CONSTANTS
    stmia   r12, {r8, r9, r10}
    lsl     r3, r3, #2
    ldr     r1, [sp, #FIELD(COLUMN_STEP)]
    TILE
    TILE
    add     r12, sp, #8
    cmp     r0, r12
    beq     next_channel

    ldr     r4, [sp, #FIELD(BIAS)]
    ldr     r5, [sp, #FIELD(END_OF_BIAS)]
    ldr     r1, [sp, #FIELD(WEIGHTS)]
    cmp     r4, r5
    bne     next_channels
    add     sp, #FRAME
    pop     {r4-r11, pc}
    .size   ti_winograd_dsp_run, . - ti_winograd_dsp_run
