#include "network.h"
#include "core/file.h"
#include "memory.h"

/* An input or output: TensorEntry of docs/format.md. */
typedef struct tensor_entry {
    int32_t arena_start;
    int32_t arena_bytes;
    uint8_t arena_type;
    uint8_t app_type;
    uint16_t rank;
    uint32_t name_start;
    uint32_t name_bytes;
    uint32_t scale;               /* an f32, of which nothing here has need */
    int32_t zero_point;
    int32_t dims[6];
} tensor_entry;

static int32_t fail(network *net, const char *what, int32_t status)
{
    net->failed = what;
    return status;
}

static uint32_t sum_bytes(const tensor_entry *entries, uint32_t count)
{
    uint32_t bytes = 0;
    for (uint32_t i = 0; i < count; i++) {
        bytes += (uint32_t)entries[i].arena_bytes;
    }

    return bytes;
}

/* ti_open checks sections and records; the tensors are the caller's business, so what they say is checked by ti_read and ti_write. */
static int32_t find_tensors(network *net)
{
    const ti_file_header *header = (const ti_file_header *)(const void *)net->model;
    const ti_section_entry *section = (const ti_section_entry *)(const void *)(header + 1);
    const ti_section_entry *end = section + header->section_count;
    while (section != end && section->kind != TI_SECTION_TENSORS) {
        section++;
    }

    net->input_count = header->input_count;
    net->output_count = header->output_count;
    if (section == end || (net->input_count + net->output_count) * sizeof(tensor_entry) > section->length) {
        return fail(net, "tensors", TI_MISSING_SECTION);
    }

    const tensor_entry *entries = (const tensor_entry *)(const void *)(net->model + section->start);
    net->inputs = entries;
    net->outputs = entries + net->input_count;
    net->input_bytes = sum_bytes(net->inputs, net->input_count);
    net->output_bytes = sum_bytes(net->outputs, net->output_count);
    return TI_OK;
}

int32_t network_open(network *net, const uint8_t *model, uint32_t model_bytes)
{
    network empty = { 0 };
    *net = empty;
    net->model = model;
    int32_t status = ti_open(&net->context, model, model_bytes, &net->needs);
    if (status != TI_OK) {
        return fail(net, "ti_open", status);
    }

    net->op_count = net->context.op_count;
    net->records = (uint32_t *)(void *)memory_take(net->op_count * (uint32_t)sizeof(uint32_t));
    uint32_t record = net->context.ops_start;
    for (uint32_t i = 0; i < net->op_count; i++) {
        net->records[i] = record;
        record += network_record(net, i)->size;
    }

    return find_tensors(net);
}

int32_t network_attach(network *net, uint32_t offset)
{
    net->arena = memory_take_guarded(net->needs.arena_bytes, offset);
    net->persistent = memory_take_guarded(net->needs.persistent_bytes, offset);
    int32_t status = ti_attach(
        &net->context, net->model, net->arena, net->needs.arena_bytes, net->persistent, net->needs.persistent_bytes);
    if (status != TI_OK) {
        return fail(net, "ti_attach", status);
    }

    for (uint32_t i = 0; i < net->op_count; i++) {
        status = ti_prepare(&net->context, net->model, net->records[i]);
        if (status != TI_OK) {
            return fail(net, "ti_prepare", status);
        }
    }

    return TI_OK;
}

int32_t network_write_inputs(network *net, const uint8_t *sample)
{
    const tensor_entry *entry = net->inputs;
    for (const tensor_entry *end = entry + net->input_count; entry != end; entry++) {
        int32_t status = ti_write(&net->context, (uint32_t)entry->arena_start, sample, (uint32_t)entry->arena_bytes);
        if (status != TI_OK) {
            return fail(net, "ti_write", status);
        }

        sample += entry->arena_bytes;
    }

    return TI_OK;
}

int32_t network_read_outputs(network *net, uint8_t *sample)
{
    const tensor_entry *entry = net->outputs;
    for (const tensor_entry *end = entry + net->output_count; entry != end; entry++) {
        int32_t status = ti_read(&net->context, (uint32_t)entry->arena_start, sample, (uint32_t)entry->arena_bytes);
        if (status != TI_OK) {
            return fail(net, "ti_read", status);
        }

        sample += entry->arena_bytes;
    }

    return TI_OK;
}

int32_t network_eval(network *net, network_mode mode)
{
    for (uint32_t i = 0; i < net->op_count; i++) {
        uint32_t units = (uint32_t)network_record(net, i)->units;
        uint32_t count = mode == NETWORK_WHOLE ? units : 1;
        for (uint32_t first = 0; first < units; first += count) {
            int32_t status = ti_eval(&net->context, net->model, net->records[i], first, count);
            if (status != TI_OK) {
                return fail(net, "ti_eval", status);
            }
        }
    }

    return TI_OK;
}

int32_t network_is_intact(const network *net)
{
    return memory_is_intact(net->arena, net->needs.arena_bytes) && memory_is_intact(net->persistent, net->needs.persistent_bytes);
}
