using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Import.Onnx;

/// <summary>What exporters compute of shapes, for the sake of an open batch: all shapes are known, so it is constant.</summary>
internal static class OnnxIntegers
{
    /// <summary>Shape arithmetic is about a few numbers.</summary>
    private const int MaxElements = 1024;

    /// <returns>False when the op is not of this kind.</returns>
    public static bool TryFold(OnnxOp op)
    {
        if (op.Name == "Shape")
        {
            var shape = op.Input(0).Shape;
            var (start, end) = (op.Int32("start", 0), op.Int32("end", shape.Length));
            int Place(int at) => Math.Clamp(at < 0 ? at + shape.Length : at, 0, shape.Length);
            Define(op, [.. shape[Place(start)..Math.Max(Place(start), Place(end))].Select(size => (long)size)], null);
            return true;
        }

        if (op.Name == "ConstantOfShape")
        {
            return FillShape(op);
        }

        OnnxValue?[] inputs = [.. Enumerable.Range(0, op.InputCount).Select(op.Optional)];
        if (inputs.Length == 0 || inputs[0] is null || inputs.Any(input => input is not null && !IsFewIntegers(op, input)))
        {
            return false;
        }

        long[][] values = [.. inputs.Select(input => input is null ? [] : op.Scope.Canonical(input).Integers()!)];
        switch (op.Name)
        {
            case "Cast" or "Identity" or "Floor" or "Ceil":
                Define(op, values[0], inputs[0]!.Shape);
                return true;
            case "Unsqueeze" or "Squeeze" or "Reshape" or "Flatten":
                Define(op, values[0], op.Name == "Squeeze" || op.Name == "Reshape" && values.Length > 1 && values[1].Length == 0 ? [] : null);
                return true;
            case "Concat":
                Define(op, [.. values.SelectMany(value => value)], null);
                return true;
            case "Gather" when inputs[0]!.Rank == 1:
                Define(op, [.. values[1].Select(index => At(op, values[0], index))], inputs[1]!.Shape);
                return true;
            case "Slice" when inputs[0]!.Rank == 1 && values.Length >= 3:
                Define(op, Slice(op, values), null);
                return true;
            case "Add":
                Combine(op, inputs, values, (a, b) => unchecked(a + b));
                return true;
            case "Sub":
                Combine(op, inputs, values, (a, b) => unchecked(a - b));
                return true;
            case "Mul":
                Combine(op, inputs, values, (a, b) => unchecked(a * b));
                return true;
            case "Div":
                Combine(op, inputs, values, (a, b) => b == 0 ? throw op.Refusal("it divides by 0", "export the network again") : a / b);
                return true;
            default:
                return false;
        }
    }

    private static bool IsFewIntegers(OnnxOp op, OnnxValue value) =>
        value.IsConstant && value.ElementCount <= MaxElements && value.Stored.Type is TensorType.Int32 or TensorType.Int64;

    private static long At(OnnxOp op, long[] values, long index)
    {
        var at = index < 0 ? index + values.Length : index;
        return at >= 0 && at < values.Length ? values[at] : throw op.Refusal($"index {index} does not exist in {values.Length}", "export the network again");
    }

    private static long[] Slice(OnnxOp op, long[][] values)
    {
        var step = values.Length > 4 && values[4].Length > 0 ? values[4][0] : 1;
        if (step != 1 || values[1].Length != 1 || values[2].Length != 1)
        {
            throw op.Refusal("this slice of a shape is not supported", "export the network with fixed shapes");
        }

        int Place(long at) => (int)Math.Clamp(at < 0 ? at + values[0].Length : at, 0, values[0].Length);
        return values[0][Place(values[1][0])..Math.Max(Place(values[1][0]), Place(values[2][0]))];
    }

    private static void Combine(OnnxOp op, OnnxValue?[] inputs, long[][] values, Func<long, long, long> combine)
    {
        var (a, b) = (values[0], values[1]);
        if (a.Length != b.Length && a.Length != 1 && b.Length != 1)
        {
            throw op.Refusal($"{a.Length} and {b.Length} integers do not fit together", "export the network again");
        }

        var count = Math.Max(a.Length, b.Length);
        Define(
            op, [.. Enumerable.Range(0, count).Select(i => combine(a[a.Length == 1 ? 0 : i], b[b.Length == 1 ? 0 : i]))],
            a.Length >= b.Length ? inputs[0]!.Shape : inputs[1]!.Shape);
    }

    private static bool FillShape(OnnxOp op)
    {
        var shape = op.Ints(0, "the shape")!;
        var count = shape.Aggregate(1L, (product, size) => product * Math.Max(size, 0));
        if (count > MaxElements * MaxElements || shape.Any(size => size < 0))
        {
            throw op.Refusal($"shape [{string.Join(", ", shape)}] is not supported", "export the network with fixed shapes");
        }

        var value = op.Attribute("value")?.Tensor is { } tensor ? OnnxTensors.Read(tensor, "value", null) : FloatConstants.Float("value", [1], [0]);
        var element = value.Constant!;
        var bytes = new byte[count * element.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = element[i % element.Length];
        }

        op.Define(OnnxValue.Of(new GraphTensor { Name = op.Output, Type = value.Type, Shape = shape, Constant = bytes }));
        return true;
    }

    private static void Define(OnnxOp op, long[] values, int[]? shape)
    {
        var tensor = new GraphTensor { Name = op.Output, Type = TensorType.Int64, Shape = shape ?? [values.Length] };
        tensor.SetIntegers(values);
        op.Define(OnnxValue.Of(tensor));
    }
}
