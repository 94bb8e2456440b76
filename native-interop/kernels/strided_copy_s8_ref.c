#include "copy.h"
#include "kernels_ref.h"

/* Where a loop stands. It moves on once more than there are runs, maybe out of all bounds, so it wraps. */
typedef struct places {
    uint32_t input;
    uint32_t output;
} places;

static places move(places at, const ti_strided_copy_loop *loop)
{
    at.input += (uint32_t)loop->input_stride;
    at.output += (uint32_t)loop->output_stride;
    return at;
}

/* The innermost loop around a run. */
static void copy_runs(const ti_strided_copy_record *record, int8_t *arena, places at)
{
    const ti_strided_copy_loop *loop = &record->loops[3];
    for (int32_t i = 0; i < loop->count; i++) {
        if (record->run_bytes == 1) {
            arena[at.output] = arena[at.input];
        } else {
            ti_copy(arena + at.output, arena + at.input, record->run_bytes);
        }

        at = move(at, loop);
    }
}

/* Copies runs of bytes from strided to strided places: four nested loops around a run. */
void ti_strided_copy_s8_ref(const void *record_start, const ti_call *call)
{
    const ti_strided_copy_record *record = record_start;
    const ti_strided_copy_loop *loops = record->loops;
    places at0 = { (uint32_t)record->input_start, (uint32_t)record->output_start };
    for (int32_t i = 0; i < loops[0].count; i++) {
        places at1 = at0;
        for (int32_t j = 0; j < loops[1].count; j++) {
            places at2 = at1;
            for (int32_t k = 0; k < loops[2].count; k++) {
                copy_runs(record, call->arena, at2);
                at2 = move(at2, &loops[2]);
            }

            at1 = move(at1, &loops[1]);
        }

        at0 = move(at0, &loops[0]);
    }
}
