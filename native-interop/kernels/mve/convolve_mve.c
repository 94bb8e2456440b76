#include "convolve_mve.h"
#include "multiply_mve.h"
#if defined(__ARM_FEATURE_MVE)

/* What requantises the four lanes, where they are not four channels that follow one another, or have one multiplier and shift. */
typedef struct four_lanes {
    int32_t bias[4];
    int32_t multiplier[4];
    int8_t shift[4];
} four_lanes;

/*
 * The channel of each lane. Lanes 0 and 1 are a row and the one behind it, lanes 2 and 3 the same some rows further: none for one or two
 * channels, one for three. So several lanes compute the same channel, and write it to the same place.
 */
static int32_t lane_channel(int32_t lane, int32_t count)
{
    return count >= 4 ? lane : count == 3 ? (lane + 1) / 2 : count == 2 ? lane % 2 : 0;
}

static four_lanes four_of(const ti_requantizer *requantizer, int32_t first, int32_t count)
{
    four_lanes four;
    for (int32_t i = 0; i < 4; i++) {
        int32_t channel = first + lane_channel(i, count);
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
static void set_offsets(ti_multiply_mve *multiply, int32_t positions, int32_t stride, int32_t count)
{
    for (int32_t p = 0; p < TI_POSITIONS; p++) {
        int32_t offset = (p < positions ? p : positions - 1) * stride;
        for (int32_t c = 0; c < 4; c++) {
            multiply->offsets[p / 2][2 * c + p % 2] = (uint16_t)(offset + lane_channel(c, count));
        }
    }
}

/* Channels [first, first + count) of the filters, a multiple of four or fewer, of a block's positions. */
static void run_channels(
    ti_multiply_mve *multiply, const ti_requantizer *requantizer, const four_lanes *four, const ti_filters_mve *filters,
    int32_t padding, int32_t first, int32_t count, int8_t *output)
{
    int32_t channel = filters->channel + first;
    int32_t is_alone = requantizer->step == 0 || count < 4;
    multiply->bias = count < 4 ? four->bias : requantizer->bias + channel;
    multiply->end_of_bias = multiply->bias + (count < 4 ? 4 : count);
    multiply->multiplier = is_alone ? four->multiplier : requantizer->multiplier + channel;
    multiply->shift = is_alone ? four->shift : requantizer->shift + channel;
    multiply->weights = filters->weights + first * filters->row_bytes - padding;
    multiply->output = output + channel;
}

void ti_convolve_mve(const ti_conv_record *record, const ti_call *call, const ti_filters_mve *filters, uint8_t *scratch)
{
    int32_t count = filters->count;
    ti_requantizer requantizer = ti_requantizer_of(record, call);
    four_lanes four = four_of(&requantizer, filters->channel, count);
    ti_column_mve column = ti_start_column_mve(record, call, filters->depth, scratch);
    ti_blocks blocks = ti_blocks_of(record, call);
    ti_multiply_mve multiply;
    int32_t step_bytes = (int32_t)ti_column_steps_mve(filters->depth) * 16;
    void (*run)(ti_multiply_mve *) = record->activation_min >= record->output_zero_point ? ti_multiply_mve_run_relu : ti_multiply_mve_run;
    set_steps(&multiply, filters->depth);
    set_offsets(&multiply, TI_POSITIONS, blocks.stride, count);
    multiply.multiplier_step = requantizer.step * 16;
    multiply.shift_step = requantizer.step * 4;
    multiply.two_rows = (count >= 4 ? 2 : count == 3 ? 1 : 0) * filters->row_bytes;
    multiply.advance = (count == 1 ? 0 : filters->row_bytes) - step_bytes;
    multiply.output_zero_point = record->output_zero_point;
    multiply.column = column.start;

    while (ti_next_block(&blocks)) {
        ti_fill_column_mve(&column, blocks.count);
        if (blocks.count < TI_POSITIONS) {
            set_offsets(&multiply, blocks.count, blocks.stride, count);
        }

        /* The last four channels move back over those before them. */
        run_channels(&multiply, &requantizer, &four, filters, column.padding, 0, count < 4 ? count : count & ~3, blocks.output);
        run(&multiply);
        if (count > 4 && count % 4 != 0) {
            run_channels(&multiply, &requantizer, &four, filters, column.padding, count - 4, 4, blocks.output);
            run(&multiply);
        }
    }
}
#endif
