/* RV32: what is done before main, and what becomes of an exception. */
#include "memory.h"
#include "output.h"
#include "target.h"

int main(void);
void start(void);
void start_c(void);
void report_fault(uint32_t cause, uint32_t pc, uint32_t value);

extern uint8_t bss_start[];
extern uint8_t bss_end[];

void report_fault(uint32_t cause, uint32_t pc, uint32_t value)
{
    output_text("error fault at ");
    output_hex(pc);
    output_text(", mcause ");
    output_hex(cause);
    output_text(", mtval ");
    output_hex(value);
    output_line();
    output_end(0);
}

/* mtvec wants a multiple of 4. */
__attribute__((naked, aligned(4))) static void fault(void)
{
    __asm__ volatile("csrr a0, mcause\n"
                     "csrr a1, mepc\n"
                     "csrr a2, mtval\n"
                     "j report_fault\n");
}

__attribute__((noreturn)) void start_c(void)
{
    __asm__ volatile("csrw mtvec, %0" : : "r"(fault));
    memset(bss_start, 0, (size_t)(bss_end - bss_start));
    output_end(main() == 0);
}

__attribute__((naked, section(".start"))) void start(void)
{
    __asm__ volatile("la sp, stack_top\n"
                     "j start_c\n");
}

/* QEMU's "virt" loads unaligned words; the Cortex-M0 runs the same code and does not. */
int32_t target_traps_unaligned(void)
{
    return 0;
}

int32_t target_unaligned_load_faults(void)
{
    return 0;
}

void target_crash(void)
{
    __asm__ volatile("unimp");
}
