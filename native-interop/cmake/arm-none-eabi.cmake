# What the Cortex-M toolchain files share: GCC for bare-metal Arm. They say which core, in TINYINFER_CPU_FLAGS.
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR arm)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)

find_program(TINYINFER_ARM_GCC arm-none-eabi-gcc)
if(NOT TINYINFER_ARM_GCC)
    message(FATAL_ERROR
        "arm-none-eabi-gcc is not on the PATH, and Cortex-M presets compile with it. On Debian or Ubuntu: "
        "apt-get install gcc-arm-none-eabi libnewlib-arm-none-eabi; elsewhere install the Arm GNU Toolchain.")
endif()

set(CMAKE_C_COMPILER ${TINYINFER_ARM_GCC})
