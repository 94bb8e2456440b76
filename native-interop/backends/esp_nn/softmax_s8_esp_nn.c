#include "esp_nn_adapter.h"
#include "kernels_esp_nn.h"
#include "softmax.h"

int32_t ti_softmax_s8_esp_nn_can(const void *record, const uint8_t *model)
{
    (void)model;
    return ti_softmax_fits(record);
}

/*
 * On every core: esp_nn_softmax_s8_opt keeps its scratch in a global variable and links printf, and the code for the ESP32-S3 finds
 * the largest value of a row at the multiple of 16 before the row's start.
 */
void ti_softmax_s8_esp_nn(const void *record_start, const ti_call *call)
{
    const ti_softmax_record *record = record_start;
    esp_nn_softmax_s8_ansi(call->arena + record->input_start, record->rows, record->depth, record->input_multiplier,
        record->input_shift, record->diff_min, call->arena + record->output_start);
}
