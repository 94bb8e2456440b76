/* Two frequent forms of DEPTHWISE_CONV_2D that ti_depthwise_conv2d_s8_opt hands on. They leave the activation to it. */
#ifndef TINYINFER_DEPTHWISE_CONV2D_H
#define TINYINFER_DEPTHWISE_CONV2D_H

#include "opt.h"

/* One input channel: a convolution whose outputs share their values, as at a network's front. Scratch: a column of the taps. */
void ti_depthwise_conv2d_one_channel_s8_opt(const ti_conv_record *record, const ti_call *call, const ti_requantizer *requantizer);

/* At least this many output channels are needed. */
#define TI_FEWEST_CHANNELS TI_CHANNELS

/*
 * Kernel 3 x 3, stride 1 or 2, dilation 1, as many output as input channels, at most one row and one column of padding at each side,
 * and a simple requantizer. Needs no scratch.
 */
int32_t ti_is_depthwise_3x3(const ti_conv_record *record);
void ti_depthwise_conv2d_3x3_s8_opt(const ti_conv_record *record, const ti_call *call, const ti_requantizer *requantizer);

#endif
