/* The reference kernels: one plain loop nest an op, for every record that the checks accept. They need neither scratch nor persistent memory. */
#ifndef TINYINFER_KERNELS_REF_H
#define TINYINFER_KERNELS_REF_H

#include "kernel.h"

void ti_conv2d_s8_ref(const void *record, const ti_call *call);
void ti_depthwise_conv2d_s8_ref(const void *record, const ti_call *call);
void ti_fully_connected_s8_ref(const void *record, const ti_call *call);
void ti_average_pool2d_s8_ref(const void *record, const ti_call *call);
void ti_max_pool2d_s8_ref(const void *record, const ti_call *call);
void ti_add_s8_ref(const void *record, const ti_call *call);   /* ADD and SUB */
void ti_mul_s8_ref(const void *record, const ti_call *call);
void ti_softmax_s8_ref(const void *record, const ti_call *call);
void ti_lookup_s8_ref(const void *record, const ti_call *call);
void ti_mean_s8_ref(const void *record, const ti_call *call);
void ti_arg_max_s8_ref(const void *record, const ti_call *call);
void ti_resize_nearest_neighbor_s8_ref(const void *record, const ti_call *call);
void ti_strided_copy_s8_ref(const void *record, const ti_call *call);
void ti_fill_s8_ref(const void *record, const ti_call *call);
void ti_load_constant_s8_ref(const void *record, const ti_call *call);

#endif
