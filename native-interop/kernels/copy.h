#ifndef TINYINFER_COPY_H
#define TINYINFER_COPY_H

#include <stdint.h>

/* Copies count bytes between ranges that do not overlap; words where both ends allow it. */
void ti_copy(int8_t *destination, const int8_t *source, int32_t count);

/* Sets count bytes. */
void ti_set(int8_t *destination, int32_t value, int32_t count);

#endif
