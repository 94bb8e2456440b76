#include "../kernels_opt.h"
#include "../small_fully_connected.h"
#include "kernels_dsp.h"

/* Whole words of values, or not even one. */
int32_t ti_small_fully_connected_s8_dsp_can(const void *record_start, const uint8_t *model)
{
    const ti_fully_connected_record *record = record_start;
    return ti_is_small_fully_connected(record) && (record->input_depth < 4 || record->input_depth % 4 == 0)
        && (int32_t)ti_fully_connected_s8_opt_prove(record, model);
}
