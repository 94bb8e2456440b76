# Armv6-M, as the RP2040's Cortex-M0+. QEMU's board has a Cortex-M3; the runner makes it fault at unaligned words, as a Cortex-M0 does.
set(TINYINFER_TARGET cortex-m0)
set(TINYINFER_BOARD mps2-an385)
set(TINYINFER_CPU_FLAGS -mcpu=cortex-m0 -mthumb)
include(${CMAKE_CURRENT_LIST_DIR}/arm-none-eabi.cmake)
