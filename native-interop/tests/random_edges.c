#include "random_edges.h"
#include <stdlib.h>
#include "random_values.h"

/* Magnitudes of four weights: together 255, which two products in one multiplication bear, or more, or more even of two. */
static const int16_t patterns[][4] = {
    { 127, 127, 1, 0 }, { 127, 128, 0, 0 }, { 64, 64, 64, 63 }, { 85, 85, 85, 0 },
    { 127, 127, 1, 1 }, { 128, 128, 0, 0 }, { 64, 64, 64, 64 }, { 0, 0, 128, 128 },
    { 127, 127, 127, 127 }, { 128, 128, 128, 128 }, { 0, 0, 0, 0 }
};

void make_conv2d_pair_edges(random_case *random)
{
    make_conv2d(random);
    const ti_conv_record *record = &random->record.conv;
    int32_t inner = record->input_channels;
    int32_t depth = record->kernel_height * record->kernel_width * inner;
    int8_t *weight = (int8_t *)random->model + record->weights_start;
    random->inner = inner;
    random->input_signs = malloc((size_t)inner);
    random_bytes((uint8_t *)random->input_signs, (uint32_t)inner, 0);
    for (int32_t channel = 0; channel < record->output_channels; channel++) {
        int opposes = one_in(2);
        int32_t rotation = 0;
        const int16_t *pattern = patterns[0];
        for (int32_t k = 0; k < depth; k++) {
            if (k % 4 == 0) {
                pattern = patterns[random_below(sizeof patterns / sizeof patterns[0])];
                rotation = between(0, 3);
            }

            int is_negative = (random->input_signs[k % inner] < 0) != opposes;
            int32_t magnitude = pattern[(k + rotation) % 4];
            *weight++ = (int8_t)(is_negative ? -magnitude : magnitude > 127 ? 127 : magnitude);
        }
    }
}
