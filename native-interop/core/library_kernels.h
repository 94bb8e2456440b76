/*
 * Where the kernels of a library that this build was configured with were measured to be faster than our portable ones; docs/benchmarks.md
 * has the figures. On Cortex-M with DSP none is. A build without our own kernels for the processor wants the library for its own sake:
 * TI_LIBRARY_FIRST.
 */
#ifndef TINYINFER_LIBRARY_KERNELS_H
#define TINYINFER_LIBRARY_KERNELS_H

#include "dispatch.h"

#if defined(TI_LIBRARY_FIRST)
#define LIBRARY_FIRST 1
#else
#define LIBRARY_FIRST 0
#endif
#if defined(TI_CMSIS_NN)
#define CMSIS_NN_CONV_2D (LIBRARY_FIRST || WITH_MVE)
#define CMSIS_NN_DEPTHWISE_CONV_2D (LIBRARY_FIRST || WITH_MVE)
#define CMSIS_NN_FULLY_CONNECTED (LIBRARY_FIRST || WITH_MVE)
#define CMSIS_NN_AVERAGE_POOL_2D (LIBRARY_FIRST || WITH_MVE)
#define CMSIS_NN_MAX_POOL_2D LIBRARY_FIRST
#define CMSIS_NN_ADD (LIBRARY_FIRST || WITH_MVE)
#define CMSIS_NN_MUL LIBRARY_FIRST
#define CMSIS_NN_SOFTMAX LIBRARY_FIRST
#elif defined(TI_ESP_NN) && defined(CONFIG_IDF_TARGET_ESP32S3)
#define ESP_NN_ALL 1
#elif defined(TI_ESP_NN)
#define ESP_NN_ALL LIBRARY_FIRST
#endif

#endif
