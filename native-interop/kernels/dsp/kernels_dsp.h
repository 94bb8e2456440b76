/*
 * Kernels for Cortex-M with the DSP extension (M4, M7, M33): two int16 products an instruction. Word loads may be unaligned
 * there. They take only ops whose requantisation is the simple one.
 */
#ifndef TINYINFER_KERNELS_DSP_H
#define TINYINFER_KERNELS_DSP_H

#include "kernel.h"

int32_t ti_conv2d_s8_dsp_can(const void *record, const uint8_t *model);
uint32_t ti_conv2d_s8_dsp_scratch_bytes(const void *record);
void ti_conv2d_s8_dsp(const void *record, const ti_call *call);

/* Weights in pairs or as int16. */
int32_t ti_conv2d_packed_s8_dsp_can(const void *record, const uint8_t *model);
uint32_t ti_conv2d_packed_s8_dsp_scratch_bytes(const void *record);
void ti_conv2d_packed_s8_dsp(const void *record, const ti_call *call);

/* Winograd's weights, and whole groups of four input channels. */
int32_t ti_conv2d_winograd_s8_dsp_can(const void *record, const uint8_t *model);
uint32_t ti_conv2d_winograd_s8_dsp_scratch_bytes(const void *record);
void ti_conv2d_winograd_s8_dsp(const void *record, const ti_call *call);

/* One input channel. */
int32_t ti_depthwise_conv2d_one_channel_s8_dsp_can(const void *record, const uint8_t *model);
uint32_t ti_depthwise_conv2d_one_channel_s8_dsp_scratch_bytes(const void *record);
void ti_depthwise_conv2d_one_channel_s8_dsp(const void *record, const ti_call *call);

/* 3 x 3 with stride 1 or 2, and three outputs a row or more. */
int32_t ti_depthwise_conv2d_s8_dsp_can(const void *record, const uint8_t *model);
uint32_t ti_depthwise_conv2d_s8_dsp_scratch_bytes(const void *record);
void ti_depthwise_conv2d_s8_dsp(const void *record, const ti_call *call);

/* Up to three values, or 4, 8, 12 or 16. */
int32_t ti_small_fully_connected_s8_dsp_can(const void *record, const uint8_t *model);
void ti_small_fully_connected_s8_dsp(const void *record, const ti_call *call);

int32_t ti_fully_connected_s8_dsp_can(const void *record, const uint8_t *model);
uint32_t ti_fully_connected_s8_dsp_scratch_bytes(const void *record);
void ti_fully_connected_s8_dsp(const void *record, const ti_call *call);

/* Weights in pairs or as int16. */
int32_t ti_fully_connected_packed_s8_dsp_can(const void *record, const uint8_t *model);
uint32_t ti_fully_connected_packed_s8_dsp_scratch_bytes(const void *record);
uint32_t ti_fully_connected_packed_s8_dsp_persistent_bytes(const void *record);
void ti_fully_connected_packed_s8_dsp_prepare(const void *record, const ti_call *call);
void ti_fully_connected_packed_s8_dsp(const void *record, const ti_call *call);

int32_t ti_average_pool2d_s8_dsp_can(const void *record, const uint8_t *model);
void ti_average_pool2d_s8_dsp(const void *record, const ti_call *call);

int32_t ti_max_pool2d_s8_dsp_can(const void *record, const uint8_t *model);
void ti_max_pool2d_s8_dsp(const void *record, const ti_call *call);

/* ADD and SUB. */
int32_t ti_add_s8_dsp_can(const void *record, const uint8_t *model);
uint32_t ti_add_s8_dsp_scratch_bytes(const void *record);
void ti_add_s8_dsp(const void *record, const ti_call *call);

#endif
