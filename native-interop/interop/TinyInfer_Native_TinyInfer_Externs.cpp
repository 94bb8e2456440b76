// What managed code calls: arguments become pointers and numbers, models.h does the rest. A managed array may move between calls, so it is
// resolved in each; nothing here allocates managed memory, so it does not move within one.

#include "TinyInfer_Native.h"
#include "models.h"

typedef Library_TinyInfer_Native_TinyInfer_Externs Externs;

namespace
{
struct Bytes
{
    const uint8_t *first;
    uint32_t count;
};

// A model's file; null where it lies in flash.
Bytes FileOf(CLR_RT_HeapBlock &argument)
{
    CLR_RT_HeapBlock_Array *array = argument.DereferenceArray();
    return array == NULL ? Bytes{NULL, 0} : Bytes{array->GetFirstElement(), (uint32_t)array->m_numOfElements};
}

int32_t Int(CLR_RT_HeapBlock &argument)
{
    return argument.NumericByRef().s4;
}

// Elements [index, index + count) of an array whose elements are bytes.
HRESULT Range(CLR_RT_HeapBlock &argument, int32_t index, int32_t count, uint8_t *&first)
{
    NANOCLR_HEADER();

    CLR_RT_HeapBlock_Array *array = argument.DereferenceArray();
    FAULT_ON_NULL_ARG(array);

    if (array->m_sizeOfElement != 1)
    {
        NANOCLR_SET_AND_LEAVE(CLR_E_INVALID_PARAMETER);
    }

    if (index < 0 || count < 0 || index > (int32_t)array->m_numOfElements - count)
    {
        NANOCLR_SET_AND_LEAVE(CLR_E_OUT_OF_RANGE);
    }

    first = array->GetFirstElement() + index;

    NANOCLR_NOCLEANUP();
}

// The CLR's start: models that are still open from before it have nobody left.
int64_t Run()
{
    return g_CLR_RT_ExecutionEngine.m_startTime;
}
} // namespace

HRESULT Externs::NativeQuery___STATIC__I4__I4__I4__I4(CLR_RT_StackFrame &stack)
{
    NANOCLR_HEADER();

    stack.SetResult_I4(ti_models_query(Int(stack.Arg0()), Int(stack.Arg1()), Int(stack.Arg2())));

    NANOCLR_NOCLEANUP_NOLABEL();
}

HRESULT Externs::NativeOpenArray___STATIC__I4__SZARRAY_U1(CLR_RT_StackFrame &stack)
{
    NANOCLR_HEADER();

    Bytes file = FileOf(stack.Arg0());
    FAULT_ON_NULL_ARG(file.first);
    stack.SetResult_I4(ti_models_open(Run(), file.first, file.count, NULL));

    NANOCLR_NOCLEANUP();
}

// Where the resource lies in the deployed assembly, which is flash on a board.
HRESULT Externs::NativeOpenResource___STATIC__I4__SystemReflectionAssembly__STRING__I4(CLR_RT_StackFrame &stack)
{
    NANOCLR_HEADER();

    CLR_RT_HeapBlock *reflection = stack.Arg0().Dereference();
    const char *name = stack.Arg1().RecoverString();
    CLR_RT_Assembly_Instance assembly;
    CLR_INT32 file;
    const CLR_RECORD_RESOURCE *resource = NULL;
    CLR_UINT32 bytes = 0;
    ti_region region;
    FAULT_ON_NULL_ARG(reflection);
    FAULT_ON_NULL_ARG(name);
    if (!CLR_RT_ReflectionDef_Index::Convert(*reflection, assembly))
    {
        NANOCLR_SET_AND_LEAVE(CLR_E_INVALID_PARAMETER);
    }

    NANOCLR_CHECK_HRESULT(g_CLR_RT_TypeSystem.LocateResourceFile(assembly, name, file));
    if (file >= 0)
    {
        NANOCLR_CHECK_HRESULT(
            g_CLR_RT_TypeSystem.LocateResource(assembly, file, (CLR_INT16)Int(stack.Arg2()), resource, bytes));
    }

    if (resource == NULL || resource->kind != CLR_RECORD_RESOURCE::RESOURCE_Binary)
    {
        stack.SetResult_I4(-TI_NOT_FOUND);
    }
    else
    {
        region.bytes = assembly.m_assm->GetResourceData(resource->offset);
        region.length = bytes;
        region.mapping = TI_NOT_MAPPED;
        stack.SetResult_I4(ti_models_open(Run(), NULL, 0, &region));
    }

    NANOCLR_NOCLEANUP();
}

HRESULT Externs::NativeOpenRegion___STATIC__I4__STRING__I4__I4(CLR_RT_StackFrame &stack)
{
    NANOCLR_HEADER();

    ti_region region;
    int32_t status =
        ti_platform_map(stack.Arg0().RecoverString(), (uint32_t)Int(stack.Arg1()), (uint32_t)Int(stack.Arg2()), &region);
    stack.SetResult_I4(status == TI_OK ? ti_models_open(Run(), NULL, 0, &region) : -status);

    NANOCLR_NOCLEANUP_NOLABEL();
}

HRESULT Externs::NativeAllocate___STATIC__I4__I4__SZARRAY_U1__I4(CLR_RT_StackFrame &stack)
{
    NANOCLR_HEADER();

    Bytes file = FileOf(stack.Arg1());
    stack.SetResult_I4(ti_models_allocate(Int(stack.Arg0()), file.first, file.count, Int(stack.Arg2())));

    NANOCLR_NOCLEANUP_NOLABEL();
}

HRESULT Externs::NativePrepare___STATIC__I4__I4__SZARRAY_U1__I4(CLR_RT_StackFrame &stack)
{
    NANOCLR_HEADER();

    Bytes file = FileOf(stack.Arg1());
    stack.SetResult_I4(ti_models_prepare(Int(stack.Arg0()), file.first, file.count, Int(stack.Arg2())));

    NANOCLR_NOCLEANUP_NOLABEL();
}

HRESULT Externs::NativeEval___STATIC__I4__I4__SZARRAY_U1__I4__I4__I4(CLR_RT_StackFrame &stack)
{
    NANOCLR_HEADER();

    Bytes file = FileOf(stack.Arg1());
    stack.SetResult_I4(ti_models_eval(
        Int(stack.Arg0()),
        file.first,
        file.count,
        Int(stack.Arg2()),
        Int(stack.Arg3()),
        Int(stack.Arg4())));

    NANOCLR_NOCLEANUP_NOLABEL();
}

HRESULT Externs::NativeRead___STATIC__I4__I4__I4__I4__SystemArray__I4__I4(CLR_RT_StackFrame &stack)
{
    NANOCLR_HEADER();

    int32_t count = Int(stack.Arg5());
    uint8_t *to;
    NANOCLR_CHECK_HRESULT(Range(stack.Arg3(), Int(stack.Arg4()), count, to));
    stack.SetResult_I4(ti_models_read(Int(stack.Arg0()), Int(stack.Arg1()), Int(stack.Arg2()), to, count));

    NANOCLR_NOCLEANUP();
}

HRESULT Externs::NativeWrite___STATIC__I4__I4__I4__SystemArray__I4__I4(CLR_RT_StackFrame &stack)
{
    NANOCLR_HEADER();

    int32_t count = Int(stack.Arg4());
    uint8_t *from;
    NANOCLR_CHECK_HRESULT(Range(stack.Arg2(), Int(stack.Arg3()), count, from));
    stack.SetResult_I4(ti_models_write(Int(stack.Arg0()), Int(stack.Arg1()), from, count));

    NANOCLR_NOCLEANUP();
}

HRESULT Externs::NativeClose___STATIC__VOID__I4(CLR_RT_StackFrame &stack)
{
    NANOCLR_HEADER();

    ti_models_close(Int(stack.Arg0()));

    NANOCLR_NOCLEANUP_NOLABEL();
}
