/* Kernels for RV32 with multiplication and without SIMD. They use no register but those of RV32I, and no instruction beyond M and C. */
#ifndef TINYINFER_KERNELS_RV32_H
#define TINYINFER_KERNELS_RV32_H

#include "../kernel.h"

/* It is proved by ti_fully_connected_s8_opt_prove, and computed by ti_fully_connected_s8_opt where that fails. */
int32_t ti_small_fully_connected_s8_rv32_can(const void *record, const uint8_t *model);
void ti_small_fully_connected_s8_rv32(const void *record, const ti_call *call);

#endif
