/* Included before every file of CMSIS-NN: it has a shorter requantisation for Thumb-2, which it leaves to the build to ask for. */
#if defined(__thumb2__)
#define CMSIS_NN_USE_REQUANTIZE_INLINE_ASSEMBLY
#endif
