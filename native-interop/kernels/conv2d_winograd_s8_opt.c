#include "copy.h"
#include "kernels_opt.h"
#include "winograd.h"

/* Scratch that is worth its bytes: more groups share a transformation of the weights. */
#define MOST_GROUPS 3
#define MOST_SCRATCH 27648u

/* Weights of more channels are transformed in two parts, the second of which adds to the sums of the first: half their scratch. */
#define MOST_CHANNELS_AT_ONCE 24

/*
 * sums[frequency][c][tile] += sum over channels of values * weights, for a row of six frequencies, or =, if is_first. The products are below
 * 2^28; their sums wrap. Registers of RV32: as in conv2d_s8_opt.c, with one row of weights, where the channels lie side by side.
 */
#define ADD_CHANNEL(c, k) \
    do { \
        int32_t w = weights[TI_CHANNELS * (k) + c]; \
        sum##c##0 += (uint32_t)(w * x0); \
        sum##c##1 += (uint32_t)(w * x1); \
        sum##c##2 += (uint32_t)(w * x2); \
        sum##c##3 += (uint32_t)(w * x3); \
    } while (0)
#define LOAD_VALUES(k) \
    int32_t x0 = values[TI_POSITIONS * (k)]; \
    int32_t x1 = values[TI_POSITIONS * (k) + 1]; \
    int32_t x2 = values[TI_POSITIONS * (k) + 2]; \
    int32_t x3 = values[TI_POSITIONS * (k) + 3]
#define ADD_POSITION(p, k) \
    do { \
        int32_t x = values[TI_POSITIONS * (k) + p]; \
        sum0##p += (uint32_t)(w0 * x); \
        sum1##p += (uint32_t)(w1 * x); \
    } while (0)
#if TI_CHANNELS == 4
#define STEP(k) \
    do { \
        LOAD_VALUES(k); \
        ADD_CHANNEL(0, k); \
        ADD_CHANNEL(1, k); \
        ADD_CHANNEL(2, k); \
        ADD_CHANNEL(3, k); \
    } while (0)
#else
#define STEP(k) \
    do { \
        int32_t w0 = weights[TI_CHANNELS * (k)]; \
        int32_t w1 = weights[TI_CHANNELS * (k) + 1]; \
        ADD_POSITION(0, k); \
        ADD_POSITION(1, k); \
        ADD_POSITION(2, k); \
        ADD_POSITION(3, k); \
    } while (0)
#endif

#define LOAD_SUMS(c) \
    uint32_t sum##c##0 = from[4 * c], sum##c##1 = from[4 * c + 1], sum##c##2 = from[4 * c + 2], sum##c##3 = from[4 * c + 3]
#define STORE_SUMS(c) \
    (sums[4 * c] = sum##c##0, sums[4 * c + 1] = sum##c##1, sums[4 * c + 2] = sum##c##2, sums[4 * c + 3] = sum##c##3)

static TI_HOT void multiply(
    const int16_t *group_values, int32_t row, const int16_t *row_weights, const int16_t *end_of_weights, int32_t is_first, uint32_t *sums)
{
    static const uint32_t zeros[TI_CHANNELS * TI_POSITIONS];
    const int16_t *row_values = group_values + row * TI_PATCH * 4 * TI_POSITIONS;
    sums += row * TI_PATCH * TI_CHANNELS * TI_POSITIONS;
    for (uint32_t *end = sums + TI_PATCH * TI_CHANNELS * TI_POSITIONS; sums != end; sums += TI_CHANNELS * TI_POSITIONS) {
        const int16_t *values = row_values;
        const int16_t *weights = row_weights;
        const uint32_t *from = is_first ? zeros : sums;
        LOAD_SUMS(0);
        LOAD_SUMS(1);
#if TI_CHANNELS == 4
        LOAD_SUMS(2);
        LOAD_SUMS(3);
#endif
        do {
            STEP(0);
            STEP(1);
            STEP(2);
            STEP(3);
            values += TI_VALUES_STEP;
            weights += TI_WEIGHTS_STEP;
        } while (weights < end_of_weights);

        STORE_SUMS(0);
        STORE_SUMS(1);
#if TI_CHANNELS == 4
        STORE_SUMS(2);
        STORE_SUMS(3);
#endif
        row_values += 4 * TI_POSITIONS;
        row_weights += 4 * TI_CHANNELS;
    }
}

/* A channel of the input is what four are: the last ones may be filled up. */
static int32_t padded_channels(const ti_conv_record *record)
{
    return (record->input_channels + 3) & ~3;
}

/* Channels whose weights are transformed at once: a multiple of 4. */
static int32_t part_of(int32_t channels)
{
    return channels <= MOST_CHANNELS_AT_ONCE ? channels : (channels / 2 + 3) & ~3;
}

/* Of a part; also the place of a patch. */
static uint32_t weights_bytes(int32_t channels)
{
    uint32_t weights = (uint32_t)part_of(channels) * (TI_WEIGHTS_STEP / 4 * sizeof(int16_t));
    uint32_t patch = (uint32_t)channels * TI_FREQUENCIES;
    return weights > patch ? weights : patch;
}

static uint32_t group_bytes(int32_t channels)
{
    return TI_FREQUENCIES * TI_POSITIONS * (2u * (uint32_t)channels + 4u * TI_CHANNELS);
}

static int32_t groups_of(int32_t channels)
{
    int32_t groups = MOST_GROUPS;
    while (groups > 1 && weights_bytes(channels) + (uint32_t)groups * group_bytes(channels) > MOST_SCRATCH) {
        groups--;
    }

    return groups;
}

uint32_t ti_conv2d_winograd_s8_opt_scratch_bytes(const void *record)
{
    int32_t channels = padded_channels(record);
    uint32_t direct = ti_conv2d_paired_s8_opt_scratch_bytes(record);
    uint32_t bytes = weights_bytes(channels) + (uint32_t)groups_of(channels) * group_bytes(channels);
    return bytes > direct ? bytes : direct;
}

/* Tiles at the right and at the bottom compute more than there is: that must be less than is saved. */
int32_t ti_conv2d_winograd_s8_opt_can(const void *record_start, const uint8_t *model)
{
    const ti_conv_record *record = record_start;
    int32_t height = record->output_height;
    int32_t width = record->output_width;
    int32_t computed = ((height + 3) / 4 * 4) * ((width + 3) / 4 * 4);
    int32_t channels = padded_channels(record);
    (void)model;
    return record->kernel_height == 3 && record->kernel_width == 3 && record->stride_height == 1 && record->stride_width == 1
        && record->dilation_height == 1 && record->dilation_width == 1 && record->weight_layout == TI_LAYOUT_PLAIN
        && record->input_channels >= 3 && record->input_channels <= TI_WINOGRAD_MOST_CHANNELS && record->output_channels >= 4
        && computed / 5 <= height * width / 3
        && weights_bytes(channels) + group_bytes(channels) <= MOST_SCRATCH;
}

/* Rows of one batch's image, cut into tiles. */
typedef struct image_slice {
    const int8_t *input;
    int8_t *output;            /* of row 0 */
    int32_t first;             /* row */
    int32_t end;
    int32_t tiles_in_row;
    int32_t tiles;
} image_slice;

/* Six rows of pixels from (y, x) on, padded, of a multiple of 4 channels. */
static void fill_patch(const ti_conv_record *record, const int8_t *input, int32_t y, int32_t x, int8_t *patch)
{
    int32_t channels = record->input_channels;
    int32_t pixel_bytes = padded_channels(record);
    int32_t left = ti_clamp(-x, 0, TI_PATCH);
    int32_t right = ti_clamp(record->input_width - x, left, TI_PATCH);
    ti_set(patch, record->input_zero_point, TI_FREQUENCIES * pixel_bytes);
    for (int32_t row = 0; row < TI_PATCH; row++) {
        if (y + row >= 0 && y + row < record->input_height && left < right) {
            const int8_t *source = input + ((y + row) * record->input_width + x + left) * channels;
            int8_t *destination = patch + (row * TI_PATCH + left) * pixel_bytes;
            if (channels == pixel_bytes) {
                ti_copy(destination, source, (right - left) * channels);
            } else {
                for (int32_t column = left; column < right; column++) {
                    ti_copy(destination, source, channels);
                    source += channels;
                    destination += pixel_bytes;
                }
            }
        }
    }
}

static void fill_values(const ti_conv_record *record, const image_slice *slice, int32_t tile, int8_t *patch, int16_t *values)
{
    int32_t channels = record->input_channels;
    int32_t row = tile / slice->tiles_in_row;
    int32_t y = slice->first + row * TI_TILE - record->padding_top;
    int32_t x = (tile - row * slice->tiles_in_row) * TI_TILE - record->padding_left;
    int32_t is_inside = y >= 0 && x >= 0 && y + TI_PATCH <= record->input_height && x + TI_PATCH <= record->input_width;
    if (is_inside && channels % 4 == 0) {
        int32_t row_bytes = record->input_width * channels;
        ti_winograd_values(slice->input + y * row_bytes + x * channels, row_bytes, channels, values);
    } else {
        int32_t pixel_bytes = padded_channels(record);
        fill_patch(record, slice->input, y, x, patch);
        ti_winograd_values(patch, TI_PATCH * pixel_bytes, pixel_bytes, values);
    }
}

static void put_outputs(
    const ti_conv_record *record, const ti_requantizer *requantizer, const image_slice *slice, int32_t tile, int32_t channel, const uint32_t *sums)
{
    int32_t row = tile / slice->tiles_in_row;
    int32_t y = slice->first + row * TI_TILE;
    int32_t x = (tile - row * slice->tiles_in_row) * TI_TILE;
    ti_winograd_target target;
    target.pixel_bytes = ti_output_pixel_stride(record);
    target.row_bytes = record->output_width * target.pixel_bytes;
    target.output = slice->output + y * target.row_bytes + x * target.pixel_bytes;
    target.rows = slice->end - y < TI_TILE ? slice->end - y : TI_TILE;
    target.columns = record->output_width - x < TI_TILE ? record->output_width - x : TI_TILE;
    for (int32_t c = 0; c < TI_CHANNELS && channel + c < record->output_channels; c++) {
        ti_winograd_outputs(sums + c * TI_POSITIONS, requantizer, channel + c, &target);
    }
}

/* The rows that ti_winograd_weights makes at once. */
static const struct {
    ti_winograd_rows rows;
    int32_t first;
    int32_t second;
} pairs[] = { { TI_ROWS_0_AND_5, 0, 5 }, { TI_ROWS_1_AND_2, 1, 2 }, { TI_ROWS_3_AND_4, 3, 4 } };

/* count groups, from tile on. A last group with fewer tiles computes its last one again, without storing it. */
static void compute_groups(
    const ti_conv_record *record, const ti_call *call, const ti_requantizer *requantizer, const image_slice *slice, int32_t tile, int32_t count)
{
    int32_t channels = padded_channels(record);
    int32_t tiles = slice->tiles - tile < count * TI_POSITIONS ? slice->tiles - tile : count * TI_POSITIONS;
    int16_t *values = (int16_t *)(void *)call->scratch;
    int32_t group_values = TI_FREQUENCIES * TI_POSITIONS * channels;
    uint32_t *sums = (uint32_t *)(void *)(values + count * group_values);
    int32_t group_sums = TI_FREQUENCIES * TI_POSITIONS * TI_CHANNELS;
    int32_t part = part_of(channels);
    int32_t parts = (channels + part - 1) / part;
    int16_t *weights = (int16_t *)(void *)(sums + count * group_sums);
    for (int32_t i = 0; i < count * TI_POSITIONS; i++) {
        int16_t *of_tile = values + i / TI_POSITIONS * group_values + i % TI_POSITIONS;
        fill_values(record, slice, tile + (i < tiles ? i : tiles - 1), (int8_t *)(void *)weights, of_tile);
    }

    const int8_t *plain_weights = (const int8_t *)call->model + record->weights_start;
    for (int32_t channel = 0; channel < record->output_channels; channel += TI_CHANNELS) {
        for (int32_t i = 0; i < 3 * parts; i++) {
            int32_t first = i / 3 * part;
            int32_t left = record->input_channels - first < part ? record->input_channels - first : part;
            const int16_t *end_of_weights = weights + (left + 3) / 4 * TI_WEIGHTS_STEP;
            for (int32_t c = 0; c < TI_CHANNELS; c++) {   /* beyond the last channel: again, and not stored */
                int32_t there = channel + c < record->output_channels ? channel + c : record->output_channels - 1;
                const int8_t *start = plain_weights + there * 9 * record->input_channels + first;
                ti_winograd_weights(start, record->input_channels, left, pairs[i % 3].rows, weights + c);
            }

            for (int32_t group = 0; group < count; group++) {
                const int16_t *of_group = values + group * group_values + first / 4 * TI_VALUES_STEP;
                uint32_t *group_start = sums + group * group_sums;
                multiply(of_group, pairs[i % 3].first, weights, end_of_weights, first == 0, group_start);
                multiply(of_group, pairs[i % 3].second, weights + TI_WEIGHTS_STEP / 2, end_of_weights, first == 0, group_start);
            }
        }

        for (int32_t i = 0; i < tiles; i++) {
            put_outputs(record, requantizer, slice, tile + i, channel, sums + i / TI_POSITIONS * group_sums + i % TI_POSITIONS);
        }
    }
}

void ti_conv2d_winograd_s8_opt(const void *record_start, const ti_call *call)
{
    const ti_conv_record *record = record_start;
    int32_t height = record->output_height;
    ti_requantizer requantizer = ti_requantizer_of(record, call);
    int32_t groups = groups_of(padded_channels(record));
    if (call->count == 1) {
        ti_conv2d_paired_s8_opt(record, call);   /* three rows of a tile would be computed in vain */
        return;
    }

    int32_t end = call->first + call->count;
    for (int32_t unit = call->first; unit < end; ) {
        int32_t batch = unit / height;
        image_slice slice;
        slice.input = call->arena + record->input_start + batch * record->input_height * record->input_width * record->input_channels;
        slice.output = call->arena + record->output_start + batch * height * record->output_width * ti_output_pixel_stride(record);
        slice.first = unit - batch * height;
        slice.end = end - batch * height < height ? end - batch * height : height;
        slice.tiles_in_row = (record->output_width + TI_TILE - 1) / TI_TILE;
        slice.tiles = (slice.end - slice.first + TI_TILE - 1) / TI_TILE * slice.tiles_in_row;
        for (int32_t tile = 0; tile < slice.tiles; tile += groups * TI_POSITIONS) {
            int32_t left = (slice.tiles - tile + TI_POSITIONS - 1) / TI_POSITIONS;
            compute_groups(record, call, &requantizer, &slice, tile, left < groups ? left : groups);
        }

        unit += slice.end - slice.first;
    }

    ti_clamp_conv_outputs_s8(record, call);
}
