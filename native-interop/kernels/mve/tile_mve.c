#include "tile_mve.h"
#include "../copy.h"
#if defined(__ARM_FEATURE_MVE)

/* A plane of more bytes is worth no more: what rows of tiles read twice is little beside the products. */
#define PLANE_BYTES 384
#define MOST_OUTPUTS 192
#define MOST_COLUMNS 256

static int32_t smaller(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

ti_tiling_mve ti_tiling_of_mve(const ti_conv_record *record)
{
    ti_tiling_mve tiling;
    tiling.taps = record->kernel_height * record->kernel_width;
    tiling.steps = (tiling.taps + 15) / 16;
    tiling.span_y = (record->kernel_height - 1) * record->dilation_height;
    tiling.span_x = (record->kernel_width - 1) * record->dilation_width;
    tiling.width = 0;
    tiling.height = 1;
    if (tiling.span_y > 255 || tiling.span_x > 255) {
        return tiling;
    }

    /* The last tap: span_y * columns + span_x <= 255. */
    int32_t most_columns = tiling.span_y == 0 ? MOST_COLUMNS : smaller((255 - tiling.span_x) / tiling.span_y, MOST_COLUMNS);
    if (most_columns <= tiling.span_x) {
        return tiling;
    }

    tiling.width = smaller((most_columns - tiling.span_x - 1) / record->stride_width + 1, smaller(record->output_width, MOST_OUTPUTS));
    tiling.columns = (tiling.width - 1) * record->stride_width + tiling.span_x + 1;
    if (tiling.width == record->output_width) {
        int32_t rows = PLANE_BYTES / tiling.columns;
        int32_t height = rows > tiling.span_y ? (rows - tiling.span_y - 1) / record->stride_height + 1 : 1;
        height = smaller(height, smaller(record->output_height, MOST_OUTPUTS / tiling.width));
        tiling.height = height > 1 ? height : 1;
    }

    tiling.rows = (tiling.height - 1) * record->stride_height + tiling.span_y + 1;
    return tiling;
}

static int32_t window_count(const ti_tiling_mve *tiling)
{
    return (tiling->width * tiling->height + 7) & ~7;
}

uint32_t ti_tile_bytes_mve(const ti_tiling_mve *tiling)
{
    int32_t plane_bytes = tiling->rows * tiling->columns;
    return (uint32_t)(window_count(tiling) * (int32_t)sizeof(int8_t *) + 2 * plane_bytes + 32 * tiling->steps + plane_bytes);
}

ti_tile_mve ti_tile_of_mve(const ti_tiling_mve *tiling, uint8_t *scratch)
{
    ti_tile_mve tile = { 0 };
    tile.windows = (const int8_t **)(void *)scratch;
    tile.places = (uint16_t *)(void *)(tile.windows + window_count(tiling));
    tile.taps = (uint8_t *)(tile.places + tiling->rows * tiling->columns);
    tile.weights = (int8_t *)tile.taps + 16 * tiling->steps;
    tile.plane = tile.weights + 16 * tiling->steps;
    return tile;
}

void ti_start_tiles_mve(ti_tile_mve *tile, const ti_tiling_mve *tiling, const ti_conv_record *record)
{
    uint8_t *tap = tile->taps;
    for (int32_t ky = 0; ky < record->kernel_height; ky++) {
        for (int32_t kx = 0; kx < record->kernel_width; kx++) {
            *tap++ = (uint8_t)(ky * record->dilation_height * tiling->columns + kx * record->dilation_width);
        }
    }

    ti_set((int8_t *)tap, 0, 16 * tiling->steps - tiling->taps);
    ti_set(tile->weights, 0, 16 * tiling->steps);
}

/* What the plane has from the image, and where it goes. */
static void place_inputs(
    ti_tile_mve *tile, const ti_tiling_mve *tiling, const ti_conv_record *record, const int8_t *image, int32_t y, int32_t x, int32_t rows)
{
    int32_t channels = record->input_channels;
    int32_t width = record->input_width;
    int32_t top = ti_clamp(-y, 0, rows);
    int32_t bottom = ti_clamp(record->input_height - y, top, rows);
    int32_t left = ti_clamp(-x, 0, tiling->columns);
    int32_t right = ti_clamp(width - x, left, tiling->columns);
    uint16_t *place = tile->places;
    tile->runs = left == right ? 0 : bottom - top;
    tile->run = right - left;
    tile->row_bytes = width * channels;
    if (tile->runs == 0) {
        return;
    }

    tile->input = image + ((y + top) * width + x + left) * channels;
    for (int32_t row = top; row < bottom; row++) {
        for (int32_t column = left; column < right; column++) {
            *place++ = (uint16_t)(row * tiling->columns + column);
        }
    }

    if (tile->run == width) {      /* whole rows follow one another */
        tile->run *= tile->runs;
        tile->runs = 1;
    }
}

/* Place of output i's window in the list, as windows_mve.S wants them: of those before ordered they take turns. */
static int32_t list_place(int32_t i, int32_t ordered)
{
    return i >= ordered ? i : (i & ~7) + (i & 1) * 4 + (i & 7) / 2;
}

static void place_windows(ti_tile_mve *tile, const ti_tiling_mve *tiling, const ti_conv_record *record, int32_t height, int32_t width)
{
    int32_t rest = (height * width) & 7;
    int32_t ordered = tiling->steps > 1 ? 0 : height * width - rest + (rest > 4 ? 8 : 0);
    int32_t i = 0;
    const int8_t *row = tile->plane;
    const int8_t *window = row;
    for (int32_t y = 0; y < height; y++) {
        window = row;
        for (int32_t x = 0; x < width; x++) {
            tile->windows[list_place(i++, ordered)] = window;
            window += record->stride_width;
        }

        row += record->stride_height * tiling->columns;
    }

    tile->outputs = i;
    window -= record->stride_width;
    while (i % 8 != 0) {
        tile->windows[list_place(i++, ordered)] = window;
    }
}

void ti_start_tile_mve(
    ti_tile_mve *tile, const ti_tiling_mve *tiling, const ti_conv_record *record, const ti_call *call, int32_t batch, int32_t y, int32_t x,
    int32_t height, int32_t width)
{
    int32_t rows = (height - 1) * record->stride_height + tiling->span_y + 1;
    int32_t image_bytes = record->input_height * record->input_width * record->input_channels;
    const int8_t *image = call->arena + record->input_start + batch * image_bytes;
    int32_t output_position = (batch * record->output_height + y) * record->output_width + x;
    ti_set(tile->plane, record->input_zero_point, tiling->columns * rows);
    int32_t input_y = y * record->stride_height - record->padding_top;
    int32_t input_x = x * record->stride_width - record->padding_left;
    place_inputs(tile, tiling, record, image, input_y, input_x, rows);
    place_windows(tile, tiling, record, height, width);
    tile->output = call->arena + record->output_start + output_position * record->output_channels;
}
#endif
