# RV32IMC, as the ESP32-C3.
set(TINYINFER_TARGET riscv32)
set(TINYINFER_BOARD riscv-virt)
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR riscv32)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)

find_program(TINYINFER_RISCV_GCC NAMES riscv64-unknown-elf-gcc riscv32-unknown-elf-gcc)
if(NOT TINYINFER_RISCV_GCC)
    message(FATAL_ERROR
        "riscv64-unknown-elf-gcc is not on the PATH, and the riscv32 preset compiles with it. On Debian or Ubuntu: "
        "apt-get install gcc-riscv64-unknown-elf picolibc-riscv64-unknown-elf.")
endif()

# Debian's compiler comes without a C library: picolibc has the headers. A toolchain with newlib has them anyway.
if(NOT DEFINED TINYINFER_RISCV_SPECS)
    execute_process(COMMAND ${TINYINFER_RISCV_GCC} -print-file-name=picolibc.specs OUTPUT_VARIABLE found OUTPUT_STRIP_TRAILING_WHITESPACE)
    set(specs "")
    if(EXISTS "${found}")
        set(specs --specs=picolibc.specs)
    endif()
    set(TINYINFER_RISCV_SPECS "${specs}" CACHE INTERNAL "How the compiler finds a C library")
endif()

set(CMAKE_C_COMPILER ${TINYINFER_RISCV_GCC})
set(TINYINFER_CPU_FLAGS -march=rv32imc -mabi=ilp32 ${TINYINFER_RISCV_SPECS})
