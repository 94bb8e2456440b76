/* A stand-in for nanoFramework's header, as far as native-interop/interop uses it: to compile, not to run. */
#include <stddef.h>

void *platform_malloc(size_t size);
void platform_free(void *block);
