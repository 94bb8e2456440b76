/* Files for tests, and memory whose ends are watched. */
#ifndef TINYINFER_TEST_FILES_H
#define TINYINFER_TEST_FILES_H

#include <stdint.h>

/* The whole file, at a multiple of 16, or an exit with a message. */
uint8_t *read_file(const char *path, uint32_t *bytes);

/*
 * Memory that ends right before a page that faults, as far as an alignment to 4 allows, with canaries in the bytes left over
 * and in front. It is mapped once, for as many bytes as it will ever have.
 */
typedef struct guarded {
    uint8_t *bytes;
    uint32_t count;
    uint8_t *guard;               /* the page that faults */
} guarded;

guarded guarded_reserve(uint32_t most);

/* count bytes of zeros, and living canaries. */
void guarded_resize(guarded *memory, uint32_t count);

/* 1: all canaries are alive. */
int guarded_is_intact(const guarded *memory);

/* A plan whose checksum fits again. */
void repair_checksum(uint8_t *model, uint32_t bytes);

#endif
