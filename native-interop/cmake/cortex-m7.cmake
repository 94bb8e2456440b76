# Armv7E-M with DSP instructions and a double-precision FPU, as STM32F7.
set(TINYINFER_TARGET cortex-m7)
set(TINYINFER_BOARD mps2-an500)
set(TINYINFER_CPU_FLAGS -mcpu=cortex-m7 -mfloat-abi=hard -mfpu=fpv5-d16 -mthumb)
include(${CMAKE_CURRENT_LIST_DIR}/arm-none-eabi.cmake)
