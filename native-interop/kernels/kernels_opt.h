/* The optimised kernels: the members of ti_op that each one has. */
#ifndef TINYINFER_KERNELS_OPT_H
#define TINYINFER_KERNELS_OPT_H

#include "kernel.h"

uint32_t ti_conv2d_s8_opt_prove(const void *record, const uint8_t *model);
uint32_t ti_conv2d_s8_opt_scratch_bytes(const void *record);
void ti_conv2d_s8_opt(const void *record, const ti_call *call);

/* Kernel 3 x 3, strides and dilations 1. Slices of one row are computed by ti_conv2d_paired_s8_opt, and prepared for it. */
int32_t ti_conv2d_winograd_s8_opt_can(const void *record, const uint8_t *model);
uint32_t ti_conv2d_winograd_s8_opt_scratch_bytes(const void *record);
void ti_conv2d_winograd_s8_opt(const void *record, const ti_call *call);

/* Two or more output channels. It is proved by ti_conv2d_s8_opt_prove. */
int32_t ti_conv2d_paired_s8_opt_can(const void *record, const uint8_t *model);
uint32_t ti_conv2d_paired_s8_opt_scratch_bytes(const void *record);
uint32_t ti_conv2d_paired_s8_opt_persistent_bytes(const void *record);
void ti_conv2d_paired_s8_opt_prepare(const void *record, const ti_call *call);
void ti_conv2d_paired_s8_opt(const void *record, const ti_call *call);

uint32_t ti_depthwise_conv2d_s8_opt_prove(const void *record, const uint8_t *model);
uint32_t ti_depthwise_conv2d_s8_opt_scratch_bytes(const void *record);
void ti_depthwise_conv2d_s8_opt(const void *record, const ti_call *call);

uint32_t ti_fully_connected_s8_opt_prove(const void *record, const uint8_t *model);
uint32_t ti_fully_connected_s8_opt_scratch_bytes(const void *record);
void ti_fully_connected_s8_opt(const void *record, const ti_call *call);

/* ADD and SUB. */
int32_t ti_add_s8_opt_can(const void *record, const uint8_t *model);
uint32_t ti_add_s8_opt_scratch_bytes(const void *record);
void ti_add_s8_opt(const void *record, const ti_call *call);

int32_t ti_mul_s8_opt_can(const void *record, const uint8_t *model);
void ti_mul_s8_opt(const void *record, const ti_call *call);

void ti_average_pool2d_s8_opt(const void *record, const ti_call *call);
void ti_max_pool2d_s8_opt(const void *record, const ti_call *call);

#endif
