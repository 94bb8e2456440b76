/* An open model with its memory, driven through the C ABI alone. */
#ifndef TINYINFER_BENCH_NETWORK_H
#define TINYINFER_BENCH_NETWORK_H

#include <stdint.h>
#include "tinyinfer/records.h"
#include "tinyinfer/tinyinfer.h"

typedef struct network {
    ti_context context;
    ti_needs needs;
    const uint8_t *model;         /* at a multiple of 4 */
    uint32_t *records;            /* where the records lie in the file, op_count of them */
    uint32_t op_count;
    const void *inputs;           /* entries of the file's tensor section */
    const void *outputs;
    uint32_t input_count;
    uint32_t output_count;
    uint32_t input_bytes;         /* of all inputs of a sample, one after another */
    uint32_t output_bytes;
    uint8_t *arena;               /* both between canaries */
    uint8_t *persistent;
    const char *failed;           /* the ABI's function that said status, or what else is wrong */
} network;

/* How an op is evaluated: all units in one call, or one a call. */
typedef enum network_mode {
    NETWORK_WHOLE,
    NETWORK_SLICES
} network_mode;

/* All of these answer a ti_status; if it is not TI_OK, failed says whose. */
int32_t network_open(network *net, const uint8_t *model, uint32_t model_bytes);

/* Gives it memory that starts at offset behind a multiple of 16, and prepares all ops. offset: a multiple of 4. */
int32_t network_attach(network *net, uint32_t offset);

int32_t network_write_inputs(network *net, const uint8_t *sample);
int32_t network_eval(network *net, network_mode mode);
int32_t network_read_outputs(network *net, uint8_t *sample);

/* Whether nothing has been written around arena and persistent memory. */
int32_t network_is_intact(const network *net);

static inline const ti_op_record *network_record(const network *net, uint32_t op)
{
    return (const ti_op_record *)(const void *)(net->model + net->records[op]);
}

#endif
