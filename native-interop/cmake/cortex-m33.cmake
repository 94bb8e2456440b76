# Armv8-M with DSP instructions and a single-precision FPU, as the RP2350's Arm cores.
set(TINYINFER_TARGET cortex-m33)
set(TINYINFER_BOARD mps2-an505)
set(TINYINFER_CPU_FLAGS -mcpu=cortex-m33 -mfloat-abi=hard -mfpu=fpv5-sp-d16 -mthumb)
include(${CMAKE_CURRENT_LIST_DIR}/arm-none-eabi.cmake)
