/* The native half of nf-src/TinyInfer.Native/Externs.cs, in the shape that nanoFramework's tools generate. */
#ifndef TINYINFER_NATIVE_H
#define TINYINFER_NATIVE_H

#include <nanoCLR_Interop.h>
#include <nanoCLR_Runtime.h>

struct Library_TinyInfer_Native_TinyInfer_Externs
{
    NANOCLR_NATIVE_DECLARE(NativeQuery___STATIC__I4__I4__I4__I4);
    NANOCLR_NATIVE_DECLARE(NativeOpenArray___STATIC__I4__SZARRAY_U1);
    NANOCLR_NATIVE_DECLARE(NativeOpenResource___STATIC__I4__SystemReflectionAssembly__STRING__I4);
    NANOCLR_NATIVE_DECLARE(NativeOpenRegion___STATIC__I4__STRING__I4__I4);
    NANOCLR_NATIVE_DECLARE(NativeAllocate___STATIC__I4__I4__SZARRAY_U1__I4);
    NANOCLR_NATIVE_DECLARE(NativePrepare___STATIC__I4__I4__SZARRAY_U1__I4);
    NANOCLR_NATIVE_DECLARE(NativeEval___STATIC__I4__I4__SZARRAY_U1__I4__I4__I4);
    NANOCLR_NATIVE_DECLARE(NativeRead___STATIC__I4__I4__I4__I4__SystemArray__I4__I4);
    NANOCLR_NATIVE_DECLARE(NativeWrite___STATIC__I4__I4__I4__SystemArray__I4__I4);
    NANOCLR_NATIVE_DECLARE(NativeClose___STATIC__VOID__I4);
};

extern const CLR_RT_NativeAssemblyData g_CLR_AssemblyNative_TinyInfer_Native;

#endif
