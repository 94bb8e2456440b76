/*
 * What the ESP-NN adapters share.
 *
 * ESP32-S3: not run: no emulator. Its functions are called where reading them leaves no doubt, and the generic C, which computes
 * the same, elsewhere: as they take whole images, slices of one go to the generic C; and their loads drop the lower four bits of an
 * address, so all has to lie at multiples of 16.
 */
#ifndef TINYINFER_ESP_NN_ADAPTER_H
#define TINYINFER_ESP_NN_ADAPTER_H

#if !defined(CONFIG_NN_OPTIMIZED)
#define CONFIG_NN_OPTIMIZED 1   /* or esp_nn.h declares the ESP32-S3's functions nowhere */
#endif
#include "esp_nn.h"
#include "kernel.h"
#include "rows.h"

#if defined(CONFIG_IDF_TARGET_ESP32S3)
#define TI_HAS_ESP32S3 1
#else
#define TI_HAS_ESP32S3 0
#endif

#define TI_ESP32S3_ALIGNMENT 16

static inline int32_t ti_is_aligned_for_esp32s3(const void *pointer)
{
    return ((uintptr_t)pointer & (TI_ESP32S3_ALIGNMENT - 1)) == 0;
}

/*
 * Whether a convolution has the paddings that ESP-NN's code for the ESP32-S3 expects: none at the left and at the top, or as much
 * as at the right and at the bottom; and, as it computes what is missing at the right and at the bottom as unsigned numbers,
 * nothing of the input may be left over there.
 */
static inline int32_t ti_is_conv_for_esp32s3(const ti_conv_record *record)
{
    int32_t rows = (record->output_height - 1) * record->stride_height + record->kernel_height - record->padding_top;
    int32_t columns = (record->output_width - 1) * record->stride_width + record->kernel_width - record->padding_left;
    int32_t has_no_padding_before = record->padding_top == 0 && record->padding_left == 0;
    return TI_HAS_ESP32S3
        && rows >= record->input_height && columns >= record->input_width
        && (has_no_padding_before
            || (record->padding_top == record->padding_left && rows - record->input_height <= record->padding_top
                && columns - record->input_width <= record->padding_left));
}

/* A function of ESP-NN for another core must not be compiled into a call: where there is no ESP32-S3, there is no such symbol. */
#if TI_HAS_ESP32S3
#define TI_ESP32S3_OR_GENERIC(is_s3, s3, generic) ((is_s3) ? (s3) : (generic))
#else
#define TI_ESP32S3_OR_GENERIC(is_s3, s3, generic) ((void)(is_s3), (generic))
#endif

/* Dilated taps are not known to ESP-NN; a kernel with one tap in a direction has none there. */
static inline int32_t ti_is_dilated(const ti_conv_record *record)
{
    return (record->dilation_height != 1 && record->kernel_height != 1)
        || (record->dilation_width != 1 && record->kernel_width != 1);
}

#endif
