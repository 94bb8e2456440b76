namespace TinyInfer.Compiler.Tests.OpReference;

/// <summary>ADD, SUB and MUL with broadcasting.</summary>
public static class ArithmeticReference
{
    public static Int8Tensor Add(Int8Tensor a, Int8Tensor b, float outputScale, int outputZeroPoint, RealRange activation)
    {
        double twice = 2 * (double)Math.Max(a.Scale, b.Scale);
        return Sum(a, a.Scale / twice, b, b.Scale / twice, 1, twice / (1048576.0 * outputScale), outputScale, outputZeroPoint, activation);
    }

    /// <summary>tflite-micro prepares SUB with floats where ADD has doubles.</summary>
    public static Int8Tensor Subtract(Int8Tensor a, Int8Tensor b, float outputScale, int outputZeroPoint, RealRange activation)
    {
        var twice = (float)(2 * Math.Max(a.Scale, b.Scale));
        var outputFactor = (float)(twice / (float)(1048576f * outputScale));
        return Sum(a, (float)(a.Scale / twice), b, (float)(b.Scale / twice), -1, outputFactor, outputScale, outputZeroPoint, activation);
    }

    public static Int8Tensor Multiply(Int8Tensor a, Int8Tensor b, float outputScale, int outputZeroPoint, RealRange activation) =>
        Broadcast(a, b, outputScale, outputZeroPoint, activation, (x, y) =>
            Rescale.Multiply(x * y, (double)a.Scale * b.Scale / outputScale));

    /// <summary>Both operands are brought to 2^-20 of twice the larger scale, added, and brought to the output's scale.</summary>
    private static Int8Tensor Sum(
        Int8Tensor a, double factorA, Int8Tensor b, double factorB, int sign, double outputFactor,
        float outputScale, int outputZeroPoint, RealRange activation) =>
        Broadcast(a, b, outputScale, outputZeroPoint, activation, (x, y) =>
        {
            var sum = Rescale.Multiply(x * 1048576, factorA) + (sign * Rescale.Multiply(y * 1048576, factorB));
            return Rescale.Multiply(sum, outputFactor);
        });

    /// <summary>Shapes are aligned at their last dimension; a dimension of 1 is repeated.</summary>
    private static Int8Tensor Broadcast(
        Int8Tensor a, Int8Tensor b, float outputScale, int outputZeroPoint, RealRange activation, Func<long, long, long> combine)
    {
        var rank = Math.Max(a.Rank, b.Rank);
        var (left, right) = (Extend(a, rank), Extend(b, rank));
        int[] shape = [.. left.Shape.Zip(right.Shape, Math.Max)];
        return Int8Tensor.Compute(shape, outputScale, outputZeroPoint, index => activation.Clamp(
            combine(left.Centered(Source(left, index)), right.Centered(Source(right, index))) + outputZeroPoint,
            outputScale, outputZeroPoint));
    }

    private static Int8Tensor Extend(Int8Tensor tensor, int rank) =>
        tensor.Reshape([.. Enumerable.Repeat(1, rank - tensor.Rank), .. tensor.Shape]);

    private static int[] Source(Int8Tensor tensor, int[] index) =>
        [.. index.Select((i, axis) => tensor.Shape[axis] == 1 ? 0 : i)];
}
