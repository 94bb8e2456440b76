/* A stand-in for the ESP-IDF's header, as far as native-interop/interop uses it: to compile, not to run. */
#include <stddef.h>
#include <stdint.h>

typedef enum { ESP_PARTITION_TYPE_ANY = 0xff } esp_partition_type_t;
typedef enum { ESP_PARTITION_SUBTYPE_ANY = 0xff } esp_partition_subtype_t;
typedef enum { ESP_PARTITION_MMAP_DATA } esp_partition_mmap_memory_t;
typedef uint32_t esp_partition_mmap_handle_t;
typedef int esp_err_t;
typedef struct { uint32_t size; } esp_partition_t;

#define ESP_OK 0

const esp_partition_t *esp_partition_find_first(esp_partition_type_t type, esp_partition_subtype_t subtype, const char *label);
esp_err_t esp_partition_mmap(
    const esp_partition_t *partition, size_t offset, size_t size, esp_partition_mmap_memory_t memory, const void **bytes,
    esp_partition_mmap_handle_t *handle);
void esp_partition_munmap(esp_partition_mmap_handle_t handle);
