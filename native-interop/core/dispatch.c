#include "dispatch.h"
#include <stddef.h>
#include "kernels_opt.h"
#include "kernels_ref.h"
#include "library_kernels.h"
#if defined(TI_DSP)
#include "dsp/kernels_dsp.h"
#elif defined(TI_MVE)
#include "mve/kernels_mve.h"
#elif defined(TI_RV32)
#include "rv32/kernels_rv32.h"
#endif
#if defined(TI_CMSIS_NN)
#include "kernels_cmsis_nn.h"
#elif defined(TI_ESP_NN)
#include "kernels_esp_nn.h"
#endif

/*
 * Which op has which kernels, the fastest first: ours for the processor's own instructions, a library's, our portable ones; the last
 * can compute everything. A build may have fewer ops: TI_OPS_LISTED, and TI_WITH_<op> for each that it has.
 */
#if !defined(TI_OPS_LISTED)
#define TI_WITH_CONV_2D
#define TI_WITH_DEPTHWISE_CONV_2D
#define TI_WITH_FULLY_CONNECTED
#define TI_WITH_AVERAGE_POOL_2D
#define TI_WITH_MAX_POOL_2D
#define TI_WITH_ADD
#define TI_WITH_SUB
#define TI_WITH_MUL
#define TI_WITH_SOFTMAX
#define TI_WITH_LOOKUP
#define TI_WITH_MEAN
#define TI_WITH_ARG_MAX
#define TI_WITH_RESIZE_NEAREST_NEIGHBOR
#define TI_WITH_STRIDED_COPY
#define TI_WITH_FILL
#define TI_WITH_LOAD_CONSTANT
#endif

/* The members of ti_op that a kernel of each family has. */
#define SIMPLE(path_name, name) { .path = path_name, .eval = name }
#define CHOOSY(path_name, name) { .path = path_name, .can = name##_can, .eval = name }
#define PROVED_SCRATCH(path_name, name) \
    { .path = path_name, .prove = name##_prove, .scratch_bytes = name##_scratch_bytes, .eval = name }
#define CHOOSY_PROVED(path_name, name) { .path = path_name, .can = name##_can, .prove = name##_prove, .eval = name }
#define CHOOSY_PROVED_SCRATCH(path_name, name) \
    { .path = path_name, .can = name##_can, .prove = name##_prove, .scratch_bytes = name##_scratch_bytes, .eval = name }
#define CHOOSY_PREPARED_SCRATCH(path_name, name) \
    { .path = path_name, .can = name##_can, .scratch_bytes = name##_scratch_bytes, .persistent_bytes = name##_persistent_bytes, \
      .prepare = name##_prepare, .eval = name }
#define CHOOSY_PREPARED(path_name, name) \
    { .path = path_name, .can = name##_can, .persistent_bytes = name##_persistent_bytes, .prepare = name##_prepare, .eval = name }
#define CHOOSY_SCRATCH(path_name, name) { .path = path_name, .can = name##_can, .scratch_bytes = name##_scratch_bytes, .eval = name }
#define PAIRED(name) \
    { .path = "opt", .can = name##_can, .prove = ti_conv2d_s8_opt_prove, .scratch_bytes = name##_scratch_bytes, \
      .persistent_bytes = ti_conv2d_paired_s8_opt_persistent_bytes, .prepare = ti_conv2d_paired_s8_opt_prepare, .eval = name }

#if defined(TI_WITH_CONV_2D)
static const ti_op conv_2d[] = {
#if defined(TI_DSP)
    CHOOSY_SCRATCH("dsp", ti_conv2d_packed_s8_dsp),
    CHOOSY_SCRATCH("dsp", ti_conv2d_winograd_s8_dsp),
    CHOOSY_SCRATCH("dsp", ti_conv2d_s8_dsp),
#elif defined(TI_MVE)
    CHOOSY_PROVED_SCRATCH("mve", ti_conv2d_s8_mve),
#endif
#if CMSIS_NN_CONV_2D
    CHOOSY_PREPARED_SCRATCH("cmsis_nn", ti_conv2d_s8_cmsis_nn),
#elif ESP_NN_ALL
    CHOOSY_PREPARED_SCRATCH("esp_nn", ti_conv2d_s8_esp_nn),
#endif
#if !WITH_SIMD
    PAIRED(ti_conv2d_winograd_s8_opt),
    PAIRED(ti_conv2d_paired_s8_opt),
#endif
    PROVED_SCRATCH("opt", ti_conv2d_s8_opt),
};
#endif

#if defined(TI_WITH_DEPTHWISE_CONV_2D)
static const ti_op depthwise_conv_2d[] = {
#if defined(TI_DSP)
    CHOOSY_SCRATCH("dsp", ti_depthwise_conv2d_one_channel_s8_dsp),
    CHOOSY_SCRATCH("dsp", ti_depthwise_conv2d_s8_dsp),
#endif
#if defined(TI_MVE)
    PROVED_SCRATCH("mve", ti_depthwise_conv2d_s8_mve),
#endif
#if CMSIS_NN_DEPTHWISE_CONV_2D
    CHOOSY_PREPARED_SCRATCH("cmsis_nn", ti_depthwise_conv2d_one_channel_s8_cmsis_nn),
    CHOOSY_PREPARED_SCRATCH("cmsis_nn", ti_depthwise_conv2d_s8_cmsis_nn),
#elif ESP_NN_ALL
    CHOOSY_PREPARED_SCRATCH("esp_nn", ti_depthwise_conv2d_s8_esp_nn),
#endif
    PROVED_SCRATCH("opt", ti_depthwise_conv2d_s8_opt),
};
#endif

#if defined(TI_WITH_FULLY_CONNECTED)
static const ti_op fully_connected[] = {
#if defined(TI_DSP)
    CHOOSY("dsp", ti_small_fully_connected_s8_dsp),
    CHOOSY_PREPARED_SCRATCH("dsp", ti_fully_connected_packed_s8_dsp),
    CHOOSY_SCRATCH("dsp", ti_fully_connected_s8_dsp),
    SIMPLE("ref", ti_fully_connected_s8_ref),   /* requantisations that no usual network has; laid out, more than 1,024 values */
#elif defined(TI_MVE)
    CHOOSY_PROVED("mve", ti_fully_connected_s8_mve),
#elif defined(TI_RV32)
    { .path = "rv32", .can = ti_small_fully_connected_s8_rv32_can, .prove = ti_fully_connected_s8_opt_prove,
      .eval = ti_small_fully_connected_s8_rv32 },
#endif
#if CMSIS_NN_FULLY_CONNECTED
    CHOOSY_PREPARED("cmsis_nn", ti_fully_connected_s8_cmsis_nn),
#elif ESP_NN_ALL
    CHOOSY_PREPARED("esp_nn", ti_fully_connected_s8_esp_nn),
#endif
#if !defined(TI_DSP)
    PROVED_SCRATCH("opt", ti_fully_connected_s8_opt),
#endif
};
#endif

#if defined(TI_WITH_AVERAGE_POOL_2D)
static const ti_op average_pool_2d[] = {
#if defined(TI_DSP)
    CHOOSY("dsp", ti_average_pool2d_s8_dsp),
#elif defined(TI_MVE)
    SIMPLE("mve", ti_average_pool2d_s8_mve),
#endif
#if CMSIS_NN_AVERAGE_POOL_2D
    CHOOSY_SCRATCH("cmsis_nn", ti_average_pool2d_s8_cmsis_nn),
#elif ESP_NN_ALL
    CHOOSY("esp_nn", ti_average_pool2d_s8_esp_nn),
#endif
    SIMPLE("opt", ti_average_pool2d_s8_opt),
};
#endif

#if defined(TI_WITH_MAX_POOL_2D)
static const ti_op max_pool_2d[] = {
#if defined(TI_DSP)
    CHOOSY("dsp", ti_max_pool2d_s8_dsp),
#elif defined(TI_MVE)
    SIMPLE("mve", ti_max_pool2d_s8_mve),
#endif
#if CMSIS_NN_MAX_POOL_2D
    SIMPLE("cmsis_nn", ti_max_pool2d_s8_cmsis_nn),
#elif ESP_NN_ALL
    SIMPLE("esp_nn", ti_max_pool2d_s8_esp_nn),
#endif
    SIMPLE("opt", ti_max_pool2d_s8_opt),
};
#endif

#if defined(TI_WITH_ADD) || defined(TI_WITH_SUB)
static const ti_op add[] = {
#if defined(TI_DSP)
    CHOOSY_SCRATCH("dsp", ti_add_s8_dsp),
#elif defined(TI_MVE)
    CHOOSY("mve", ti_add_s8_mve),
#endif
#if CMSIS_NN_ADD
    CHOOSY("cmsis_nn", ti_add_s8_cmsis_nn),
#elif ESP_NN_ALL
    CHOOSY("esp_nn", ti_add_s8_esp_nn),
#endif
    CHOOSY_SCRATCH("opt", ti_add_s8_opt),
    SIMPLE("ref", ti_add_s8_ref),
};
#endif

#if defined(TI_WITH_MUL)
static const ti_op mul[] = {
#if defined(TI_MVE)
    CHOOSY("mve", ti_mul_s8_mve),
#endif
#if CMSIS_NN_MUL
    CHOOSY("cmsis_nn", ti_mul_s8_cmsis_nn),
#elif ESP_NN_ALL
    CHOOSY("esp_nn", ti_mul_s8_esp_nn),
#endif
    CHOOSY("opt", ti_mul_s8_opt),
    SIMPLE("ref", ti_mul_s8_ref),
};
#endif

#if defined(TI_WITH_SOFTMAX)
static const ti_op softmax[] = {
#if CMSIS_NN_SOFTMAX
    CHOOSY("cmsis_nn", ti_softmax_s8_cmsis_nn),
#elif ESP_NN_ALL
    CHOOSY("esp_nn", ti_softmax_s8_esp_nn),
#endif
    SIMPLE("ref", ti_softmax_s8_ref),
};
#endif

#if defined(TI_WITH_LOOKUP)
static const ti_op lookup[] = {
#if defined(TI_MVE)
    SIMPLE("mve", ti_lookup_s8_mve),
#endif
    SIMPLE("ref", ti_lookup_s8_ref),
};
#endif

#if defined(TI_WITH_MEAN)
static const ti_op mean[] = {
    SIMPLE("ref", ti_mean_s8_ref),
};
#endif

#if defined(TI_WITH_ARG_MAX)
static const ti_op arg_max[] = {
    SIMPLE("ref", ti_arg_max_s8_ref),
};
#endif

#if defined(TI_WITH_RESIZE_NEAREST_NEIGHBOR)
static const ti_op resize_nearest_neighbor[] = {
    SIMPLE("ref", ti_resize_nearest_neighbor_s8_ref),
};
#endif

#if defined(TI_WITH_STRIDED_COPY)
static const ti_op strided_copy[] = {
    SIMPLE("ref", ti_strided_copy_s8_ref),
};
#endif

#if defined(TI_WITH_FILL)
static const ti_op fill[] = {
    SIMPLE("ref", ti_fill_s8_ref),
};
#endif

#if defined(TI_WITH_LOAD_CONSTANT)
static const ti_op load_constant[] = {
    SIMPLE("ref", ti_load_constant_s8_ref),
};
#endif

#define KIND(record, check, kernels) { sizeof(record), check, kernels, sizeof(kernels) / sizeof(kernels[0]) }

const ti_op_kind ti_op_kinds[] = {
    [0] = { 0, NULL, NULL, 0 },   /* no op's; a build may have no op at all */
#if defined(TI_WITH_CONV_2D)
    [TI_CONV_2D] = KIND(ti_conv_record, ti_check_conv2d, conv_2d),
    [TI_CONV_2D_PART] = KIND(ti_conv_part_record, ti_check_conv2d, conv_2d),
#endif
#if defined(TI_WITH_DEPTHWISE_CONV_2D)
    [TI_DEPTHWISE_CONV_2D] = KIND(ti_conv_record, ti_check_depthwise_conv2d, depthwise_conv_2d),
#endif
#if defined(TI_WITH_FULLY_CONNECTED)
    [TI_FULLY_CONNECTED] = KIND(ti_fully_connected_record, ti_check_fully_connected, fully_connected),
#endif
#if defined(TI_WITH_AVERAGE_POOL_2D)
    [TI_AVERAGE_POOL_2D] = KIND(ti_pool_record, ti_check_pool, average_pool_2d),
#endif
#if defined(TI_WITH_MAX_POOL_2D)
    [TI_MAX_POOL_2D] = KIND(ti_pool_record, ti_check_pool, max_pool_2d),
#endif
#if defined(TI_WITH_ADD)
    [TI_ADD] = KIND(ti_binary_record, ti_check_add, add),
#endif
#if defined(TI_WITH_SUB)
    [TI_SUB] = KIND(ti_binary_record, ti_check_add, add),
#endif
#if defined(TI_WITH_MUL)
    [TI_MUL] = KIND(ti_binary_record, ti_check_mul, mul),
#endif
#if defined(TI_WITH_SOFTMAX)
    [TI_SOFTMAX] = KIND(ti_softmax_record, ti_check_softmax, softmax),
#endif
#if defined(TI_WITH_LOOKUP)
    [TI_LOOKUP] = KIND(ti_lookup_record, ti_check_lookup, lookup),
#endif
#if defined(TI_WITH_MEAN)
    [TI_MEAN] = KIND(ti_mean_record, ti_check_mean, mean),
#endif
#if defined(TI_WITH_ARG_MAX)
    [TI_ARG_MAX] = KIND(ti_arg_max_record, ti_check_arg_max, arg_max),
#endif
#if defined(TI_WITH_RESIZE_NEAREST_NEIGHBOR)
    [TI_RESIZE_NEAREST_NEIGHBOR] =
        KIND(ti_resize_nearest_neighbor_record, ti_check_resize_nearest_neighbor, resize_nearest_neighbor),
#endif
#if defined(TI_WITH_STRIDED_COPY)
    [TI_STRIDED_COPY] = KIND(ti_strided_copy_record, ti_check_strided_copy, strided_copy),
#endif
#if defined(TI_WITH_FILL)
    [TI_FILL] = KIND(ti_fill_record, ti_check_fill, fill),
#endif
#if defined(TI_WITH_LOAD_CONSTANT)
    [TI_LOAD_CONSTANT] = KIND(ti_load_constant_record, ti_check_load_constant, load_constant),
#endif
};

const uint32_t ti_op_kind_count = sizeof(ti_op_kinds) / sizeof(ti_op_kinds[0]);

uint32_t ti_choose_kernel(const ti_op_kind *kind, const void *record, const uint8_t *model)
{
    uint32_t index = 0;
    while (index < kind->kernel_count && kind->kernels[index].can != NULL && !kind->kernels[index].can(record, model)) {
        index++;
    }

    return index;
}

int32_t ti_preferred_back_end(void)
{
#if defined(TI_DSP)
    return TI_BACK_END_DSP;
#elif defined(TI_MVE)
    return TI_BACK_END_MVE;
#elif defined(TI_CMSIS_NN) && defined(__ARM_FEATURE_MVE)
    return TI_BACK_END_CMSIS_NN_MVE;
#elif defined(TI_CMSIS_NN)
    return TI_BACK_END_CMSIS_NN_DSP;
#elif ESP_NN_ALL
    return TI_BACK_END_ESP_NN;
#elif !WITH_SIMD
    return TI_BACK_END_SCALAR;
#else
    return TI_BACK_END_PORTABLE;
#endif
}
