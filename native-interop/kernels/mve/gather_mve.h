/* Copies of bytes that lie apart. */
#ifndef TINYINFER_GATHER_MVE_H
#define TINYINFER_GATHER_MVE_H

#include <stdint.h>

#define TI_MOST_GATHER_STEP_MVE 9362

/* destination[i] = source[i * step] */
void ti_gather_mve(int8_t *destination, const int8_t *source, int32_t step, int32_t count);

/* destination[places[i]] = source[i * step] */
void ti_move_mve(int8_t *destination, const int8_t *source, int32_t step, int32_t count, const uint16_t *places);

#endif
