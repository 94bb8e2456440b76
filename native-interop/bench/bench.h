/* The runner's two modes; each answers 0 if all was as it should be. README.md says what they print. */
#ifndef TINYINFER_BENCH_BENCH_H
#define TINYINFER_BENCH_BENCH_H

/* One network: compares all samples, then counts what the first one costs. */
int bench_run(const char *model_name, const char *inputs_name, const char *outputs_name);

/* A file of many small networks with their samples. */
int vectors_run(const char *name);

#endif
