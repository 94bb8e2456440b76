#include "copy.h"
#include "kernels_ref.h"

/* As it was checked when the model was opened; of what a file has that changed after it, something inside. */
static int32_t inside(int32_t index, int32_t size)
{
    return index < size ? index : size - 1;
}

/* output[b, y, x] = input[b, rows[y], columns[x]], all channels. */
void ti_resize_nearest_neighbor_s8_ref(const void *record_start, const ti_call *call)
{
    const ti_resize_nearest_neighbor_record *record = record_start;
    const uint16_t *rows = (const uint16_t *)(const void *)(call->model + record->rows_start);
    const uint16_t *columns = (const uint16_t *)(const void *)(call->model + record->columns_start);
    int32_t channels = record->channels;
    int8_t *output = call->arena + record->output_start + call->first * record->output_width * channels;
    for (int32_t unit = call->first; unit < call->first + call->count; unit++) {
        int32_t batch = unit / record->output_height;
        int32_t y = inside(rows[unit - batch * record->output_height], record->input_height);
        const int8_t *input = call->arena + record->input_start + (batch * record->input_height + y) * record->input_width * channels;
        for (int32_t x = 0; x < record->output_width; x++) {
            ti_copy(output, input + inside(columns[x], record->input_width) * channels, channels);
            output += channels;
        }
    }
}
