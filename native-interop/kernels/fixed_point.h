/* The fixed-point functions of SOFTMAX, with the roundings of gemmlowp's fixedpoint.h. Qm.n: m integer bits, n fractional bits. */
#ifndef TINYINFER_FIXED_POINT_H
#define TINYINFER_FIXED_POINT_H

#include <stdint.h>

/* e^x in Q0.31 for x <= 0 in Q5.26. */
int32_t ti_exp_on_negative_values(int32_t x);

/* 1 / (1 + x) in Q0.31 for x in [0, 1) in Q0.31. */
int32_t ti_one_over_one_plus_x(int32_t x);

#endif
