#include "context.h"
#include "fingerprint.h"

uint32_t ti_fingerprint(const void *record, uint32_t words)
{
    return ti_fingerprint_of(record, words);
}
