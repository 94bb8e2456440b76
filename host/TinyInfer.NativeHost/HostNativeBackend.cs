using System.Runtime.InteropServices;

namespace TinyInfer.NativeHost;

/// <summary>
/// Computes in the native kernels on a PC: the same C that runs in a board's firmware. Arena and persistent bytes lie
/// outside of the managed heap, and the model's array is pinned as long as this is open.
/// </summary>
public sealed unsafe class HostNativeBackend : Backend
{
    /// <summary>Of the arena, as on the device; the library itself asks for 4.</summary>
    private const uint ArenaAlignment = 16;

    private readonly NativeKernels _kernels;
    private GCHandle _model;
    private byte* _modelBytes;
    private NativeContext* _context;
    private void* _arena;
    private void* _persistent;
    private NativeNeeds _needs;

    /// <exception cref="NativeLibraryException">The library is not there, or not the right one; the message says what to do.</exception>
    public HostNativeBackend()
        : this(NativeKernels.OfThisProcess)
    {
    }

    internal HostNativeBackend(NativeKernels kernels) => _kernels = kernels;

    /// <summary>For one that was never closed: its memory is not the collector's.</summary>
    ~HostNativeBackend() => Release();

    /// <inheritdoc/>
    public override string Name => "native";

    /// <inheritdoc/>
    public override int PersistentBytes => (int)_needs.PersistentBytes;

    /// <summary>Bytes behind the tensors that ops use while they run; known after <see cref="Open"/>.</summary>
    public int ScratchBytes => (int)_needs.ScratchBytes;

    /// <inheritdoc/>
    public override void Open(Model model)
    {
        if (_context != null)
        {
            throw new InvalidOperationException("This back end serves another model.");
        }

        try
        {
            _model = GCHandle.Alloc(model.Bytes, GCHandleType.Pinned);
            _modelBytes = (byte*)_model.AddrOfPinnedObject();
            _context = (NativeContext*)Allocate((uint)sizeof(NativeContext));
            fixed (NativeNeeds* needs = &_needs)
            {
                Require(_kernels.Open(_context, _modelBytes, (uint)model.Bytes.Length, needs));
            }

            _arena = Allocate(_needs.ArenaBytes);
            _persistent = Allocate(_needs.PersistentBytes);
            Require(_kernels.Attach(_context, _modelBytes, _arena, _needs.ArenaBytes, _persistent, _needs.PersistentBytes));
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <inheritdoc/>
    public override bool Supports(OpCode op) => op > 0 && (int)op < 32 && (_kernels.Query((int)QueryItem.Ops) >> (int)op & 1) != 0;

    /// <inheritdoc/>
    public override void Prepare(int record) => Require(_kernels.Prepare(_context, _modelBytes, (uint)record));

    /// <inheritdoc/>
    public override void Eval(int record, int first, int count) =>
        Require(_kernels.Eval(_context, _modelBytes, (uint)record, (uint)first, (uint)count));

    /// <inheritdoc/>
    public override void Read(int arenaStart, sbyte[] destination, int destinationIndex, int count)
    {
        fixed (sbyte* bytes = destination.AsSpan(destinationIndex, count))
        {
            if (count > 0)
            {
                Require(_kernels.Read(_context, (uint)arenaStart, bytes, (uint)count));
            }
        }
    }

    /// <inheritdoc/>
    public override void Write(int arenaStart, sbyte[] source, int sourceIndex, int count)
    {
        fixed (sbyte* bytes = source.AsSpan(sourceIndex, count))
        {
            if (count > 0)
            {
                Require(_kernels.Write(_context, (uint)arenaStart, bytes, (uint)count));
            }
        }
    }

    /// <summary>What computes a prepared op, for logs: "ref", "opt", "cmsis_nn", "esp_nn".</summary>
    public string PathOf(int record) => Marshal.PtrToStringAnsi((nint)_kernels.PathOf(_context, _modelBytes, (uint)record)) ?? "";

    /// <inheritdoc/>
    public override void Close()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        if (_context != null)
        {
            _kernels.Close(_context);
        }

        NativeMemory.AlignedFree(_persistent);
        NativeMemory.AlignedFree(_arena);
        NativeMemory.AlignedFree(_context);
        _persistent = null;
        _arena = null;
        _context = null;
        _modelBytes = null;
        if (_model.IsAllocated)
        {
            _model.Free();
        }
    }

    /// <summary>Zeroed, as an array is. What no array could hold is a file's mistake, not a need.</summary>
    private static void* Allocate(uint bytes)
    {
        try
        {
            if (bytes > Array.MaxLength)
            {
                throw new OutOfMemoryException();
            }

            var memory = NativeMemory.AlignedAlloc(Math.Max(bytes, 1), ArenaAlignment);
            NativeMemory.Clear(memory, bytes);
            return memory;
        }
        catch (OutOfMemoryException)
        {
            throw new TinyInferException(ErrorCode.OutOfMemory, FileHeader.ArenaBytes, (int)Math.Min(bytes, int.MaxValue), 0);
        }
    }

    private void Require(int status)
    {
        if (status != 0)
        {
            throw Failure(status);
        }
    }

    private Exception Failure(int status) => (CallStatus)status switch
    {
        CallStatus.Null or CallStatus.NotOpen => new InvalidOperationException("The back end has no open model."),
        CallStatus.Changed => new InvalidOperationException("The model's bytes have changed since it was opened."),
        CallStatus.BadRecord or CallStatus.BadUnits or CallStatus.BadRange or CallStatus.NotPrepared =>
            new ArgumentException($"The native kernels refuse this call: {(CallStatus)status}."),
        _ => new TinyInferException((ErrorCode)status, (int)_context->FailedAt, 0, 0),
    };
}
