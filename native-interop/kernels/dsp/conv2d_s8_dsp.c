#include "../kernels_opt.h"
#include "block_dsp.h"
#include "kernels_dsp.h"

int32_t ti_conv2d_s8_dsp_can(const void *record_start, const uint8_t *model)
{
    const ti_conv_record *record = record_start;
    return record->weight_layout == TI_LAYOUT_PLAIN && (int32_t)ti_conv2d_s8_opt_prove(record, model);
}

uint32_t ti_conv2d_s8_dsp_scratch_bytes(const void *record)
{
    return ti_column_bytes_dsp(record);
}

void ti_conv2d_s8_dsp(const void *record_start, const ti_call *call)
{
    const ti_conv_record *record = record_start;
    ti_column_dsp column = ti_column_dsp_of(record, call->scratch);
    ti_block_dsp block = ti_block_dsp_of(record, call, &column, (const int8_t *)call->model + record->weights_start);
    ti_blocks blocks = ti_blocks_of(record, call);
    while (ti_next_block(&blocks, record->output_channels)) {
        ti_fill_column_dsp(record, call, &blocks, &column);
        ti_block_dsp_start(&block, &blocks);
    }

    ti_clamp_conv_outputs_s8(record, call);
}
