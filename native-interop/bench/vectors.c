#include "bench.h"
#include "compare.h"
#include "files.h"
#include "memory.h"
#include "output.h"

/*
 * The file: this header, then the cases, little-endian. Each case is a case header, its name, the .tinf file, the inputs of all
 * samples and their expected outputs; each of these four is filled up with zeros to a multiple of 4 bytes. Inputs and outputs are
 * the bytes of the arena: samples one after another, each with all tensors in the model's order. A reader needs memory for one case.
 */
typedef struct vectors_header {
    uint32_t magic;               /* "TIVC" */
    uint32_t cases;
} vectors_header;

typedef struct case_header {
    uint32_t name_bytes;          /* text, without a zero at its end */
    uint32_t model_bytes;
    uint32_t samples;
    uint32_t input_bytes;         /* of one sample */
    uint32_t output_bytes;        /* of one sample */
} case_header;

#define VECTORS_MAGIC 0x43564954u

static uint32_t round_up(uint32_t bytes)
{
    return (bytes + 3) & ~3u;
}

static uint8_t *read_part(int32_t file, const char *name, uint32_t bytes)
{
    uint8_t *part = memory_take(round_up(bytes) + 1);
    file_read(file, name, part, round_up(bytes));
    part[bytes] = 0;
    return part;
}

/* 1: all samples equal, whole and in slices. */
static int32_t run_case(int32_t file, const char *name)
{
    case_header header;
    file_read(file, name, &header, sizeof header);
    const char *case_name = (const char *)read_part(file, name, header.name_bytes);
    const uint8_t *model = read_part(file, name, header.model_bytes);
    const uint8_t *inputs = read_part(file, name, header.samples * header.input_bytes);
    const uint8_t *outputs = read_part(file, name, header.samples * header.output_bytes);

    network net;
    int32_t opened = network_open(&net, model, header.model_bytes);
    if (opened != TI_OK) {
        compare_say_status(&net, case_name, opened);
        return 0;
    }

    if (net.input_bytes != header.input_bytes || net.output_bytes != header.output_bytes) {
        output_text(case_name);
        output_text(" failed its inputs or outputs have other sizes");
        output_line();
        return 0;
    }

    return compare_samples(&net, case_name, inputs, outputs, header.samples);
}

int vectors_run(const char *name)
{
    int32_t file = file_open(name);
    vectors_header header;
    file_read(file, name, &header, sizeof header);
    if (header.magic != VECTORS_MAGIC) {
        output_failure("not a file of vectors; it begins with ", header.magic);
    }

    uint32_t equal = 0;
    for (uint32_t i = 0; i < header.cases; i++) {
        uint8_t *mark = memory_mark();
        equal += (uint32_t)run_case(file, name);
        memory_release(mark);
    }

    output_value("cases", header.cases);
    output_value("cases_equal", equal);
    return equal == header.cases ? 0 : 1;
}
