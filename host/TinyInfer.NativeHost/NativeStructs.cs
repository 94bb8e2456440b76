using System.Runtime.InteropServices;

namespace TinyInfer.NativeHost;

/// <summary>ti_status beyond the values that it shares with <see cref="ErrorCode"/>: a wrong call.</summary>
internal enum CallStatus
{
    Null = 32,
    NotOpen = 33,
    BadRecord = 34,
    BadUnits = 35,
    BadRange = 36,
    NotPrepared = 37,
    Changed = 38,
}

/// <summary>ti_item: what ti_query answers.</summary>
internal enum QueryItem
{
    AbiVersion = 0,
    BackEnd = 1,
    Ops = 2,
}

/// <summary>ti_needs.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeNeeds
{
    public uint ArenaBytes;
    public uint ScratchBytes;
    public uint PersistentBytes;
}

/// <summary>ti_context, whose content is the library's; only the place of the last failure is read here.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeContext
{
    public uint State;
    public uint ModelBytes;
    public uint OpsStart;
    public uint OpsEnd;
    public uint DataStart;
    public uint DataEnd;
    public uint TensorBytes;
    public uint ScratchBytes;
    public uint PersistentBytes;
    public uint OpCount;
    public nint Arena;
    public nint Persistent;
    public uint Record;
    public uint RecordIndex;
    public uint FailedAt;
}
