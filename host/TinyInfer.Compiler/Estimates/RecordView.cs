using System.Buffers.Binary;
using TinyInfer.Compiler.Layouts;

namespace TinyInfer.Compiler.Estimates;

/// <summary>An op record in a whole file, as the native kernels see it: in place, with the constants that it points to.</summary>
internal readonly struct RecordView(byte[] file, int start)
{
    public byte[] File => file;

    /// <summary>Where the record begins in it.</summary>
    public int Start => start;

    public OpCode Code => (OpCode)U16(OpRecord.Code);

    /// <summary>Products a sum of a CONV_2D.</summary>
    public long ConvDepth => (long)U16(ConvRecord.KernelHeight) * U16(ConvRecord.KernelWidth) * U16(ConvRecord.InputChannels);

    /// <summary>Of a weighted op, whose records begin with the same fields.</summary>
    public WeightLayout WeightLayout => (WeightLayout)file[start + ConvRecord.WeightLayout];

    public bool HasPlainWeights => WeightLayout == WeightLayout.Plain;

    public int U16(int field) => BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(start + field));

    public int I32(int field) => BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(start + field));

    public int I8(int field) => (sbyte)file[start + field];

    public int ConstantI32(int place) => BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(place));

    public int ConstantI8(int place) => (sbyte)file[place];
}

/// <summary>What an op needs of a back end, in bytes: scratch while it runs, persistent bytes from Prepare on.</summary>
internal readonly record struct OpMemory(long Scratch, long Persistent);
