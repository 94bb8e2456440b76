#include "bench.h"
#include "compare.h"
#include "files.h"
#include "measure.h"
#include "memory.h"
#include "output.h"

/* What is measured; the statuses are those that compare_samples has seen to be TI_OK. */
static network net;
static volatile int32_t status;

static void eval_all(void *unused)
{
    (void)unused;
    int32_t any = TI_OK;
    for (uint32_t i = 0; i < net.op_count; i++) {
        any |= ti_eval(&net.context, net.model, net.records[i], 0, (uint32_t)network_record(&net, i)->units);
    }

    status = any;
}

static void eval_op(void *op)
{
    uint32_t i = (uint32_t)(uintptr_t)op;
    status = ti_eval(&net.context, net.model, net.records[i], 0, (uint32_t)network_record(&net, i)->units);
}

static void check_status(void)
{
    if (status != TI_OK) {
        output_failure("ti_eval says while it is measured: ", (uint32_t)status);
    }
}

static void say_op(uint32_t op, uint32_t instructions)
{
    output_text("op ");
    output_unsigned(op);
    output_text(" code ");
    output_unsigned(network_record(&net, op)->code);
    output_text(" path ");
    output_text(ti_path(&net.context, net.model, net.records[op]));
    output_text(" instructions ");
    output_unsigned(instructions);
    output_line();
}

static void measure_network(const uint8_t *sample)
{
    network_write_inputs(&net, sample);
    output_value("stack", measure_stack(eval_all, 0));
    check_status();
    network_write_inputs(&net, sample);
    output_value("instructions", measure_instructions(eval_all, 0));
    check_status();
    network_write_inputs(&net, sample);
    for (uint32_t i = 0; i < net.op_count; i++) {
        uint32_t instructions = measure_instructions(eval_op, (void *)(uintptr_t)i);
        check_status();
        say_op(i, instructions);
    }
}

int bench_run(const char *model_name, const char *inputs_name, const char *outputs_name)
{
    uint32_t model_bytes, inputs_bytes, outputs_bytes;
    const uint8_t *model = file_load(model_name, &model_bytes);
    const uint8_t *inputs = file_load(inputs_name, &inputs_bytes);
    const uint8_t *outputs = file_load(outputs_name, &outputs_bytes);
    int32_t opened = network_open(&net, model, model_bytes);
    if (opened != TI_OK) {
        compare_say_status(&net, "model", opened);
        return 1;
    }

    output_value("model_bytes", model_bytes);
    output_value("arena_bytes", net.needs.arena_bytes - net.needs.scratch_bytes);
    output_value("scratch_bytes", net.needs.scratch_bytes);
    output_value("persistent_bytes", net.needs.persistent_bytes);
    if (net.input_bytes == 0 || net.output_bytes == 0) {
        output_failure("a network without inputs or outputs; outputs: ", net.output_count);
    }

    uint32_t samples = inputs_bytes / net.input_bytes;
    if (samples == 0 || samples * net.input_bytes != inputs_bytes || samples * net.output_bytes != outputs_bytes) {
        output_failure("inputs and outputs are no whole samples of the same number; bytes of an input: ", net.input_bytes);
    }

    if (!compare_samples(&net, "model", inputs, outputs, samples)) {
        return 1;
    }

    output_value("samples_equal", samples);
    measure_network(inputs);
    return 0;
}
