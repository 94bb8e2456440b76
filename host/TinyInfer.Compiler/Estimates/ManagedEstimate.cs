namespace TinyInfer.Compiler.Estimates;

/// <summary>
/// What a loaded model takes on the managed heap of a 32-bit CLR, beside its file and the bytes of its arena: the back
/// end's arrays, and every object that loading leaves. A device test compares it with the heap of a real CLR.
/// </summary>
internal static class ManagedEstimate
{
    /// <summary>nf-interpreter, CLR_RT_HeapBlock: an object takes one, and one more for each field.</summary>
    public const int BlockBytes = 12;

    /// <summary>Model and its source, Interpreter, ManagedBackend, Scratch and PreparedOps.</summary>
    public const int ObjectBytes = 480;

    /// <summary>A Tensor.</summary>
    public const int TensorBytes = 96;

    /// <summary>A PlainWeights.</summary>
    public const int PlainWeightsBytes = 36;

    /// <summary>nf-interpreter, CLR_RT_HeapBlock_Array.</summary>
    private const int ArrayHeaderBytes = 20;

    /// <summary>For single elements of tensors.</summary>
    private const int ElementBytes = 4;

    /// <param name="file">The whole file, with records and constants in place.</param>
    /// <param name="tensors">Inputs and outputs.</param>
    /// <param name="prepack">See <see cref="ManagedBackend.PrepackWeights"/>.</param>
    public static MemoryEstimate Of(byte[] file, int opsStart, int opsEnd, int tensors, int arenaBytes, bool prepack)
    {
        var scratch = Scratch.Allocate(file, opsStart, opsEnd, prepack);
        var preparedBytes = PreparedOps.Bytes(file, opsStart, opsEnd, prepack);
        var plainBytes = PlainWeights.Count(file, opsStart, opsEnd);
        var packedBytes = ManagedBackend.PersistentBytesOf(file, opsStart, opsEnd, prepack) - Scratch.Bytes(file, opsStart, opsEnd, prepack) - preparedBytes - plainBytes;
        return new MemoryEstimate(
            BackEndKind.Managed,
            ArrayBytes(sizeof(long) * scratch.Columns.Length) + ArrayBytes(sizeof(long) * scratch.Accumulators.Length) + ArrayBytes(sizeof(int) * scratch.Ints.Length)
                + (plainBytes > 0 ? PlainWeightsBytes + ArrayBytes(plainBytes) : 0),
            ArrayBytes(preparedBytes) + (packedBytes > 0 ? ArrayBytes(packedBytes) : 0) + ArrayBytes(arenaBytes) - arenaBytes
                + ObjectBytes + tensors * TensorBytes + ArrayBytes(tensors * BlockBytes) + ArrayBytes(ElementBytes));
    }

    private static long ArrayBytes(long content) => (content + ArrayHeaderBytes + BlockBytes - 1) / BlockBytes * BlockBytes;
}
