/* A stand-in for nanoFramework's header, as far as native-interop/interop uses it: to compile, not to run. */
#ifndef STAND_IN_NANOCLR_RUNTIME_H
#define STAND_IN_NANOCLR_RUNTIME_H

#include "nanoCLR_Interop.h"

typedef uint8_t CLR_UINT8;
typedef int16_t CLR_INT16;
typedef uint32_t CLR_UINT32;
typedef int32_t CLR_INT32;
typedef int64_t CLR_INT64;

enum { CLR_E_ARGUMENT_NULL = -1, CLR_E_INVALID_PARAMETER = -2, CLR_E_OUT_OF_RANGE = -3 };

typedef HRESULT (*CLR_RT_MethodHandler)(CLR_RT_StackFrame &stack);

struct CLR_RT_NativeAssemblyData
{
    const char *m_szAssemblyName;
    CLR_UINT32 m_checkSum;
    const CLR_RT_MethodHandler *m_pNativeMethods;
    struct { uint16_t part[4]; } m_Version;
};

struct CLR_RT_HeapBlock_Array
{
    CLR_UINT32 m_numOfElements;
    CLR_UINT8 m_sizeOfElement;
    CLR_UINT8 *GetFirstElement();
};

struct CLR_RT_HeapBlock
{
    union Number { int32_t s4; };
    CLR_RT_HeapBlock *Dereference();
    CLR_RT_HeapBlock_Array *DereferenceArray();
    Number &NumericByRef();
    const char *RecoverString();
};

struct CLR_RT_StackFrame
{
    CLR_RT_HeapBlock &Arg0();
    CLR_RT_HeapBlock &Arg1();
    CLR_RT_HeapBlock &Arg2();
    CLR_RT_HeapBlock &Arg3();
    CLR_RT_HeapBlock &Arg4();
    CLR_RT_HeapBlock &Arg5();
    void SetResult_I4(int32_t value);
};

struct CLR_RECORD_RESOURCE
{
    static const CLR_UINT8 RESOURCE_Binary = 4;
    CLR_INT16 id;
    CLR_UINT8 kind;
    CLR_UINT8 flags;
    CLR_UINT32 offset;
};

struct CLR_RT_Assembly
{
    const CLR_UINT8 *GetResourceData(CLR_UINT32 offset);
};

struct CLR_RT_Assembly_Instance
{
    CLR_RT_Assembly *m_assm;
};

struct CLR_RT_ReflectionDef_Index
{
    static bool Convert(CLR_RT_HeapBlock &reflection, CLR_RT_Assembly_Instance &assembly);
};

struct CLR_RT_TypeSystem
{
    HRESULT LocateResourceFile(CLR_RT_Assembly_Instance assembly, const char *name, CLR_INT32 &file);
    HRESULT LocateResource(
        CLR_RT_Assembly_Instance assembly, CLR_INT32 file, CLR_INT16 id, const CLR_RECORD_RESOURCE *&resource, CLR_UINT32 &size);
};

struct CLR_RT_ExecutionEngine
{
    CLR_INT64 m_startTime;
};

extern CLR_RT_TypeSystem g_CLR_RT_TypeSystem;
extern CLR_RT_ExecutionEngine g_CLR_RT_ExecutionEngine;

#endif
