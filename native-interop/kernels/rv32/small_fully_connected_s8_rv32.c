#include "../small_fully_connected.h"
#include "kernels_rv32.h"

int32_t ti_small_fully_connected_s8_rv32_can(const void *record, const uint8_t *model)
{
    (void)model;
    return ti_is_small_fully_connected(record);
}
