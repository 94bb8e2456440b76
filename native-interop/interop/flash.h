/* For those who read a file where it lies in flash, with more flash behind it. */
#ifndef TINYINFER_INTEROP_FLASH_H
#define TINYINFER_INTEROP_FLASH_H

#include "tinyinfer/tinyinfer.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes of the file that starts in the first of most bytes, as it says itself; most where no file starts there or it would be longer. */
uint32_t ti_file_bytes(const uint8_t *start, uint32_t most);

/* The checksum that an open model's bytes behind its plan have. Its header holds the one they should have. */
uint32_t ti_data_crc(const ti_context *context, const uint8_t *model);

#ifdef __cplusplus
}
#endif

#endif
