#include "flash.h"
#include "crc32.h"
#include "file.h"

uint32_t ti_file_bytes(const uint8_t *start, uint32_t most)
{
    const ti_file_header *header = (const ti_file_header *)(const void *)start;
    if (((uintptr_t)start & 3) != 0 || most < sizeof *header || header->magic != TI_MAGIC) {
        return most;
    }

    return header->file_bytes < most ? header->file_bytes : most;
}

uint32_t ti_data_crc(const ti_context *context, const uint8_t *model)
{
    const ti_file_header *header = (const ti_file_header *)(const void *)model;
    uint32_t start = header->plan_bytes < context->model_bytes ? header->plan_bytes : context->model_bytes;
    return ti_crc32(0, model + start, context->model_bytes - start);
}
