/*
 * Kernels that call CMSIS-NN: the members of ti_op that each one has. `can` refuses what CMSIS-NN does not compute to the bit as
 * the reference does, or where it reads or writes what is not its; cmsis_nn/README.md lists it. Which of its code runs - DSP, MVE
 * or plain C - follows from the compiler's flags.
 */
#ifndef TINYINFER_KERNELS_CMSIS_NN_H
#define TINYINFER_KERNELS_CMSIS_NN_H

#include "kernel.h"

int32_t ti_conv2d_s8_cmsis_nn_can(const void *record, const uint8_t *model);
uint32_t ti_conv2d_s8_cmsis_nn_scratch_bytes(const void *record);
uint32_t ti_conv2d_s8_cmsis_nn_persistent_bytes(const void *record);
void ti_conv2d_s8_cmsis_nn_prepare(const void *record, const ti_call *call);
void ti_conv2d_s8_cmsis_nn(const void *record, const ti_call *call);

int32_t ti_depthwise_conv2d_s8_cmsis_nn_can(const void *record, const uint8_t *model);
uint32_t ti_depthwise_conv2d_s8_cmsis_nn_scratch_bytes(const void *record);
uint32_t ti_depthwise_conv2d_s8_cmsis_nn_persistent_bytes(const void *record);
void ti_depthwise_conv2d_s8_cmsis_nn_prepare(const void *record, const ti_call *call);
void ti_depthwise_conv2d_s8_cmsis_nn(const void *record, const ti_call *call);

/* DEPTHWISE_CONV_2D with one input channel, as a convolution whose weights are rearranged once. */
int32_t ti_depthwise_conv2d_one_channel_s8_cmsis_nn_can(const void *record, const uint8_t *model);
uint32_t ti_depthwise_conv2d_one_channel_s8_cmsis_nn_scratch_bytes(const void *record);
uint32_t ti_depthwise_conv2d_one_channel_s8_cmsis_nn_persistent_bytes(const void *record);
void ti_depthwise_conv2d_one_channel_s8_cmsis_nn_prepare(const void *record, const ti_call *call);
void ti_depthwise_conv2d_one_channel_s8_cmsis_nn(const void *record, const ti_call *call);

int32_t ti_fully_connected_s8_cmsis_nn_can(const void *record, const uint8_t *model);
uint32_t ti_fully_connected_s8_cmsis_nn_persistent_bytes(const void *record);
void ti_fully_connected_s8_cmsis_nn_prepare(const void *record, const ti_call *call);
void ti_fully_connected_s8_cmsis_nn(const void *record, const ti_call *call);

int32_t ti_average_pool2d_s8_cmsis_nn_can(const void *record, const uint8_t *model);
uint32_t ti_average_pool2d_s8_cmsis_nn_scratch_bytes(const void *record);
void ti_average_pool2d_s8_cmsis_nn(const void *record, const ti_call *call);

void ti_max_pool2d_s8_cmsis_nn(const void *record, const ti_call *call);

/* ADD; not SUB. */
int32_t ti_add_s8_cmsis_nn_can(const void *record, const uint8_t *model);
void ti_add_s8_cmsis_nn(const void *record, const ti_call *call);

int32_t ti_mul_s8_cmsis_nn_can(const void *record, const uint8_t *model);
void ti_mul_s8_cmsis_nn(const void *record, const ti_call *call);

int32_t ti_softmax_s8_cmsis_nn_can(const void *record, const uint8_t *model);
void ti_softmax_s8_cmsis_nn(const void *record, const ti_call *call);

#endif
