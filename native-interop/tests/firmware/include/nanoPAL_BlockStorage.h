/* A stand-in for nanoFramework's header, as far as native-interop/interop uses it: to compile, not to run. */
#include <stdbool.h>
#include <stdint.h>

typedef struct BLOCKREGIONINFO {
    unsigned int Attributes;
    unsigned int Start;
    unsigned int NumBlocks;
    unsigned int BytesPerBlock;
} BlockRegionInfo;

typedef enum MediaAttribute { MediaAttribute_SupportsXIP = 2 } MediaAttribute;

typedef struct DEVICEBLOCKINFO {
    MediaAttribute Attribute;
    uint32_t BytesPerSector;
    uint32_t NumRegions;
    BlockRegionInfo *Regions;
} DeviceBlockInfo;

typedef struct BLOCKSTORAGEDEVICE BlockStorageDevice;

BlockStorageDevice *BlockStorageList_GetFirstDevice(void);
BlockStorageDevice *BlockStorageList_GetNextDevice(BlockStorageDevice *device);
DeviceBlockInfo *BlockStorageDevice_GetDeviceInfo(BlockStorageDevice *device);
