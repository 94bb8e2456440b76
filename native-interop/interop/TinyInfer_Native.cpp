// All methods of TinyInfer.Native, in the order of its method table: the CLR looks a method's function up by how many come before it, so
// that the managed ones have their places too. Frozen; a test holds it against the C#.

#include "TinyInfer_Native.h"

// clang-format off

static const CLR_RT_MethodHandler method_lookup[] =
{
    Library_TinyInfer_Native_TinyInfer_Externs::NativeQuery___STATIC__I4__I4__I4__I4,
    Library_TinyInfer_Native_TinyInfer_Externs::NativeOpenArray___STATIC__I4__SZARRAY_U1,
    Library_TinyInfer_Native_TinyInfer_Externs::NativeOpenResource___STATIC__I4__SystemReflectionAssembly__STRING__I4,
    Library_TinyInfer_Native_TinyInfer_Externs::NativeOpenRegion___STATIC__I4__STRING__I4__I4,
    Library_TinyInfer_Native_TinyInfer_Externs::NativeAllocate___STATIC__I4__I4__SZARRAY_U1__I4,
    Library_TinyInfer_Native_TinyInfer_Externs::NativePrepare___STATIC__I4__I4__SZARRAY_U1__I4,
    Library_TinyInfer_Native_TinyInfer_Externs::NativeEval___STATIC__I4__I4__SZARRAY_U1__I4__I4__I4,
    Library_TinyInfer_Native_TinyInfer_Externs::NativeRead___STATIC__I4__I4__I4__I4__SystemArray__I4__I4,
    Library_TinyInfer_Native_TinyInfer_Externs::NativeWrite___STATIC__I4__I4__I4__SystemArray__I4__I4,
    Library_TinyInfer_Native_TinyInfer_Externs::NativeClose___STATIC__VOID__I4,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
};

// The firmware's build reads version and checksum from here, so the shape stays.
const CLR_RT_NativeAssemblyData g_CLR_AssemblyNative_TinyInfer_Native =
{
    "TinyInfer.Native",
    0x1D598ED1,
    method_lookup,
    { 1, 0, 0, 0 }
};

// clang-format on
