#include "random_layouts.h"
#include <stdlib.h>
#include <string.h>
#include "layouts.h"
#include "random_values.h"

/* A layer as all weighted ops have it: [channels][depth] weights, of which each period of i meets the same input channels. */
typedef struct layer {
    int8_t *weights;
    int32_t *bias;
    int32_t channels;
    int32_t depth;
    int32_t inner;
    int32_t block;
} layer;

static layer layer_of(const random_case *random)
{
    const ti_conv_record *conv = &random->record.conv;
    const ti_fully_connected_record *dense = &random->record.fully_connected;
    int is_dense = random->record.op.code == TI_FULLY_CONNECTED;
    layer layer;
    layer.weights = (int8_t *)random->model + conv->weights_start;
    layer.bias = (int32_t *)(void *)(random->model + conv->bias_start);
    layer.channels = is_dense ? dense->output_depth : conv->output_channels;
    layer.inner = is_dense ? dense->input_depth : conv->input_channels;
    layer.depth = is_dense ? layer.inner : conv->kernel_height * conv->kernel_width * layer.inner;
    layer.block = is_dense ? TI_DENSE_BLOCK : TI_CONV_BLOCK;
    return layer;
}

/* The values between which a channel's sum of products lies, whatever the input. */
static void sum_range(const layer *layer, int32_t channel, int64_t *min, int64_t *max)
{
    *min = *max = 0;
    for (int32_t k = 0; k < layer->depth; k++) {
        int32_t weight = layer->weights[channel * layer->depth + k];
        *min += weight > 0 ? -128 * weight : 127 * weight;
        *max += weight > 0 ? 127 * weight : -128 * weight;
    }
}

/* What a channel's sum with its bias must be in: [-limit, limit); 0: nothing. */
static int64_t limit_of(uint32_t layout, int32_t channel)
{
    return layout == TI_LAYOUT_WINOGRAD ? 1 << 29 : layout == TI_LAYOUT_PAIR && channel % 2 == 1 ? 1 << 23 : 0;
}

/* Whether the layout's range proof holds. */
static int is_proved(const layer *layer, uint32_t layout)
{
    for (int32_t channel = 0; channel < layer->channels; channel++) {
        int64_t min, max;
        int64_t limit = limit_of(layout, channel);
        sum_range(layer, channel, &min, &max);
        if (limit > 0 && (layer->bias[channel] + min < -limit || layer->bias[channel] + max >= limit)) {
            return 0;
        }
    }

    return 1;
}

/* Weights whose signs follow those of the input, or oppose them. */
static void align_signs(random_case *random, const layer *layer)
{
    random->input_signs = malloc((size_t)layer->inner);
    random->inner = layer->inner;
    random_bytes((uint8_t *)random->input_signs, (uint32_t)layer->inner, 0);
    for (int32_t channel = 0; channel < layer->channels; channel++) {
        int opposes = one_in(2);
        for (int32_t k = 0; k < layer->depth; k++) {
            int8_t *weight = layer->weights + channel * layer->depth + k;
            if ((*weight < 0) != (opposes != (random->input_signs[k % layer->inner] < 0)) && *weight != -128) {
                *weight = (int8_t)-*weight;
            }
        }
    }
}

/* A pair of -128 above a negative weight has no 16 bits. */
static void make_representable(const layer *layer)
{
    for (int32_t channel = 1; channel < layer->channels; channel += 2) {
        int8_t *odd = layer->weights + channel * layer->depth;
        for (int32_t k = 0; k < layer->depth; k++) {
            odd[k] = odd[k] == -128 && odd[k - layer->depth] < 0 ? -127 : odd[k];
        }
    }
}

/* Biases that fit, if the weights alone do; those of an edge leave no room. */
static void fit_biases(const layer *layer, uint32_t layout, int is_edge)
{
    for (int32_t channel = 0; channel < layer->channels; channel++) {
        int64_t min, max;
        int64_t limit = limit_of(layout, channel);
        sum_range(layer, channel, &min, &max);
        if (limit > 0 && max - min < 2 * limit) {
            int64_t lowest = -limit - min;
            int64_t highest = limit - 1 - max;
            int64_t bias = layer->bias[channel];
            bias = is_edge && one_in(2) ? (one_in(2) ? lowest : highest) : bias;
            layer->bias[channel] = (int32_t)(bias < lowest ? lowest : bias > highest ? highest : bias);
        }
    }
}

static void finish(random_case *random, uint32_t layout)
{
    layer layer = layer_of(random);
    int is_edge = one_in(2);
    if (is_edge) {
        align_signs(random, &layer);
    }

    if (layout == TI_LAYOUT_PAIR) {
        make_representable(&layer);
    }

    fit_biases(&layer, layout, is_edge);
    random->layout = is_proved(&layer, layout) ? layout : TI_LAYOUT_INT16;
}

void make_packable_conv2d(random_case *random)
{
    make_conv2d(random);
    finish(random, one_in(3) ? TI_LAYOUT_INT16 : TI_LAYOUT_PAIR);
}

void make_packable_conv2d_large(random_case *random)
{
    make_conv2d_large(random);
    finish(random, one_in(3) ? TI_LAYOUT_INT16 : TI_LAYOUT_PAIR);
}

void make_packable_winograd(random_case *random)
{
    make_conv2d_3x3(random);
    finish(random, TI_LAYOUT_WINOGRAD);
}

void make_packable_fully_connected(random_case *random)
{
    make_fully_connected(random);
    finish(random, one_in(3) ? TI_LAYOUT_INT16 : TI_LAYOUT_PAIR);
}

void fill_input(const random_case *random, int8_t *arena)
{
    const ti_conv_record *conv = &random->record.conv;
    if (random->input_signs == NULL) {
        return;
    }

    int32_t pixels = random->record.op.code == TI_FULLY_CONNECTED
        ? random->record.fully_connected.batches : conv->batches * conv->input_height * conv->input_width;
    int8_t *value = arena + conv->input_start;
    for (int32_t pixel = 0; pixel < pixels; pixel++) {
        for (int32_t i = 0; i < random->inner; i++) {
            *value++ = random->input_signs[i] < 0 ? -128 : 127;
        }
    }
}

/* Weight k of a channel, 0 beyond the layer's. */
static int32_t weight_at(const layer *layer, int32_t channel, int32_t k)
{
    return channel < layer->channels && k < layer->depth ? layer->weights[channel * layer->depth + k] : 0;
}

static int16_t *put_pairs(const layer *layer, int32_t k, int32_t block, int16_t *to)
{
    for (int32_t channel = block * layer->block; channel < (block + 1) * layer->block; channel += 2) {
        *to++ = (int16_t)(weight_at(layer, channel, k) + 256 * weight_at(layer, channel + 1, k));
        *to++ = (int16_t)(weight_at(layer, channel, k + 2) + 256 * weight_at(layer, channel + 1, k + 2));
    }

    return to;
}

static int16_t *put_int16(const layer *layer, int32_t k, int32_t block, int16_t *to)
{
    for (int32_t channel = block * layer->block; channel < (block + 1) * layer->block; channel++) {
        *to++ = (int16_t)(2 * weight_at(layer, channel, k));
        *to++ = (int16_t)(2 * weight_at(layer, channel, k + 2));
    }

    return to;
}

/* U = G g G^T at one place, the sum written out. */
static int32_t transformed(const layer *layer, int32_t channel, int32_t i, int32_t frequency)
{
    static const int8_t transform[4][3] = { { 2, 0, 0 }, { 1, 1, 1 }, { 1, -1, 1 }, { 0, 0, 2 } };
    int32_t sum = 0;
    for (int32_t tap = 0; tap < 9 && i < layer->inner; tap++) {
        int32_t weight = weight_at(layer, channel, tap * layer->inner + i);
        sum += transform[frequency / 4][tap / 3] * transform[frequency % 4][tap % 3] * weight;
    }

    return sum;
}

static int16_t *put_winograd(const layer *layer, int32_t block, int16_t *to)
{
    for (int32_t frequency = 0; frequency < 16; frequency++) {
        for (int32_t group = 0; group < layer->inner; group += 4) {
            for (int32_t i = group; i < group + 2; i++) {
                for (int32_t channel = 2 * block; channel < 2 * block + 2; channel++) {
                    *to++ = (int16_t)transformed(layer, channel, i, frequency);
                    *to++ = (int16_t)transformed(layer, channel, i + 2, frequency);
                }
            }
        }
    }

    return to;
}

void pack_weights(random_case *random)
{
    ti_conv_record *record = &random->record.conv;
    layer layer = layer_of(random);
    int32_t constants = (record->weights_start + 3) & ~3;
    int32_t blocks = (layer.channels + layer.block - 1) / layer.block;
    int32_t groups = (layer.depth + 3) / 4;
    int32_t inner_groups = (layer.inner + 3) / 4;
    int32_t numbers = blocks * layer.block * (random->layout == TI_LAYOUT_WINOGRAD ? 16 * 4 * inner_groups : 4 * groups);
    uint8_t *model = malloc((size_t)(constants + numbers * (random->layout == TI_LAYOUT_PAIR ? 1 : 2)));
    int16_t *to = (int16_t *)(void *)(model + constants);
    memcpy(model, random->model, (size_t)record->weights_start);
    for (int32_t block = 0; block < blocks; block++) {
        if (random->layout == TI_LAYOUT_WINOGRAD) {
            to = put_winograd(&layer, block, to);
            continue;
        }

        for (int32_t group = 0; group < groups; group++) {
            for (int32_t k = 4 * group; k < 4 * group + 2; k++) {
                to = random->layout == TI_LAYOUT_PAIR ? put_pairs(&layer, k, block, to) : put_int16(&layer, k, block, to);
            }
        }
    }

    free(random->model);
    random->model = model;
    record->weights_start = constants;
    record->weight_layout = (uint8_t)random->layout;
}
