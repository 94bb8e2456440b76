#include "kernels_ref.h"
#include "layouts.h"
#include "weighted.h"

/*
 * output[b, y, x, c] = requantize(bias[c] + sum over (ky, kx, i) of
 *     input[b, y * stride_h - top + ky * dilation_h, x * stride_w - left + kx * dilation_w, i] * weights[c, ky, kx, i])
 * Outside of the input its zero point is read. Sums wrap, as in the folded bias.
 */
void ti_conv2d_s8_ref(const void *record_start, const ti_call *call)
{
    const ti_conv_record *record = record_start;
    int32_t channels = record->input_channels;
    ti_weights weights = ti_conv_weights_of(record, call->model);
    int32_t stride = ti_output_pixel_stride(record);
    int8_t *output = call->arena + record->output_start + call->first * record->output_width * stride;
    for (int32_t unit = call->first; unit < call->first + call->count; unit++) {
        int32_t batch = unit / record->output_height;
        int32_t y = (unit - batch * record->output_height) * record->stride_height - record->padding_top;
        const int8_t *image = call->arena + record->input_start + batch * record->input_height * record->input_width * channels;
        for (int32_t output_x = 0; output_x < record->output_width; output_x++) {
            int32_t x = output_x * record->stride_width - record->padding_left;
            for (int32_t channel = 0; channel < record->output_channels; channel++) {
                uint32_t sum = (uint32_t)ti_bias_of(record, call->model, channel);
                int32_t k = 0;
                for (int32_t ky = 0; ky < record->kernel_height; ky++) {
                    for (int32_t kx = 0; kx < record->kernel_width; kx++) {
                        const int8_t *pixel = ti_pixel(record, image, y, ky, x, kx);
                        for (int32_t i = 0; i < channels; i++) {
                            int32_t value = pixel == NO_PIXEL ? record->input_zero_point : pixel[i];
                            sum += (uint32_t)(value * ti_weight_of(&weights, channel, k++));
                        }
                    }
                }

                output[channel] = ti_output_of(record, call->model, channel, (int32_t)sum);
            }

            output += stride;
        }
    }
}
