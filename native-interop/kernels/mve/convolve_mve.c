#include "convolve_mve.h"
#include "multiply_mve.h"
#if defined(__ARM_FEATURE_MVE)

/* Multipliers and shifts of four channels, for ops that have one of each. */
typedef struct four_alike {
    int32_t bias[4];
    int32_t multiplier[4];
    int8_t shift[4];
} four_alike;

static four_alike four_of(const ti_requantizer *requantizer, int32_t channel)
{
    four_alike four;
    for (int32_t i = 0; i < 4; i++) {
        four.bias[i] = requantizer->bias[channel];
        four.multiplier[i] = requantizer->multiplier[channel * requantizer->step];
        four.shift[i] = requantizer->shift[channel * requantizer->step];
    }

    return four;
}

static void set_steps(ti_multiply_mve *multiply, uint32_t depth)
{
    uint32_t steps = ti_column_steps_mve(depth) - 1;
    uint32_t entered = steps > 0 && steps % 4 == 0 ? 4 : steps % 4;
    multiply->turns = steps == 0 ? 1 : (steps + 3) / 4;
    multiply->skipped = entered * TI_MULTIPLY_STEP_BYTES;
}

/* Positions that a block has not go where its last one goes, which they are equal to. */
static void set_offsets(ti_multiply_mve *multiply, int32_t positions, int32_t stride)
{
    for (int32_t p = 0; p < TI_POSITIONS; p++) {
        int32_t offset = (p < positions ? p : positions - 1) * stride;
        for (int32_t c = 0; c < 4; c++) {
            multiply->offsets[p / 2][2 * c + p % 2] = (uint16_t)(offset + c);
        }
    }
}

static void run(ti_multiply_mve *multiply, int32_t is_relu)
{
    if (is_relu) {
        ti_multiply_mve_run_relu(multiply);
    } else {
        ti_multiply_mve_run(multiply);
    }
}

/* Channels [channel, channel + count), a multiple of four, of a block's positions. */
static void run_fours(
    ti_multiply_mve *multiply, const ti_requantizer *requantizer, const four_alike *four, const ti_filters_mve *filters,
    int32_t padding, int32_t first, int32_t count, int8_t *output, int32_t is_relu)
{
    int32_t channel = filters->channel + first;
    multiply->bias = requantizer->bias + channel;
    multiply->end_of_bias = multiply->bias + count;
    multiply->multiplier = requantizer->step == 0 ? four->multiplier : requantizer->multiplier + channel;
    multiply->shift = requantizer->step == 0 ? four->shift : requantizer->shift + channel;
    multiply->weights = filters->weights + first * filters->row_bytes - padding;
    multiply->output = output + channel;
    run(multiply, is_relu);
}

/* One of fewer than four channels: all lanes compute it. */
static void run_one(
    ti_multiply_mve *multiply, const ti_requantizer *requantizer, const ti_filters_mve *filters, int32_t padding, int32_t first,
    const ti_blocks *blocks, int32_t stride, int32_t is_relu)
{
    int8_t outputs[4 * TI_POSITIONS];
    int32_t channel = filters->channel + first;
    four_alike four = four_of(requantizer, channel);
    multiply->bias = four.bias;
    multiply->end_of_bias = four.bias + 4;
    multiply->multiplier = four.multiplier;
    multiply->shift = four.shift;
    multiply->weights = filters->weights + first * filters->row_bytes - padding;
    multiply->output = outputs;
    run(multiply, is_relu);
    for (int32_t p = 0; p < blocks->count; p++) {
        blocks->output[p * stride + channel] = outputs[4 * p];
    }
}

void ti_convolve_mve(const ti_conv_record *record, const ti_call *call, const ti_filters_mve *filters, uint8_t *scratch)
{
    int32_t stride = record->output_channels;
    int32_t count = filters->count;
    int32_t is_relu = record->activation_min >= record->output_zero_point;
    ti_requantizer requantizer = ti_requantizer_of(record, call);
    four_alike four = four_of(&requantizer, filters->channel);
    ti_column_mve column = ti_start_column_mve(record, call, filters->depth, scratch);
    ti_blocks blocks = ti_blocks_of(record, call);
    ti_multiply_mve multiply;
    int32_t step_bytes = (int32_t)ti_column_steps_mve(filters->depth) * 16;
    set_steps(&multiply, filters->depth);
    set_offsets(&multiply, TI_POSITIONS, count < 4 ? 4 : stride);
    multiply.multiplier_step = requantizer.step * 16;
    multiply.shift_step = requantizer.step * 4;
    multiply.two_rows = count < 4 ? 0 : 2 * filters->row_bytes;
    multiply.advance = (count < 4 ? 0 : filters->row_bytes) - step_bytes;
    multiply.output_zero_point = record->output_zero_point;
    multiply.column = column.start;

    while (ti_next_block(&blocks, stride)) {
        ti_fill_column_mve(&column, blocks.count);
        if (count < 4) {
            for (int32_t c = 0; c < count; c++) {
                run_one(&multiply, &requantizer, filters, column.padding, c, &blocks, stride, is_relu);
            }

            continue;
        }

        if (blocks.count < TI_POSITIONS) {
            set_offsets(&multiply, blocks.count, stride);
        }

        /* The last four channels move back over those before them. */
        run_fours(&multiply, &requantizer, &four, filters, column.padding, 0, count & ~3, blocks.output, is_relu);
        if (count % 4 != 0) {
            run_fours(&multiply, &requantizer, &four, filters, column.padding, count - 4, 4, blocks.output, is_relu);
        }
    }
}
#endif
