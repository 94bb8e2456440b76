#ifndef TINYINFER_CRC32_H
#define TINYINFER_CRC32_H

#include <stdint.h>

/* CRC-32 of zlib, PNG and Ethernet. crc: 0, or the checksum of the bytes before. */
uint32_t ti_crc32(uint32_t crc, const uint8_t *bytes, uint32_t count);

#endif
