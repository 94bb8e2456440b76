#include "winograd.h"

#define INVERSE_OF_9 0x38E38E39u   /* modulo 2^32 */

/* One multiplication by A': out0 ... out3 = A' (m0 ... m5). */
#define TRANSFORM(store) \
    do { \
        uint32_t sum12 = m1 + m2; \
        uint32_t difference21 = m2 - m1; \
        uint32_t sum34 = m3 + m4; \
        uint32_t difference34 = m3 - m4; \
        store(0, m0 - sum12 + sum34); \
        store(1, difference21 + 2 * difference34); \
        store(2, 4 * sum34 - sum12); \
        store(3, difference21 + 8 * difference34 + 4 * m5); \
    } while (0)

/* A' M. rows: [4][6] */
static TI_HOT void transform_columns(const uint32_t *sums, uint32_t *rows)
{
    enum { step = TI_CHANNELS * TI_POSITIONS };
    for (uint32_t *end = rows + TI_PATCH; rows != end; rows++) {
#define STORE(i, value) (rows[TI_PATCH * (i)] = (value))
        uint32_t m0 = sums[0];
        uint32_t m1 = sums[6 * step];
        uint32_t m2 = sums[12 * step];
        uint32_t m3 = sums[18 * step];
        uint32_t m4 = sums[24 * step];
        uint32_t m5 = sums[30 * step];
        TRANSFORM(STORE);
#undef STORE
        sums += step;
    }
}

/* 64 times the sums of a row of outputs. */
static inline void transform_row(const uint32_t *row, int32_t *sums)
{
#define STORE(i, value) (sums[i] = (int32_t)((value) * INVERSE_OF_9))
    uint32_t m0 = row[0], m1 = row[1], m2 = row[2], m3 = row[3], m4 = row[4], m5 = row[5];
    TRANSFORM(STORE);
#undef STORE
}

static void put_any(const uint32_t *rows, const ti_requantizer *requantizer, int32_t channel, const ti_winograd_target *target)
{
    for (int32_t y = 0; y < target->rows; y++) {
        int32_t sums[TI_TILE];
        transform_row(rows + y * TI_PATCH, sums);
        for (int32_t x = 0; x < target->columns; x++) {
            int8_t *output = target->output + y * target->row_bytes + x * target->pixel_bytes + channel;
            *output = ti_requantize_any_s8(requantizer, channel, sums[x] >> 6);
        }
    }
}

/* How a channel's sums become outputs. */
typedef struct channel_target {
    int32_t bias;               /* scaled */
    int32_t multiplier;
    int32_t addend;
    int32_t right_shift;
    int32_t is_positive;
} channel_target;

static inline int32_t output_of(channel_target target, int32_t sum)
{
    int32_t scaled = ti_add_wrapping(sum >> (6 - TI_SUM_SHIFT), target.bias);
    return target.is_positive
        ? ti_requantize_positive_s8(scaled, target.multiplier, target.addend, target.right_shift)
        : ti_requantize_s8(scaled, target.multiplier, target.addend, target.right_shift);
}

static TI_HOT void put(const uint32_t *rows, const ti_requantizer *requantizer, int32_t channel, const ti_winograd_target *target)
{
    channel_target channel_target;
    channel_target.bias = ti_scaled(0, requantizer->bias[channel]);
    channel_target.multiplier = requantizer->multiplier[channel * requantizer->step];
    channel_target.right_shift = ti_right_shift(requantizer->shift + channel * requantizer->step);
    channel_target.addend = ti_addend(requantizer->addend_factor, channel_target.right_shift);
    channel_target.is_positive = requantizer->output_zero_point == -128;
    int32_t pixel_bytes = target->pixel_bytes;
    int32_t columns = target->columns;
    int8_t *output = target->output + channel;
    for (const uint32_t *end = rows + target->rows * TI_PATCH; rows != end; rows += TI_PATCH) {
        int32_t sums[TI_TILE];
        transform_row(rows, sums);
        output[0] = (int8_t)output_of(channel_target, sums[0]);
        if (columns == TI_TILE) {
            output[pixel_bytes] = (int8_t)output_of(channel_target, sums[1]);
            output[2 * pixel_bytes] = (int8_t)output_of(channel_target, sums[2]);
            output[3 * pixel_bytes] = (int8_t)output_of(channel_target, sums[3]);
        } else {
            for (int32_t x = 1; x < columns; x++) {
                output[x * pixel_bytes] = (int8_t)output_of(channel_target, x == 1 ? sums[1] : sums[2]);
            }
        }

        output += target->row_bytes;
    }
}

void ti_winograd_outputs(const uint32_t *sums, const ti_requantizer *requantizer, int32_t channel, const ti_winograd_target *target)
{
    uint32_t rows[TI_TILE * TI_PATCH];
    transform_columns(sums, rows);
    if (requantizer->simple) {
        put(rows, requantizer, channel, target);
    } else {
        put_any(rows, requantizer, channel, target);
    }
}
