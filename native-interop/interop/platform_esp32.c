/* ESP32 and its successors: ESP-IDF's heaps, and partitions through its memory map. */
#include <esp_heap_caps.h>
#include <esp_partition.h>
#include "platform.h"

void *ti_platform_allocate(uint32_t bytes, int32_t kind)
{
    return heap_caps_malloc(bytes, MALLOC_CAP_8BIT | (kind == TI_EXTERNAL_RAM ? MALLOC_CAP_SPIRAM : MALLOC_CAP_INTERNAL));
}

void ti_platform_free(void *block)
{
    heap_caps_free(block);
}

/* Addresses are virtual here and change with what is mapped: a region has a name. */
int32_t ti_platform_map(const char *name, uint32_t address, uint32_t length, ti_region *region)
{
    (void)address;
    (void)length;
    if (name == NULL) {
        return TI_NOT_FLASH;
    }

    const esp_partition_t *partition = esp_partition_find_first(ESP_PARTITION_TYPE_ANY, ESP_PARTITION_SUBTYPE_ANY, name);
    if (partition == NULL) {
        return TI_NOT_FOUND;
    }

    const void *bytes;
    esp_partition_mmap_handle_t mapping;
    if (esp_partition_mmap(partition, 0, partition->size, ESP_PARTITION_MMAP_DATA, &bytes, &mapping) != ESP_OK) {
        return TI_NOT_FLASH;
    }

    region->bytes = bytes;
    region->length = partition->size;
    region->mapping = mapping;
    return 0;
}

void ti_platform_unmap(const ti_region *region)
{
    esp_partition_munmap(region->mapping);
}
