/*
 * Kernels for Cortex-M with the DSP extension (M4, M7, M33): two int16 products an instruction. They read plain weights, and word
 * loads may be unaligned there. Where the requantisation is not the simple one they hand on to _opt.
 */
#ifndef TINYINFER_KERNELS_DSP_H
#define TINYINFER_KERNELS_DSP_H

#include "kernel.h"

uint32_t ti_conv2d_s8_dsp_prove(const void *record, const uint8_t *model);
uint32_t ti_conv2d_s8_dsp_scratch_bytes(const void *record);
void ti_conv2d_s8_dsp(const void *record, const ti_call *call);

uint32_t ti_fully_connected_s8_dsp_prove(const void *record, const uint8_t *model);
uint32_t ti_fully_connected_s8_dsp_scratch_bytes(const void *record);
void ti_fully_connected_s8_dsp(const void *record, const ti_call *call);

#endif
