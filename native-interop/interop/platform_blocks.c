/* Boards that run from memory-mapped flash, as STM32 and RP2040 do: nanoFramework's heap, and its list of flash blocks. */
#include <nanoHAL_v2.h>
#include <nanoPAL_BlockStorage.h>
#include "platform.h"

/* External RAM, where a board has any, is the managed heap's. */
void *ti_platform_allocate(uint32_t bytes, int32_t kind)
{
    return kind == TI_INTERNAL_RAM ? platform_malloc(bytes) : NULL;
}

void ti_platform_free(void *block)
{
    platform_free(block);
}

/* The first byte behind address that is not of a region of blocks; address itself where it is of none. */
static uint32_t end_of_flash(DeviceBlockInfo *info, uint32_t address)
{
    for (uint32_t i = 0; i < info->NumRegions; i++) {
        const BlockRegionInfo *blocks = &info->Regions[i];
        uint32_t end = blocks->Start + blocks->NumBlocks * blocks->BytesPerBlock;
        if (blocks->Start <= address && address < end) {
            address = end;
            i = (uint32_t)-1;     /* neighbours may come in any order */
        }
    }

    return address;
}

int32_t ti_platform_map(const char *name, uint32_t address, uint32_t length, ti_region *region)
{
    if (name != NULL) {
        return TI_NOT_FOUND;      /* blocks have no names */
    }

    for (BlockStorageDevice *device = BlockStorageList_GetFirstDevice(); device != NULL;
         device = BlockStorageList_GetNextDevice(device)) {
        DeviceBlockInfo *info = BlockStorageDevice_GetDeviceInfo(device);
        uint32_t bytes = end_of_flash(info, address) - address;
        if ((info->Attribute & MediaAttribute_SupportsXIP) != 0 && bytes > 0 && length <= bytes) {
            region->bytes = (const uint8_t *)(uintptr_t)address;
            region->length = length == 0 ? bytes : length;
            region->mapping = TI_NOT_MAPPED;
            return 0;
        }
    }

    return TI_NOT_FLASH;
}

void ti_platform_unmap(const ti_region *region)
{
    (void)region;
}
