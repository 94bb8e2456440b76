# The library's files, in CMSIS_NN_ROOT, and our adapters to them: for the build of this folder, and for a firmware's.
set(sources
    ConvolutionFunctions/arm_convolve_1x1_s8.c
    ConvolutionFunctions/arm_convolve_1x1_s8_fast.c
    ConvolutionFunctions/arm_convolve_get_buffer_sizes_s8.c
    ConvolutionFunctions/arm_convolve_s8.c
    ConvolutionFunctions/arm_depthwise_conv_3x3_s8.c
    ConvolutionFunctions/arm_depthwise_conv_get_buffer_sizes_s8.c
    ConvolutionFunctions/arm_depthwise_conv_s8.c
    ConvolutionFunctions/arm_depthwise_conv_s8_opt.c
    ConvolutionFunctions/arm_nn_mat_mult_kernel_row_offset_s8_s16.c
    ConvolutionFunctions/arm_nn_mat_mult_kernel_s8_s16.c
    PoolingFunctions/arm_avgpool_get_buffer_sizes_s8.c
    PoolingFunctions/arm_avgpool_s8.c
    PoolingFunctions/arm_max_pool_s8.c
    BasicMathFunctions/arm_elementwise_add_s8.c
    BasicMathFunctions/arm_elementwise_mul_s8.c
    SoftmaxFunctions/arm_nn_softmax_common_s8.c
    SoftmaxFunctions/arm_softmax_s8.c
    NNSupportFunctions/arm_nn_depthwise_conv_nt_t_s8.c
    NNSupportFunctions/arm_nn_mat_mult_nt_t_s8.c
    NNSupportFunctions/arm_nn_vec_mat_mult_t_per_ch_s8.c
    NNSupportFunctions/arm_nn_vec_mat_mult_t_s8.c
    NNSupportFunctions/arm_q7_to_q15_with_offset.c
    NNSupportFunctions/arm_s8_to_s16_unordered_with_offset.c)
list(TRANSFORM sources PREPEND "${CMSIS_NN_ROOT}/Source/")

set(adapters
    ../channels.c
    add_s8_cmsis_nn.c
    average_pool2d_s8_cmsis_nn.c
    conv2d_s8_cmsis_nn.c
    depthwise_conv2d_one_channel_s8_cmsis_nn.c
    depthwise_conv2d_s8_cmsis_nn.c
    fully_connected_s8_cmsis_nn.c
    max_pool2d_s8_cmsis_nn.c
    mul_s8_cmsis_nn.c
    softmax_s8_cmsis_nn.c)
list(TRANSFORM adapters PREPEND "${CMAKE_CURRENT_LIST_DIR}/")
