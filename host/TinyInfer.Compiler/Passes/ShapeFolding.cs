using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Passes;

/// <summary>
/// Computes at conversion what the network computes from shapes: all shapes are known, so the SHAPE, STRIDED_SLICE and
/// PACK that exporters put in front of a RESHAPE for the sake of an open batch are constants.
/// </summary>
internal static class ShapeFolding
{
    /// <summary>Shape arithmetic is about a few numbers; anything bigger is a computation of another kind.</summary>
    private const int MaxElements = 256;

    public static void Run(NetworkGraph graph)
    {
        var outputs = graph.Outputs.ToHashSet();
        var kept = new List<GraphNode>();
        foreach (var node in graph.Nodes)
        {
            if (node.Outputs is [var output] && !outputs.Contains(output) && TryFold(node, output))
            {
                graph.Vanished.Add(node);
            }
            else
            {
                kept.Add(node);
            }
        }

        graph.Nodes.Clear();
        graph.Nodes.AddRange(kept);
    }

    private static bool TryFold(GraphNode node, GraphTensor output)
    {
        // Only the shape changes, whatever the elements are.
        if (node.Op is "RESHAPE" or "SQUEEZE" or "EXPAND_DIMS" && node.Inputs is [{ IsConstant: true } input, ..]
            && input.Type == output.Type && input.ElementCount == output.ElementCount)
        {
            output.Constant = input.Constant;
            return true;
        }

        if (output.Type is not (TensorType.Int32 or TensorType.Int64) || output.ElementCount > MaxElements)
        {
            return false;
        }

        var values = Evaluate(node);
        if (values is null || values.Count != output.ElementCount)
        {
            return false;
        }

        output.SetIntegers(values);
        return true;
    }

    /// <returns>Null when the op is not of this kind or its inputs are not known.</returns>
    private static IReadOnlyList<long>? Evaluate(GraphNode node)
    {
        if (node.Op == "SHAPE")
        {
            return node.Inputs is [{ } tensor] ? [.. tensor.Shape.Select(dimension => (long)dimension)] : null;
        }

        var inputs = node.Inputs.Select(IntegerConstants.Integers).OfType<long[]>().ToArray();
        if (inputs.Length == 0 || inputs.Length != node.Inputs.Count || inputs.Any(input => input.Length > MaxElements))
        {
            return null;
        }

        return node.Op switch
        {
            "CAST" => inputs[0],
            "PACK" => Join(node, scalarsOnly: true, inputs),
            "CONCATENATION" => Join(node, scalarsOnly: false, inputs),
            "STRIDED_SLICE" => Slice(node, inputs),
            "GATHER" => Gather(node, inputs),
            "REDUCE_PROD" => Product(node, inputs),
            "ADD" => Combine(node, inputs, (a, b) => unchecked(a + b)),
            "SUB" => Combine(node, inputs, (a, b) => unchecked(a - b)),
            "MUL" => Combine(node, inputs, (a, b) => unchecked(a * b)),
            _ => null,
        };
    }

    /// <summary>PACK of scalars, or CONCATENATION of vectors.</summary>
    private static long[]? Join(GraphNode node, bool scalarsOnly, long[][] inputs) =>
        node.Inputs.All(input => input!.Shape.Length == (scalarsOnly ? 0 : 1)) ? [.. inputs.SelectMany(input => input)] : null;

    /// <summary>A slice of a vector, as begin, end and stride say; a mask bit means "from the start" or "to the end".</summary>
    private static List<long>? Slice(GraphNode node, long[][] inputs)
    {
        if (node.Options is not StridedSliceOptions { EllipsisMask: 0, NewAxisMask: 0, Offset: false } options
            || inputs is not [var source, [var begin], [var end], [var stride]]
            || node.Inputs[0]!.Shape.Length != 1 || stride == 0)
        {
            return null;
        }

        // Going down, the position before the first element is -1.
        var (lowest, highest) = stride > 0 ? (0L, (long)source.Length) : (-1L, source.Length - 1L);
        long Position(long index) => Math.Clamp(index < 0 ? index + source.Length : index, lowest, highest);

        var first = (options.BeginMask & 1) != 0 ? (stride > 0 ? lowest : highest) : Position(begin);
        var last = (options.EndMask & 1) != 0 ? (stride > 0 ? highest : lowest) : Position(end);
        if ((options.ShrinkAxisMask & 1) != 0)
        {
            return first >= 0 && first < source.Length ? [source[first]] : null;
        }

        var slice = new List<long>();
        var step = Math.Clamp(stride, -MaxElements - 1, MaxElements + 1);
        for (var i = first; step > 0 ? i < last : i > last; i += step)
        {
            slice.Add(source[i]);
        }

        return slice;
    }

    private static long[]? Gather(GraphNode node, long[][] inputs)
    {
        if (node.Options is not GatherOptions { Axis: 0 or -1, BatchDims: 0 } || inputs is not [var source, var indices]
            || node.Inputs[0]!.Shape.Length != 1 || indices.Any(index => index < 0 || index >= source.Length))
        {
            return null;
        }

        return [.. indices.Select(index => source[index])];
    }

    private static long[]? Product(GraphNode node, long[][] inputs) =>
        inputs is [var source, [0 or -1]] && node.Inputs[0]!.Shape.Length == 1
            ? [source.Aggregate(1L, (product, value) => unchecked(product * value))]
            : null;

    /// <summary>Elementwise; a scalar goes with every element.</summary>
    private static long[]? Combine(GraphNode node, long[][] inputs, Func<long, long, long> combine)
    {
        if (inputs is not [var a, var b] || node.Options is not BinaryOptions { Activation: FusedActivation.None })
        {
            return null;
        }

        return a.Length == b.Length ? [.. a.Zip(b, combine)]
            : b.Length == 1 ? [.. a.Select(value => combine(value, b[0]))]
            : a.Length == 1 ? [.. b.Select(value => combine(a[0], value))]
            : null;
    }
}
