/* A stand-in for nanoFramework's header, as far as native-interop/interop uses it: to compile, not to run. */
#ifndef STAND_IN_NANOCLR_INTEROP_H
#define STAND_IN_NANOCLR_INTEROP_H

#include <stddef.h>
#include <stdint.h>

typedef int32_t HRESULT;
struct CLR_RT_StackFrame;

#define S_OK 0
#define NANOCLR_NATIVE_DECLARE(name) static HRESULT name(CLR_RT_StackFrame &stack)
#define NANOCLR_HEADER() HRESULT hr
#define NANOCLR_SET_AND_LEAVE(expr) { hr = (expr); goto nanoCLR_Cleanup; }
#define NANOCLR_CHECK_HRESULT(expr) { if ((hr = (expr)) < 0) goto nanoCLR_Cleanup; }
#define FAULT_ON_NULL_ARG(pointer) if (!(pointer)) NANOCLR_SET_AND_LEAVE(CLR_E_ARGUMENT_NULL)
#define NANOCLR_NOCLEANUP() hr = S_OK; nanoCLR_Cleanup: return hr
#define NANOCLR_NOCLEANUP_NOLABEL() hr = S_OK; return hr

#endif
