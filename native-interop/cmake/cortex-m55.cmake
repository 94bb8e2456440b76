# Armv8.1-M with MVE (Helium).
set(TINYINFER_TARGET cortex-m55)
set(TINYINFER_BOARD mps3-an547)
set(TINYINFER_CPU_FLAGS -mcpu=cortex-m55 -mfloat-abi=hard -mthumb)
include(${CMAKE_CURRENT_LIST_DIR}/arm-none-eabi.cmake)
