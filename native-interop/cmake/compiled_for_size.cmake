# tinyinfer_compiled_for_size: the sources of which a library, or a firmware, has no use for speed. tinyinfer_own says whose kernels of our
# own are built: TI_DSP, TI_MVE, TI_RV32, or nobody's.

# What runs once, when a model is opened, and what computes records that networks do not have.
set(tinyinfer_compiled_for_size
    core/check_moves.c
    core/check_simple.c
    core/check_weighted.c
    core/checker.c
    core/layout.c
    core/open.c
    kernels/add_s8_ref.c
    kernels/conv2d_s8_ref.c
    kernels/depthwise_conv2d_s8_ref.c
    kernels/fully_connected_s8_ref.c
    kernels/mul_s8_ref.c
    kernels/packed_weight.c
    kernels/requantize_any_s8.c
    kernels/requantizer.c
    kernels/unpack_weights.c)
if(TI_DSP IN_LIST tinyinfer_own)
    # These take what the kernels for DSP do not, which is little, or are as fast when they are small.
    list(APPEND tinyinfer_compiled_for_size
        kernels/average_pool2d_s8_opt.c
        kernels/column.c
        kernels/conv2d_s8_opt.c
        kernels/depthwise_conv2d_one_channel_s8_opt.c
        kernels/max_pool2d_s8_opt.c
        kernels/store_block_s8.c
        kernels/dsp/add_s8_dsp.c
        kernels/dsp/conv2d_packed_s8_dsp.c
        kernels/dsp/depthwise_conv2d_s8_dsp.c)
endif()
