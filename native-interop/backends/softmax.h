/* SOFTMAX of libraries that compute it as gemmlowp does. */
#ifndef TINYINFER_SOFTMAX_H
#define TINYINFER_SOFTMAX_H

#include "kernel.h"

/* So many exponentials, each at most 2^19, sum up to less than 2^27; then no shift is larger than 30. */
#define TI_MOST_SOFTMAX_DEPTH 255

/* Whether no difference leaves int32 where it is shifted, and no shift is one for which the libraries' C is undefined. */
static inline int32_t ti_softmax_fits(const ti_softmax_record *record)
{
    int64_t largest = record->diff_min < -255 ? 255 : -record->diff_min;
    return record->depth <= TI_MOST_SOFTMAX_DEPTH && record->input_shift <= 30
        && largest << record->input_shift <= INT32_MAX;
}

#endif
