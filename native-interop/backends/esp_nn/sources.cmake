# The library's files, in ESP_NN_ROOT, and our adapters to them: for the build of this folder, and for a firmware's.
set(sources
    basic_math/esp_nn_add_ansi.c
    basic_math/esp_nn_mul_ansi.c
    convolution/esp_nn_conv_ansi.c
    convolution/esp_nn_conv_opt.c
    convolution/esp_nn_depthwise_conv_opt.c
    fully_connected/esp_nn_fully_connected_ansi.c
    pooling/esp_nn_avg_pool_ansi.c
    pooling/esp_nn_max_pool_ansi.c
    softmax/esp_nn_softmax_ansi.c)
if(CONFIG_IDF_TARGET_ESP32S3)
    list(APPEND sources
        basic_math/esp_nn_add_s8_esp32s3.S
        basic_math/esp_nn_mul_s8_esp32s3.S
        common/esp_nn_common_functions_esp32s3.S
        common/esp_nn_dot_s8_esp32s3.S
        common/esp_nn_multiply_by_quantized_mult_esp32s3.S
        common/esp_nn_multiply_by_quantized_mult_ver1_esp32s3.S
        convolution/esp_nn_conv_esp32s3.c
        convolution/esp_nn_conv_s16_mult4_1x1_esp32s3.S
        convolution/esp_nn_conv_s16_mult8_esp32s3.S
        convolution/esp_nn_conv_s8_1x1_esp32s3.c
        convolution/esp_nn_conv_s8_3x3_opt_esp32s3.c
        convolution/esp_nn_conv_s8_filter_aligned_input_padded_esp32s3.S
        convolution/esp_nn_conv_s8_mult8_1x1_esp32s3.S
        convolution/esp_nn_depthwise_conv_s16_mult1_3x3_esp32s3.S
        convolution/esp_nn_depthwise_conv_s16_mult1_3x3_no_pad_esp32s3.S
        convolution/esp_nn_depthwise_conv_s16_mult1_esp32s3.S
        convolution/esp_nn_depthwise_conv_s16_mult4_esp32s3.S
        convolution/esp_nn_depthwise_conv_s16_mult8_3x3_esp32s3.S
        convolution/esp_nn_depthwise_conv_s16_mult8_esp32s3.S
        convolution/esp_nn_depthwise_conv_s8_esp32s3.c
        convolution/esp_nn_depthwise_conv_s8_mult1_3x3_padded_esp32s3.S
        fully_connected/esp_nn_fc_s8_mac16_esp32s3.S
        fully_connected/esp_nn_fully_connected_esp32s3.c
        fully_connected/esp_nn_fully_connected_per_ch_s8_esp32s3.S
        fully_connected/esp_nn_fully_connected_s8_esp32s3.S
        pooling/esp_nn_avg_pool_s8_esp32s3.S
        pooling/esp_nn_avg_pool_s8_esp32s3.c
        pooling/esp_nn_max_pool_s8_esp32s3.S)
endif()
list(TRANSFORM sources PREPEND "${ESP_NN_ROOT}/src/")

set(adapters
    add_s8_esp_nn.c
    average_pool2d_s8_esp_nn.c
    conv2d_s8_esp_nn.c
    depthwise_conv2d_s8_esp_nn.c
    fully_connected_s8_esp_nn.c
    max_pool2d_s8_esp_nn.c
    mul_s8_esp_nn.c
    softmax_s8_esp_nn.c)
if(NOT CMSIS_NN_ROOT)
    list(APPEND adapters ../channels.c)   # or backends/cmsis_nn adds it
endif()
list(TRANSFORM adapters PREPEND "${CMAKE_CURRENT_LIST_DIR}/")
