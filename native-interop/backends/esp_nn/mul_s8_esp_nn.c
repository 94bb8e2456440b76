#include "binary.h"
#include "esp_nn_adapter.h"
#include "kernels_esp_nn.h"

int32_t ti_mul_s8_esp_nn_can(const void *record_start, const uint8_t *model)
{
    const ti_binary_record *record = record_start;
    (void)model;
    return ti_binary_run(record) > 0 && ti_mul_fits(record);
}

void ti_mul_s8_esp_nn(const void *record_start, const ti_call *call)
{
    const ti_binary_record *record = record_start;
    const int8_t *input1 = call->arena + record->input1_start;
    const int8_t *input2 = call->arena + record->input2_start;
    int8_t *output = call->arena + record->output_start;
    int32_t run = ti_binary_run(record);
    for (int32_t left = record->outer * record->inner; left > 0; left -= run) {
        int32_t is_s3 = TI_HAS_ESP32S3 && ti_is_aligned_for_esp32s3(input1) && ti_is_aligned_for_esp32s3(input2)
            && ti_is_aligned_for_esp32s3(output);
        TI_ESP32S3_OR_GENERIC(is_s3, esp_nn_mul_elementwise_s8, esp_nn_mul_elementwise_s8_ansi)(
            input1, input2, -record->input1_zero_point, -record->input2_zero_point,
            output, record->output_zero_point, record->output_multiplier, record->output_shift,
            record->activation_min, record->activation_max, run);
        input1 += record->input1_outer_stride;
        input2 += record->input2_outer_stride;
        output += run;
    }
}
