/* Cortex-M: the vector table, what is done before main, and what becomes of a fault. */
#include "memory.h"
#include "output.h"
#include "target.h"

int main(void);
void start(void);

extern uint8_t stack_top[];
extern uint8_t bss_start[];
extern uint8_t bss_end[];

/* System control block, Armv7-M and Armv8-M Architecture Reference Manuals. */
#define CCR (*(volatile uint32_t *)0xE000ED14)
#define CFSR (*(volatile uint32_t *)0xE000ED28)
#define CPACR (*(volatile uint32_t *)0xE000ED88)
#define CCR_UNALIGN_TRP (1u << 3)
#define CPACR_FULL_FPU_AND_MVE (0xFu << 20)

/* What the core pushes when it takes an exception. */
typedef struct exception_frame {
    uint32_t r0;
    uint32_t r1;
    uint32_t r2;
    uint32_t r3;
    uint32_t r12;
    uint32_t lr;
    uint32_t pc;
    uint32_t psr;
} exception_frame;

static volatile int32_t is_fault_expected;
static volatile int32_t has_faulted;

/* An expected fault goes on behind the instruction, which has 16 bits; any other one ends the run. */
__attribute__((used)) static void report_fault(exception_frame *frame)
{
    if (is_fault_expected) {
        is_fault_expected = 0;
        has_faulted = 1;
        CFSR = CFSR;                /* bits are cleared by writing 1 */
        frame->pc += 2;
        return;
    }

    output_text("error fault at ");
    output_hex(frame->pc);
    output_text(", called from ");
    output_hex(frame->lr);
    output_text(", CFSR ");
    output_hex(CFSR);
    output_line();
    output_end(0);
}

/* All code runs on the main stack. */
__attribute__((naked)) static void fault(void)
{
    __asm__ volatile("mrs r0, msp\n"
                     "ldr r1, =report_fault\n"
                     "bx r1\n"
                     ".pool\n");
}

__attribute__((noreturn)) void start(void)
{
#if defined(__ARM_FP) || defined(__ARM_FEATURE_MVE)
    CPACR |= CPACR_FULL_FPU_AND_MVE;
#endif
    if (target_traps_unaligned()) {
        CCR |= CCR_UNALIGN_TRP;
    }

    __asm__ volatile("dsb\n isb" : : : "memory");
    memset(bss_start, 0, (size_t)(bss_end - bss_start));
    output_end(main() == 0);
}

typedef union vector {
    void *stack;
    void (*handler)(void);
} vector;

/* All exceptions but reset are faults here: no interrupt is enabled. */
__attribute__((section(".start"), used)) static const vector vectors[16] = {
    { .stack = stack_top },
    { .handler = start },
    { .handler = fault }, { .handler = fault }, { .handler = fault }, { .handler = fault }, { .handler = fault }, { .handler = fault },
    { .handler = fault }, { .handler = fault }, { .handler = fault }, { .handler = fault }, { .handler = fault }, { .handler = fault },
    { .handler = fault }, { .handler = fault },
};

/* Where the compiler may make one unaligned word out of four bytes, as CMSIS-NN does too, unaligned words are no mistake. */
int32_t target_traps_unaligned(void)
{
#if defined(__ARM_FEATURE_UNALIGNED)
    return 0;
#else
    return 1;
#endif
}

int32_t target_unaligned_load_faults(void)
{
    static uint32_t words[2];
    register uint8_t *address __asm__("r0") = (uint8_t *)words + 1;
    has_faulted = 0;
    is_fault_expected = 1;
    __asm__ volatile(".hword 0x6800   @ ldr r0, [r0]" : "+r"(address) : : "memory");
    is_fault_expected = 0;
    return has_faulted;
}

void target_crash(void)
{
    __asm__ volatile("udf #0");
}
