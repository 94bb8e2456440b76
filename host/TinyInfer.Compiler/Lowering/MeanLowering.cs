using System.Numerics;
using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Lowering;

/// <summary>MEAN over any dimensions.</summary>
internal static class MeanLowering
{
    /// <summary>A sum of this many int8 values fits an int32.</summary>
    private const int MaxCount = 1 << 24;

    public static void Lower(ProgramBuilder builder, GraphNode node)
    {
        var (input, output) = (node.RequireInput(0), node.RequireOutput());
        var quantization = node.RequireQuantizedInt8(input);
        var outputQuantization = node.RequireQuantizedInt8(output);
        var rank = input.Shape.Length;
        var axes = node.RequireIntegers(node.RequireInput(1)).Select(axis => node.RequireAxis(axis, rank)).ToHashSet();
        var count = input.Shape.Where((_, i) => axes.Contains(i)).Aggregate(1L, (product, size) => product * size);
        node.RequireElementCount(output, input.ElementCount / count);
        if (count > MaxCount)
        {
            throw node.Refusal(input, $"a mean of {count} values is not supported (at most {MaxCount})", "take the mean in several steps");
        }

        var (multiplier, shift) = Factor(node, quantization, outputQuantization, (int)count);
        var (source, outer, inner) = Arrange(builder, node, input, axes, (int)count);
        builder.Emit(new MeanOp
        {
            Source = source,
            Destination = builder.Write(node, output),
            Outer = outer,
            Axis = (int)count,
            Inner = inner,
            Bias = -quantization.ZeroPoint * (int)count,
            Multiplier = multiplier,
            Shift = shift,
            OutputZeroPoint = outputQuantization.ZeroPoint,
            SourceOps = ProgramBuilder.SourceOps(node),
        });
    }

    /// <summary>The mean of values that are all the same, as the kernel rounds it.</summary>
    public static int OfConstant(GraphNode node, int value)
    {
        var (input, output) = (node.RequireInput(0), node.RequireOutput());
        var (quantization, outputQuantization) = (node.RequireQuantizedInt8(input), node.RequireQuantizedInt8(output));
        var count = input.ElementCount / output.ElementCount;
        var (multiplier, shift) = Factor(node, quantization, outputQuantization, count);
        var mean = FixedPoint.MultiplyByQuantizedMultiplier((value - quantization.ZeroPoint) * count, multiplier, shift);
        return Math.Clamp(mean + outputQuantization.ZeroPoint, sbyte.MinValue, sbyte.MaxValue);
    }

    /// <summary>The factor between the scales, divided by the count as the reference divides: in integers, rounding down.</summary>
    private static (int Multiplier, int Shift) Factor(GraphNode node, Quantization input, Quantization output, int count)
    {
        var (multiplier, shift) = node.RequireMultiplier((double)input.Scale / output.Scale);
        var bits = Math.Min(BitOperations.Log2((uint)count), 31 + shift);
        return ((int)(((long)multiplier << bits) / count), shift - bits);
    }

    /// <summary>The input as [outer, count, inner]. Means over scattered dimensions are transposed first.</summary>
    private static (ArenaTensor Source, int Outer, int Inner) Arrange(
        ProgramBuilder builder,
        GraphNode node,
        GraphTensor input,
        HashSet<int> axes,
        int count)
    {
        var source = builder.Read(node, input);
        var shape = input.Shape;
        int[] kept = [.. Enumerable.Range(0, shape.Length).Where(i => !axes.Contains(i))];
        int[] reduced = [.. axes.Where(i => shape[i] != 1).Order()];
        if (reduced.Length == 0)
        {
            return (source, 1, input.ElementCount);
        }

        var (first, last) = (reduced[0], reduced[^1]);
        if (!kept.Any(i => i > first && i < last && shape[i] != 1))
        {
            return (source, Shapes.Product(shape[..first]), Shapes.Product(shape[(last + 1)..]));
        }

        // Whatever comes last stays last: it moves in runs.
        var keepsLast = kept.Any(i => i > last && shape[i] != 1);
        int[] order = keepsLast ? [.. reduced, .. kept] : [.. kept, .. reduced];
        var strides = Shapes.Strides(shape);
        var transposed = ProgramBuilder.Temporary(input.Name, input.ElementCount);
        builder.EmitGather(
            node,
            source,
            0,
            [.. order.Select(i => strides[i])],
            transposed,
            [.. order.Select(i => shape[i])],
            elementBytes: 1);
        var others = input.ElementCount / count;
        return keepsLast ? (transposed, 1, others) : (transposed, others, 1);
    }
}
