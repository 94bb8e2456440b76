namespace TinyInfer.Compiler.Tests.Lowering;

/// <summary>Positions in dense tensors, written out plainly.</summary>
internal static class Indices
{
    /// <summary>All index tuples of a shape, in memory order.</summary>
    public static IEnumerable<int[]> All(int[] shape)
    {
        IEnumerable<int[]> tuples = [[]];
        foreach (var size in shape)
        {
            tuples = tuples.SelectMany(tuple => Enumerable.Range(0, size).Select(i => (int[])[.. tuple, i]));
        }

        return tuples;
    }

    public static int Position(int[] shape, int[] index) =>
        shape.Zip(index).Aggregate(0, (position, pair) => position * pair.First + pair.Second);

    public static int Count(int[] shape) => shape.Aggregate(1, (product, size) => product * size);

    public static int[] RandomShape(Random random, int rank, int largest = 4) =>
        [.. Enumerable.Range(0, rank).Select(_ => random.Next(1, largest + 1))];

    public static byte[] RandomBytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
