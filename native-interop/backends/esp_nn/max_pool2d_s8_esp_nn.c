#include "esp_nn_adapter.h"
#include "kernels_esp_nn.h"

void ti_max_pool2d_s8_esp_nn(const void *record_start, const ti_call *call)
{
    const ti_pool_record *record = record_start;
    ti_rows rows = ti_pool_rows(record, call);
    while (ti_next_rows(&rows)) {
        int32_t is_s3 = TI_HAS_ESP32S3 && rows.count == record->output_height && record->channels % 16 == 0
            && ti_is_aligned_for_esp32s3(rows.input) && ti_is_aligned_for_esp32s3(rows.output);
        TI_ESP32S3_OR_GENERIC(is_s3, esp_nn_max_pool_s8, esp_nn_max_pool_s8_ansi)(
            rows.input, record->input_width, (uint16_t)rows.input_height, rows.output, record->output_width, (uint16_t)rows.count,
            record->stride_width, record->stride_height, record->kernel_width, record->kernel_height,
            record->padding_left, (uint16_t)rows.padding_top, record->activation_min, record->activation_max, record->channels);
    }
}
