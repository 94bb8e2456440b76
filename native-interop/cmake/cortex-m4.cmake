# Armv7E-M with DSP instructions and a single-precision FPU, as STM32F4.
set(TINYINFER_TARGET cortex-m4)
set(TINYINFER_BOARD mps2-an386)
set(TINYINFER_CPU_FLAGS -mcpu=cortex-m4 -mfloat-abi=hard -mfpu=fpv4-sp-d16 -mthumb)
include(${CMAKE_CURRENT_LIST_DIR}/arm-none-eabi.cmake)
