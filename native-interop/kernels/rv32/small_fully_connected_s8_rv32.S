/*
 * void ti_small_fully_connected_s8_rv32(const void *record, const ti_call *call)
 * output[r] = requantize(bias[r] + sum over i of input[i] * weights[r][i]), for at most 16 values, which all stay in registers.
 *
 *   a0  sum            a1  a row of weights    a2  bias          a3  output       a4  its end     a5  depth
 *   a6  multiplier     a7  addend              t0  a product     t1  right shift  t2  where a row of this depth begins   t3  255
 *   t4 - t6, s0 - s11, ra  input[0 ... 15]     [sp]  the output's zero point + 128
 *
 * A row is three instructions a value and fifteen: entered in the middle of sixteen products, it has neither a loop nor a count. Up to
 * three values no register is saved.
 * Requantisation: ti_requantize_s8 of opt.h; a sum that is not positive has a result below the zero point, and 0 where that is -128.
 */
#include "../small_fully_connected.h"

    .text

.macro PRODUCT i, value
    lb      t0, \i(a1)
    mul     t0, t0, \value
    add     a0, a0, t0
.endm

#define PRODUCT_BYTES 12   /* none is compressed */

    .globl ti_small_fully_connected_s8_rv32
    .type ti_small_fully_connected_s8_rv32, @function
    .balign 4
ti_small_fully_connected_s8_rv32:
    lw      t0, TI_CALL_PROOF(a1)
    beqz    t0, not_proven
    lw      t1, TI_CALL_MODEL(a1)
    lw      t2, TI_CALL_ARENA(a1)
    lw      t3, TI_CALL_FIRST(a1)
    lw      a4, TI_CALL_COUNT(a1)
    lw      a5, TI_DENSE_DEPTH(a0)
    lw      a2, TI_DENSE_BIAS_START(a0)
    slli    t4, t3, 2
    add     a2, a2, t1
    add     a2, a2, t4
    lw      a3, TI_DENSE_OUTPUT_START(a0)
    add     a3, a3, t2
    add     a3, a3, t3
    add     a4, a4, a3
    lw      a1, TI_DENSE_WEIGHTS_START(a0)
    mul     t3, t3, a5
    add     a1, a1, t1
    add     a1, a1, t3
    lw      t0, TI_DENSE_INPUT_START(a0)
    add     t0, t0, t2
    lw      a6, TI_DENSE_MULTIPLIER(a0)
    lb      t2, TI_DENSE_SHIFT(a0)
    lb      t3, TI_DENSE_OUTPUT_ZERO_POINT(a0)
    li      t1, 1
    sub     t1, t1, t2                          /* of four times the sum; shifts take the low five bits */
    addi    t3, t3, 128
    slli    a7, t3, 1
    addi    a7, a7, 1
    sll     a7, a7, t1
    srli    a7, a7, 1
    addi    a7, a7, 1
    addi    sp, sp, -64
    sw      t3, 0(sp)
    li      t3, 3
    bleu    a5, t3, load
    sw      ra, 4(sp)
    sw      s0, 8(sp)
    sw      s1, 12(sp)
    sw      s2, 16(sp)
    sw      s3, 20(sp)
    sw      s4, 24(sp)
    sw      s5, 28(sp)
    sw      s6, 32(sp)
    sw      s7, 36(sp)
    sw      s8, 40(sp)
    sw      s9, 44(sp)
    sw      s10, 48(sp)
    sw      s11, 52(sp)

load:
    slli    t3, a5, 2                           /* depth loads, of 4 bytes each */
    la      t2, loaded
    sub     t2, t2, t3
    jr      t2
    .option push
    .option norvc
    lb      ra, 15(t0)
    lb      s11, 14(t0)
    lb      s10, 13(t0)
    lb      s9, 12(t0)
    lb      s8, 11(t0)
    lb      s7, 10(t0)
    lb      s6, 9(t0)
    lb      s5, 8(t0)
    lb      s4, 7(t0)
    lb      s3, 6(t0)
    lb      s2, 5(t0)
    lb      s1, 4(t0)
    lb      s0, 3(t0)
    lb      t6, 2(t0)
    lb      t5, 1(t0)
    lb      t4, 0(t0)
loaded:
    .option pop
    slli    t0, t3, 1                           /* depth products */
    add     t0, t0, t3
    la      t2, summed
    sub     t2, t2, t0
    li      t3, 255

next_row:
    lw      a0, 0(a2)
    addi    a2, a2, 4
    jr      t2
    .option push
    .option norvc
    PRODUCT 15, ra
    PRODUCT 14, s11
    PRODUCT 13, s10
    PRODUCT 12, s9
    PRODUCT 11, s8
    PRODUCT 10, s7
    PRODUCT 9, s6
    PRODUCT 8, s5
    PRODUCT 7, s4
    PRODUCT 6, s3
    PRODUCT 5, s2
    PRODUCT 4, s1
    PRODUCT 3, s0
    PRODUCT 2, t6
    PRODUCT 1, t5
    PRODUCT 0, t4
summed:
    .option pop
    add     a1, a1, a5
    slli    a0, a0, 2
    blez    a0, not_positive
    mulh    t0, a0, a6
    add     t0, t0, a7
    sra     t0, t0, t1
    bgtu    t0, t3, above
store:
    addi    t0, t0, -128
    sb      t0, 0(a3)
    addi    a3, a3, 1
    bne     a3, a4, next_row

    li      t3, 3
    bleu    a5, t3, done
    lw      ra, 4(sp)
    lw      s0, 8(sp)
    lw      s1, 12(sp)
    lw      s2, 16(sp)
    lw      s3, 20(sp)
    lw      s4, 24(sp)
    lw      s5, 28(sp)
    lw      s6, 32(sp)
    lw      s7, 36(sp)
    lw      s8, 40(sp)
    lw      s9, 44(sp)
    lw      s10, 48(sp)
    lw      s11, 52(sp)
done:
    addi    sp, sp, 64
    ret

above:
    mv      t0, t3
    j       store

not_positive:
    lw      t0, 0(sp)
    beqz    t0, store                           /* 0: the zero point is -128 */
    mulh    t0, a0, a6
    srai    a0, a0, 31
    add     t0, t0, a7
    add     t0, t0, a0
    add     t0, t0, a0
    sra     t0, t0, t1
    bgez    t0, store
    li      t0, 0
    j       store

not_proven:
    tail    ti_fully_connected_s8_opt
