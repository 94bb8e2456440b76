#include "copy.h"
#include "word.h"
#if defined(TI_MVE)
#include "mve/copy_mve.h"

void ti_copy(int8_t *destination, const int8_t *source, int32_t count)
{
    ti_copy_mve(destination, source, count);
}

void ti_set(int8_t *destination, int32_t value, int32_t count)
{
    ti_set_mve(destination, value, count);
}
#else

void ti_copy(int8_t *destination, const int8_t *source, int32_t count)
{
    if (TI_READS_UNALIGNED_WORDS || (((uintptr_t)destination | (uintptr_t)source) & 3) == 0) {
        for (; count >= 4; count -= 4) {
            ti_put_word(destination, ti_word_at(source));
            destination += 4;
            source += 4;
        }
    }

    for (; count > 0; count--) {
        *destination++ = *source++;
    }
}

void ti_set(int8_t *destination, int32_t value, int32_t count)
{
    for (; count > 0 && ((uintptr_t)destination & 3) != 0; count--) {
        *destination++ = (int8_t)value;
    }

    for (; count >= 4; count -= 4) {
        *(uint32_t *)(void *)destination = (uint32_t)(uint8_t)value * 0x01010101u;
        destination += 4;
    }

    for (; count > 0; count--) {
        *destination++ = (int8_t)value;
    }
}
#endif
