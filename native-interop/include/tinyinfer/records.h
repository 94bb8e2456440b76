/*
 * The records of a .tinf file as C overlays them: little-endian, every field at a multiple of its size. docs/format.md is
 * the normative text, nf-src/TinyInfer/Ops has the same fields in the same order, and a test compares both.
 */
#ifndef TINYINFER_RECORDS_H
#define TINYINFER_RECORDS_H

#include <stdint.h>

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "A .tinf file is read in place, which needs a little-endian machine."
#endif

enum {
    TI_CONV_2D = 1,
    TI_DEPTHWISE_CONV_2D = 2,
    TI_FULLY_CONNECTED = 3,
    TI_AVERAGE_POOL_2D = 4,
    TI_MAX_POOL_2D = 5,
    TI_ADD = 6,
    TI_SUB = 7,
    TI_MUL = 8,
    TI_SOFTMAX = 9,
    TI_LOOKUP = 10,
    TI_MEAN = 11,
    TI_ARG_MAX = 12,
    TI_RESIZE_NEAREST_NEIGHBOR = 13,
    TI_STRIDED_COPY = 14,
    TI_FILL = 15,
    TI_LOAD_CONSTANT = 16,
    TI_CONV_2D_PART = 17
};

/* A start that is not there. */
#define TI_NONE (-1)

/* How an op's weights lie in the file. All but the first are words of two 16-bit numbers: docs/format.md. */
enum {
    TI_LAYOUT_PLAIN = 0,      /* int8, as the network's */
    TI_LAYOUT_PAIR = 1,       /* two output channels' int8 in 16 bits */
    TI_LAYOUT_INT16 = 2,      /* twice the weight in 16 bits */
    TI_LAYOUT_WINOGRAD = 3    /* 3 x 3 filters, transformed, in 16 bits */
};

/* What every record starts with. */
typedef struct ti_op_record {
    uint16_t code;
    uint16_t size;
    int32_t units;
    int32_t macs_per_unit;
} ti_op_record;

/* CONV_2D, weights OHWI, and DEPTHWISE_CONV_2D, weights [1, H, W, C]. A unit is an output row of a batch. */
typedef struct ti_conv_record {
    ti_op_record op;
    int32_t input_start;      /* arena, int8 NHWC */
    int32_t output_start;     /* arena, int8 NHWC */
    int32_t weights_start;    /* file, int8 */
    int32_t bias_start;       /* file, int32 [output_channels]; holds -input_zero_point * sum(weights) */
    int32_t multiplier_start; /* file, int32 [output_channels]; TI_NONE: per tensor */
    int32_t shift_start;      /* file, int8 [output_channels]; TI_NONE: per tensor */
    int32_t multiplier;       /* Q31, used when per tensor */
    int8_t shift;             /* positive = left, used when per tensor */
    uint8_t weight_layout;    /* TI_LAYOUT_... */
    int8_t input_zero_point;
    int8_t output_zero_point;
    int8_t activation_min;
    int8_t activation_max;
    uint16_t batches;
    uint16_t input_height;
    uint16_t input_width;
    uint16_t input_channels;
    uint16_t output_height;
    uint16_t output_width;
    uint16_t output_channels;
    uint16_t kernel_height;
    uint16_t kernel_width;
    uint16_t stride_height;
    uint16_t stride_width;
    uint16_t dilation_height;
    uint16_t dilation_width;
    uint16_t padding_top;
    uint16_t padding_left;
} ti_conv_record;

/* CONV_2D_PART: a CONV_2D whose output is some of the channels of a tensor that has more. */
typedef struct ti_conv_part_record {
    ti_conv_record conv;
    int32_t output_pixel_stride; /* bytes from an output position to the next one, >= output_channels */
} ti_conv_part_record;

/* FULLY_CONNECTED. A unit is an output channel of all batches. */
typedef struct ti_fully_connected_record {
    ti_op_record op;
    int32_t input_start;      /* arena, int8 [batches, input_depth] */
    int32_t output_start;     /* arena, int8 [batches, output_depth] */
    int32_t weights_start;    /* file, int8 [output_depth, input_depth] */
    int32_t bias_start;       /* file, int32 [output_depth]; holds -input_zero_point * sum(weights) */
    int32_t multiplier_start; /* file, int32 [output_depth]; TI_NONE: per tensor */
    int32_t shift_start;      /* file, int8 [output_depth]; TI_NONE: per tensor */
    int32_t multiplier;       /* Q31, used when per tensor */
    int8_t shift;             /* positive = left, used when per tensor */
    uint8_t weight_layout;    /* TI_LAYOUT_... */
    int8_t input_zero_point;
    int8_t output_zero_point;
    int8_t activation_min;
    int8_t activation_max;
    uint16_t batches;
    int32_t input_depth;
    int32_t output_depth;
} ti_fully_connected_record;

/* AVERAGE_POOL_2D and MAX_POOL_2D. A unit is an output row of a batch. */
typedef struct ti_pool_record {
    ti_op_record op;
    int32_t input_start;      /* arena, int8 NHWC */
    int32_t output_start;     /* arena, int8 NHWC */
    uint16_t batches;
    uint16_t input_height;
    uint16_t input_width;
    uint16_t channels;
    uint16_t output_height;
    uint16_t output_width;
    uint16_t kernel_height;
    uint16_t kernel_width;
    uint16_t stride_height;
    uint16_t stride_width;
    uint16_t padding_top;
    uint16_t padding_left;
    int8_t activation_min;
    int8_t activation_max;
    uint16_t reserved;        /* 0 */
} ti_pool_record;

/* ADD, SUB and MUL. Output [outer, inner] is dense; operand k at (o, i) is inputk_start + o * outer_stride + i * inner_stride. */
typedef struct ti_binary_record {
    ti_op_record op;
    int32_t input1_start;     /* arena, int8 */
    int32_t input2_start;     /* arena, int8 */
    int32_t output_start;     /* arena, int8 [outer, inner] */
    int32_t outer;
    int32_t inner;
    int32_t input1_outer_stride;
    int32_t input1_inner_stride; /* 0 or 1 */
    int32_t input2_outer_stride;
    int32_t input2_inner_stride; /* 0 or 1 */
    int32_t input1_multiplier; /* Q31; 0 in MUL */
    int32_t input2_multiplier; /* Q31; 0 in MUL */
    int32_t output_multiplier; /* Q31 */
    int8_t input1_shift;      /* positive = left */
    int8_t input2_shift;
    int8_t output_shift;
    int8_t input1_zero_point;
    int8_t input2_zero_point;
    int8_t output_zero_point;
    int8_t activation_min;
    int8_t activation_max;
} ti_binary_record;

/* SOFTMAX over the last dimension. */
typedef struct ti_softmax_record {
    ti_op_record op;
    int32_t input_start;      /* arena, int8 [rows, depth] */
    int32_t output_start;     /* arena, int8 [rows, depth] */
    int32_t rows;
    int32_t depth;
    int32_t input_multiplier; /* Q31: beta * input scale in Q5.26 */
    int32_t input_shift;      /* left */
    int32_t diff_min;         /* smaller differences to the maximum count as 0 */
} ti_softmax_record;

/* Every elementwise int8 to int8 function: a table, indexed by the value + 128. */
typedef struct ti_lookup_record {
    ti_op_record op;
    int32_t input_start;      /* arena, int8 */
    int32_t output_start;     /* arena, int8 */
    int32_t count;
    int32_t table_start;      /* file, int8 [256] */
} ti_lookup_record;

/* MEAN over the middle of three dimensions. */
typedef struct ti_mean_record {
    ti_op_record op;
    int32_t input_start;      /* arena, int8 [outer, axis, inner] */
    int32_t output_start;     /* arena, int8 [outer, inner] */
    int32_t outer;
    int32_t axis;
    int32_t inner;
    int32_t bias;
    int32_t multiplier;       /* Q31 */
    int8_t shift;             /* positive = left */
    int8_t output_zero_point;
    uint16_t reserved;        /* 0 */
} ti_mean_record;

/* ARG_MAX over the middle of three dimensions: the first of equals. */
typedef struct ti_arg_max_record {
    ti_op_record op;
    int32_t input_start;      /* arena, int8 [outer, axis, inner] */
    int32_t output_start;     /* arena, int32 [outer, inner], 4-byte aligned */
    int32_t outer;
    int32_t axis;
    int32_t inner;
} ti_arg_max_record;

/* RESIZE_NEAREST_NEIGHBOR. A unit is an output row of a batch. */
typedef struct ti_resize_nearest_neighbor_record {
    ti_op_record op;
    int32_t input_start;      /* arena, int8 NHWC */
    int32_t output_start;     /* arena, int8 NHWC */
    int32_t rows_start;       /* file, uint16 [output_height]: input rows */
    int32_t columns_start;    /* file, uint16 [output_width]: input columns */
    uint16_t batches;
    uint16_t input_height;
    uint16_t input_width;
    uint16_t channels;
    uint16_t output_height;
    uint16_t output_width;
} ti_resize_nearest_neighbor_record;

/* One of the nested loops of a strided copy. */
typedef struct ti_strided_copy_loop {
    int32_t count;
    int32_t input_stride;     /* bytes, may be negative or 0 */
    int32_t output_stride;    /* bytes, positive */
} ti_strided_copy_loop;

/* Copies runs of bytes: four nested loops, the last the innermost. */
typedef struct ti_strided_copy_record {
    ti_op_record op;
    int32_t input_start;      /* arena: where the first run is read */
    int32_t output_start;     /* arena: where the first run is written */
    int32_t run_bytes;
    ti_strided_copy_loop loops[4];
} ti_strided_copy_record;

/* Sets bytes to one value. */
typedef struct ti_fill_record {
    ti_op_record op;
    int32_t output_start;     /* arena */
    int32_t count;
    int32_t value;            /* -128 ... 127 */
} ti_fill_record;

/* Brings a constant into the arena. */
typedef struct ti_load_constant_record {
    ti_op_record op;
    int32_t output_start;     /* arena */
    int32_t data_start;       /* file */
    int32_t count;
} ti_load_constant_record;

#endif
