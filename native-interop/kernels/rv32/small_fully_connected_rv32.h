/* Where small_fully_connected_s8_rv32.S finds what it reads: in ti_call and in ti_fully_connected_record. */
#ifndef TINYINFER_SMALL_FULLY_CONNECTED_RV32_H
#define TINYINFER_SMALL_FULLY_CONNECTED_RV32_H

#define TI_CALL_MODEL 0
#define TI_CALL_ARENA 4
#define TI_CALL_FIRST 16
#define TI_CALL_COUNT 20
#define TI_CALL_PROOF 24

#define TI_DENSE_INPUT_START 12
#define TI_DENSE_OUTPUT_START 16
#define TI_DENSE_WEIGHTS_START 20
#define TI_DENSE_BIAS_START 24
#define TI_DENSE_MULTIPLIER 36
#define TI_DENSE_SHIFT 40
#define TI_DENSE_OUTPUT_ZERO_POINT 43
#define TI_DENSE_DEPTH 48

#define TI_DENSE_MOST_VALUES 16

#endif
