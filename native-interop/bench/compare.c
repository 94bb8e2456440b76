#include "compare.h"
#include "memory.h"
#include "output.h"

void compare_say_status(const network *net, const char *name, int32_t status)
{
    output_text(name);
    output_text(" failed ");
    output_text(net->failed);
    output_text(" status ");
    output_number(status);
    output_text(" at ");
    output_unsigned(net->context.failed_at);
    output_line();
}

static void say_different(const char *name, network_mode mode, uint32_t sample, uint32_t byte, uint8_t expected, uint8_t found)
{
    output_text(name);
    output_text(mode == NETWORK_WHOLE ? " different whole sample " : " different slices sample ");
    output_unsigned(sample);
    output_text(" byte ");
    output_unsigned(byte);
    output_text(" expected ");
    output_number((int8_t)expected);
    output_text(" found ");
    output_number((int8_t)found);
    output_line();
}

static int32_t run_sample(network *net, network_mode mode, const uint8_t *input, uint8_t *output)
{
    int32_t status = network_write_inputs(net, input);
    status = status == TI_OK ? network_eval(net, mode) : status;
    return status == TI_OK ? network_read_outputs(net, output) : status;
}

/* 1: all samples equal. Each sample that differs has one line, for its first byte. */
static int32_t compare_in(
    network *net, network_mode mode, const char *name, const uint8_t *inputs, const uint8_t *expected, uint32_t samples)
{
    int32_t is_equal = 1;
    uint8_t *output = memory_take(net->output_bytes);
    for (uint32_t sample = 0; sample < samples; sample++) {
        int32_t status = run_sample(net, mode, inputs, output);
        if (status != TI_OK) {
            compare_say_status(net, name, status);
            return 0;
        }

        if (memcmp(output, expected, net->output_bytes) != 0) {
            uint32_t byte = 0;
            while (output[byte] == expected[byte]) {
                byte++;
            }

            say_different(name, mode, sample, byte, expected[byte], output[byte]);
            is_equal = 0;
        }

        inputs += net->input_bytes;
        expected += net->output_bytes;
    }

    if (!network_is_intact(net)) {
        output_text(name);
        output_text(mode == NETWORK_WHOLE ? " wrote beside its memory whole" : " wrote beside its memory slices");
        output_line();
        is_equal = 0;
    }

    return is_equal;
}

static int32_t attach(network *net, const char *name, uint32_t offset)
{
    int32_t status = network_attach(net, offset);
    if (status != TI_OK) {
        compare_say_status(net, name, status);
    }

    return status == TI_OK;
}

int32_t compare_samples(network *net, const char *name, const uint8_t *inputs, const uint8_t *expected, uint32_t samples)
{
    int32_t is_equal = 0;
    uint8_t *mark = memory_mark();
    if (attach(net, name, 4)) {
        is_equal = compare_in(net, NETWORK_SLICES, name, inputs, expected, samples);
    }

    memory_release(mark);
    return attach(net, name, 0) && compare_in(net, NETWORK_WHOLE, name, inputs, expected, samples) && is_equal;
}
