using Google.FlatBuffers;

namespace TinyInfer.Testing;

internal static class FlatVectors
{
    public static VectorOffset Int32(FlatBufferBuilder builder, IReadOnlyList<int> values)
    {
        builder.StartVector(4, values.Count, 4);
        foreach (var value in values.Reverse())
        {
            builder.AddInt(value);
        }

        return builder.EndVector();
    }

    public static VectorOffset Int64(FlatBufferBuilder builder, IReadOnlyList<long> values)
    {
        builder.StartVector(8, values.Count, 8);
        foreach (var value in values.Reverse())
        {
            builder.AddLong(value);
        }

        return builder.EndVector();
    }

    public static VectorOffset Single(FlatBufferBuilder builder, IReadOnlyList<float> values)
    {
        builder.StartVector(4, values.Count, 4);
        foreach (var value in values.Reverse())
        {
            builder.AddFloat(value);
        }

        return builder.EndVector();
    }

    public static VectorOffset Bytes(FlatBufferBuilder builder, IReadOnlyList<byte> values, int alignment)
    {
        builder.StartVector(1, values.Count, alignment);
        foreach (var value in values.Reverse())
        {
            builder.AddByte(value);
        }

        return builder.EndVector();
    }

    public static VectorOffset Tables(FlatBufferBuilder builder, IReadOnlyList<int> offsets)
    {
        builder.StartVector(4, offsets.Count, 4);
        foreach (var offset in offsets.Reverse())
        {
            builder.AddOffset(offset);
        }

        return builder.EndVector();
    }
}
