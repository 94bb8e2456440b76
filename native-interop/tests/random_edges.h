/* Random layers at the edge of what a kernel can bear: weights of just the magnitude that a proof allows, or one more, and inputs of theirs. */
#ifndef TINYINFER_RANDOM_EDGES_H
#define TINYINFER_RANDOM_EDGES_H

#include "random_records.h"

/* Of paired.h: sums of two and of four weights. */
void make_conv2d_pair_edges(random_case *random);

#endif
