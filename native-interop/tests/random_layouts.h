/*
 * Random layers whose weights are then packed in one of the layouts of docs/format.md. Many lie at the edge of the layout's range proof:
 * weights and inputs that agree in sign, so that a sum takes the value that the proof is about, and a bias that leaves no room.
 */
#ifndef TINYINFER_RANDOM_LAYOUTS_H
#define TINYINFER_RANDOM_LAYOUTS_H

#include "random_records.h"

/* Plain still; random->layout is the layout that fits. */
void make_packable_conv2d(random_case *random);
void make_packable_conv2d_large(random_case *random);
void make_packable_winograd(random_case *random);
void make_packable_fully_connected(random_case *random);

/* Puts what brings the sums to their edge into the input. */
void fill_input(const random_case *random, int8_t *arena);

/* Replaces the plain weights. */
void pack_weights(random_case *random);

#endif
