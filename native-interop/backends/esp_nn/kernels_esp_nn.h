/*
 * Kernels that call ESP-NN: the members of ti_op that each one has. `can` refuses what ESP-NN does not compute to the bit as the
 * reference does, or where it reads or writes what is not its; esp_nn/README.md lists it. ESP-NN's generic C, or with
 * CONFIG_IDF_TARGET_ESP32S3 its code for the ESP32-S3 where esp_nn.h says it may be used.
 */
#ifndef TINYINFER_KERNELS_ESP_NN_H
#define TINYINFER_KERNELS_ESP_NN_H

#include "kernel.h"

int32_t ti_conv2d_s8_esp_nn_can(const void *record, const uint8_t *model);
uint32_t ti_conv2d_s8_esp_nn_scratch_bytes(const void *record);
uint32_t ti_conv2d_s8_esp_nn_persistent_bytes(const void *record);
void ti_conv2d_s8_esp_nn_prepare(const void *record, const ti_call *call);
void ti_conv2d_s8_esp_nn(const void *record, const ti_call *call);

int32_t ti_depthwise_conv2d_s8_esp_nn_can(const void *record, const uint8_t *model);
uint32_t ti_depthwise_conv2d_s8_esp_nn_scratch_bytes(const void *record);
uint32_t ti_depthwise_conv2d_s8_esp_nn_persistent_bytes(const void *record);
void ti_depthwise_conv2d_s8_esp_nn_prepare(const void *record, const ti_call *call);
void ti_depthwise_conv2d_s8_esp_nn(const void *record, const ti_call *call);

int32_t ti_fully_connected_s8_esp_nn_can(const void *record, const uint8_t *model);
uint32_t ti_fully_connected_s8_esp_nn_persistent_bytes(const void *record);
void ti_fully_connected_s8_esp_nn_prepare(const void *record, const ti_call *call);
void ti_fully_connected_s8_esp_nn(const void *record, const ti_call *call);

int32_t ti_average_pool2d_s8_esp_nn_can(const void *record, const uint8_t *model);
void ti_average_pool2d_s8_esp_nn(const void *record, const ti_call *call);

void ti_max_pool2d_s8_esp_nn(const void *record, const ti_call *call);

/* ADD; not SUB. */
int32_t ti_add_s8_esp_nn_can(const void *record, const uint8_t *model);
void ti_add_s8_esp_nn(const void *record, const ti_call *call);

int32_t ti_mul_s8_esp_nn_can(const void *record, const uint8_t *model);
void ti_mul_s8_esp_nn(const void *record, const ti_call *call);

int32_t ti_softmax_s8_esp_nn_can(const void *record, const uint8_t *model);
void ti_softmax_s8_esp_nn(const void *record, const ti_call *call);

#endif
