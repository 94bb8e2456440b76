/* Random op records with the constants they point to. Every record is one that the core would accept. */
#ifndef TINYINFER_RANDOM_RECORDS_H
#define TINYINFER_RANDOM_RECORDS_H

#include "tinyinfer/records.h"

typedef struct random_case {
    union {
        ti_op_record op;
        ti_conv_record conv;
        ti_conv_part_record conv_part;
        ti_fully_connected_record fully_connected;
        ti_binary_record binary;
        ti_pool_record pool;
        ti_lookup_record lookup;
    } record;
    uint8_t *model;         /* constants; to be freed */
    uint32_t arena_bytes;
    int is_extreme;         /* values and weights at the ends of their ranges */
    uint32_t layout;        /* that pack_weights gives the weights */
    int8_t *input_signs;    /* of each channel's values in the input, inner of them; or null: any. To be freed */
    int32_t inner;
} random_case;

/* Starts a sequence of random numbers that depends on the seed alone. */
void random_start(uint32_t seed);

/* 0 ... limit - 1 */
uint32_t random_below(uint32_t limit);

/* Any int8, or, if extreme, mostly -128, -127 and 127. */
void random_bytes(uint8_t *bytes, uint32_t count, int is_extreme);

void make_conv2d(random_case *random);
void make_conv2d_large(random_case *random);
void make_conv2d_3x3(random_case *random);   /* stride 1 */
void make_depthwise_conv2d(random_case *random);
void make_depthwise_conv2d_3x3(random_case *random);
void make_depthwise_conv2d_multiplied(random_case *random);   /* one input channel */
void make_depthwise_conv2d_in_place(random_case *random);
void make_depthwise_conv2d_large(random_case *random);
void make_fully_connected(random_case *random);
void make_fully_connected_small(random_case *random);   /* a few values, mostly without a clamp and with one multiplier */
void make_add(random_case *random);   /* or SUB */
void make_add_large(random_case *random);   /* mostly of dense operands */
void make_mul(random_case *random);
void make_pool(random_case *random);
void make_pool_global(random_case *random);
void make_lookup(random_case *random);

#endif
