/* The parts of a .tinf file that lie around its records, as C overlays them. docs/format.md is the normative text. */
#ifndef TINYINFER_FILE_H
#define TINYINFER_FILE_H

#include <stdint.h>

#define TI_MAGIC 0x464E4954u      /* "TINF" */
#define TI_MAJOR_VERSION 1u
#define TI_PLAN_ALIGNMENT 16u
#define TI_ARENA_ALIGNMENT 16u

typedef struct ti_file_header {
    uint32_t magic;
    uint16_t major_version;
    uint16_t minor_version;
    uint32_t file_bytes;
    uint32_t plan_bytes;          /* the data begins here */
    uint32_t plan_crc;            /* over [0, plan_bytes) without this field */
    uint32_t data_crc;
    uint32_t arena_bytes;
    uint32_t macs;
    uint16_t op_count;
    uint16_t input_count;
    uint16_t output_count;
    uint16_t section_count;       /* the table follows */
} ti_file_header;

#define TI_SECTION_REQUIRED 1u

typedef struct ti_section_entry {
    uint16_t kind;
    uint16_t flags;
    uint32_t start;
    uint32_t length;
} ti_section_entry;

enum {
    TI_SECTION_TENSORS = 1,
    TI_SECTION_OPS = 2,
    TI_SECTION_DATA = 3,
    TI_SECTION_METADATA = 4,
    TI_SECTION_MEMORY = 5,
    TI_SECTION_DEBUG = 6,
    TI_SECTION_SCRATCH = 7
};

/* One an op: bytes of the arena that hold no tensor that is alive while it runs. */
typedef struct ti_scratch_entry {
    uint32_t start;               /* a multiple of TI_ARENA_ALIGNMENT */
    uint32_t bytes;               /* 0: there are none */
} ti_scratch_entry;

#endif
