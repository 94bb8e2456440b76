/*
 * The bare-metal runner: README.md says how it is started. Arguments, after the program's name:
 *   bench MODEL.tinf INPUTS.bin OUTPUTS.bin
 *   vectors FILE
 *   check                what the other two do first: is the clock exact, do unaligned words fault where this build says so
 *   crash                executes what is no instruction, to show that this ends in a failure
 */
#include "bench.h"
#include "measure.h"
#include "memory.h"
#include "output.h"
#include "semihosting.h"
#include "target.h"
#include "tinyinfer/tinyinfer.h"

int main(void);

static int32_t is_same(const char *a, const char *b)
{
    while (*a != 0 && *a == *b) {
        a++;
        b++;
    }

    return *a == *b;
}

static void say_build(void)
{
    output_text("target " TINYINFER_TARGET);
    output_line();
    output_text("compiler gcc " __VERSION__);
    output_line();
    output_value("abi", (uint32_t)ti_query(TI_ITEM_ABI_VERSION));
    output_value("back_end", (uint32_t)ti_query(TI_ITEM_BACK_END));
}

static void check_target(void)
{
    int32_t faults = target_unaligned_load_faults();
    if (faults != target_traps_unaligned()) {
        output_failure("whether unaligned words fault is not as this build says; they do: ", (uint32_t)faults);
    }

    output_text(faults ? "unaligned faults" : "unaligned allowed");
    output_line();
    measure_calibrate();
}

int main(void)
{
    const char *arguments[6];
    uint32_t count = semihosting_arguments(arguments, 6);
    say_build();
    check_target();
    if (count == 5 && is_same(arguments[1], "bench")) {
        return bench_run(arguments[2], arguments[3], arguments[4]);
    }

    if (count == 3 && is_same(arguments[1], "vectors")) {
        return vectors_run(arguments[2]);
    }

    if (count == 2 && is_same(arguments[1], "check")) {
        return 0;
    }

    if (count == 2 && is_same(arguments[1], "crash")) {
        target_crash();
        return 0;
    }

    output_failure("bench MODEL INPUTS OUTPUTS, vectors FILE, check or crash is wanted; words on the command line: ", count);
}
