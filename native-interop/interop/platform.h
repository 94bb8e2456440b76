/* What the interop asks of the firmware it is built into. One platform_*.c implements it. */
#ifndef TINYINFER_PLATFORM_H
#define TINYINFER_PLATFORM_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Kinds of memory; a board without external RAM has none to give. */
#define TI_INTERNAL_RAM 0
#define TI_EXTERNAL_RAM 1

/* Statuses of the interop beside those of ti_status; the values are the managed ErrorCode's. */
#define TI_NOT_FOUND 17           /* no such resource, partition or place */
#define TI_NOT_FLASH 18           /* not flash that can be read where it lies */

/* Memory-mapped flash. */
typedef struct ti_region {
    const uint8_t *bytes;
    uint32_t length;
    uint32_t mapping;             /* what ti_platform_unmap needs, or TI_NOT_MAPPED: nothing is to be unmapped */
} ti_region;

#define TI_NOT_MAPPED UINT32_MAX

/* Null where there is none; aligned to 4 at least. */
void *ti_platform_allocate(uint32_t bytes, int32_t kind);

void ti_platform_free(void *block);

/* By name, or by address and length where name is null. */
int32_t ti_platform_map(const char *name, uint32_t address, uint32_t length, ti_region *region);

void ti_platform_unmap(const ti_region *region);

#ifdef __cplusplus
}
#endif

#endif
