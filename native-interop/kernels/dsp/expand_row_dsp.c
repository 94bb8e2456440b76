#include "dsp.h"
#include "rows_dsp.h"

void ti_expand_row_dsp(uint32_t *input, const int8_t *values, uint32_t depth)
{
    const uint32_t *words = (const uint32_t *)(const void *)values;
    for (const uint32_t *end = words + depth / 4; words != end; words++) {
        input[0] = ti_sxtb16(*words);
        input[1] = ti_sxtb16_ror8(*words);
        input += 2;
    }

    for (values += depth / 4 * 4; depth % 4 > 0; depth--) {
        *input++ = (uint32_t)*values++;
    }
}
