/*
 * Kernels for Cortex-M with MVE (Helium; M55, M85). They read plain weights at any address: vectors of bytes may lie anywhere.
 * Where the requantisation is not the simple one, or a size exceeds what their tables hold, they hand on to _opt.
 */
#ifndef TINYINFER_KERNELS_MVE_H
#define TINYINFER_KERNELS_MVE_H

#include "kernel.h"

int32_t ti_conv2d_s8_mve_can(const void *record, const uint8_t *model);
uint32_t ti_conv2d_s8_mve_prove(const void *record, const uint8_t *model);
uint32_t ti_conv2d_s8_mve_scratch_bytes(const void *record);
void ti_conv2d_s8_mve(const void *record, const ti_call *call);

uint32_t ti_depthwise_conv2d_s8_mve_prove(const void *record, const uint8_t *model);
uint32_t ti_depthwise_conv2d_s8_mve_scratch_bytes(const void *record);
void ti_depthwise_conv2d_s8_mve(const void *record, const ti_call *call);

int32_t ti_fully_connected_s8_mve_can(const void *record, const uint8_t *model);
uint32_t ti_fully_connected_s8_mve_prove(const void *record, const uint8_t *model);
void ti_fully_connected_s8_mve(const void *record, const ti_call *call);

/* ADD and SUB. */
int32_t ti_add_s8_mve_can(const void *record, const uint8_t *model);
void ti_add_s8_mve(const void *record, const ti_call *call);

int32_t ti_mul_s8_mve_can(const void *record, const uint8_t *model);
void ti_mul_s8_mve(const void *record, const ti_call *call);

void ti_average_pool2d_s8_mve(const void *record, const ti_call *call);
void ti_max_pool2d_s8_mve(const void *record, const ti_call *call);

void ti_lookup_s8_mve(const void *record, const ti_call *call);

#endif
