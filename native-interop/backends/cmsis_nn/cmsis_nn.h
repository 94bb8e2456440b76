/* What the CMSIS-NN adapters share. */
#ifndef TINYINFER_CMSIS_NN_H
#define TINYINFER_CMSIS_NN_H

#include "arm_nnfunctions.h"
#include "kernel.h"

/* MVE code loads the next 16 weights of a channel before it knows that there are none. */
#if defined(ARM_MATH_MVEI)
#define TI_READ_BEYOND_WEIGHTS 16
#else
#define TI_READ_BEYOND_WEIGHTS 0
#endif

/* Where FileBytes lies in the file, see docs/format.md. */
#define TI_FILE_BYTES_START 8

/* Whether what CMSIS-NN reads behind weights still lies in the file. */
static inline int32_t ti_may_read_beyond(const uint8_t *model, int32_t weights_start, int32_t weights_bytes)
{
    uint32_t file_bytes = *(const uint32_t *)(const void *)(model + TI_FILE_BYTES_START);
    return TI_READ_BEYOND_WEIGHTS == 0
        || (uint32_t)weights_start + (uint32_t)weights_bytes + TI_READ_BEYOND_WEIGHTS <= file_bytes;
}

static inline cmsis_nn_conv_params ti_cmsis_nn_conv_params(const ti_conv_record *record, int32_t input_offset)
{
    cmsis_nn_conv_params params = {
        input_offset,
        record->output_zero_point,
        { record->stride_width, record->stride_height },
        { record->padding_left, 0 },                          /* at the top: set for each run of rows */
        { record->dilation_width, record->dilation_height },
        { record->activation_min, record->activation_max }
    };
    return params;
}

#endif
