#include "cmsis_nn.h"
#include "kernels_cmsis_nn.h"
#include "rows.h"

void ti_max_pool2d_s8_cmsis_nn(const void *record_start, const ti_call *call)
{
    const ti_pool_record *record = record_start;
    cmsis_nn_context context = { 0, 0 };
    cmsis_nn_pool_params params = {
        { record->stride_width, record->stride_height }, { record->padding_left, 0 },
        { record->activation_min, record->activation_max }
    };
    cmsis_nn_dims input = { 1, 0, record->input_width, record->channels };
    cmsis_nn_dims filter = { 1, record->kernel_height, record->kernel_width, 1 };
    cmsis_nn_dims output = { 1, 0, record->output_width, record->channels };

    ti_rows rows = ti_pool_rows(record, call);
    while (ti_next_rows(&rows)) {
        params.padding.h = rows.padding_top;
        input.h = rows.input_height;
        output.h = rows.count;
        arm_max_pool_s8(&context, &params, &input, rows.input, &filter, &output, rows.output);
    }
}
