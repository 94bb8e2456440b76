using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Emit;

/// <summary>Gives constants their place in the data section: equal ones once, each 16-byte aligned.</summary>
internal static class ConstantPool
{
    public const int Alignment = 16;

    /// <summary>Sets the start of every constant of the ops.</summary>
    /// <returns>The end of the last one.</returns>
    public static long Place(IEnumerable<LoweredOp> ops, long start)
    {
        var groups = ops.SelectMany(op => op.Constants)
            .GroupBy(constant => constant.Bytes, ByteComparer.Instance)
            .ToList();

        // Behind the last one nothing is padded: the one that would need the most padding comes there.
        var last = groups.MaxBy(group => Padding(group.Key.Length));
        var end = start;
        foreach (var group in groups.Where(group => group != last).Append(last).OfType<IGrouping<byte[], ConstantData>>())
        {
            end += Padding(end);
            foreach (var constant in group)
            {
                constant.Start = end <= int.MaxValue ? (int)end : -1;
            }

            end += group.Key.Length;
        }

        return end;
    }

    public static long Padding(long position) => (Alignment - position % Alignment) % Alignment;

    private sealed class ByteComparer : IEqualityComparer<byte[]>
    {
        public static readonly ByteComparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] bytes)
        {
            var hash = new HashCode();
            hash.AddBytes(bytes);
            return hash.ToHashCode();
        }
    }
}
