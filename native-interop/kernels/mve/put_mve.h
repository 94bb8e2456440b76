/* How values get into a column: 64 bytes for 16 values, of which a position has 16. */
#ifndef TINYINFER_PUT_MVE_H
#define TINYINFER_PUT_MVE_H

#include <stdint.h>

/* For positions whose values begin step bytes apart: rows of 16 * vectors values each, row_step apart. */
void ti_put_rows_mve(
    int8_t *column, const int8_t *source, int32_t row_step, int32_t rows, int32_t vectors, int32_t step, int32_t positions);

/* For positions whose windows begin step bytes apart: value j is window[places[j]]; the first ones, padding of them, are 0. */
void ti_put_windows_mve(
    int8_t *column, const int8_t *window, const uint16_t *places, int32_t steps, int32_t padding, int32_t step, int32_t positions);

/* For positions side by side whose values are the channels, 16 * steps - padding; what is in front of them is 0. */
void ti_put_points_mve(int8_t *column, const int8_t *source, int32_t channels, int32_t steps, int32_t padding, int32_t positions);

/* One value, 16 * steps times. */
void ti_put_value_mve(int8_t *column, int32_t value, int32_t steps);

/* What the position before has. */
void ti_put_again_mve(int8_t *column, int32_t steps);

/* count values at index; they answer the next index. */
int32_t ti_put_run_mve(int8_t *column, int32_t index, const int8_t *source, int32_t count);
int32_t ti_put_value_run_mve(int8_t *column, int32_t index, int32_t value, int32_t count);

#endif
