using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Import.Onnx;

/// <summary>Functions of one value, and Add, Sub, Mul and Div of two.</summary>
internal static class OnnxElementwise
{
    public static void Relu(OnnxOp op) => Unary(op, "RELU", null);

    public static void Sigmoid(OnnxOp op) => Unary(op, "LOGISTIC", null);

    public static void Tanh(OnnxOp op) => Unary(op, "TANH", null);

    public static void HardSwish(OnnxOp op) => Unary(op, "HARD_SWISH", null);

    public static void LeakyRelu(OnnxOp op) => Unary(op, "LEAKY_RELU", new LeakyReluOptions(op.Float("alpha", 0.01f)));

    public static void HardSigmoid(OnnxOp op) =>
        Unary(op, "HARD_SIGMOID", new HardSigmoidOptions(op.Float("alpha", 0.2f), op.Float("beta", 0.5f)));

    public static void Clip(OnnxOp op)
    {
        var min = op.Has("min") ? op.Float("min", 0) : op.Floats(1, "the minimum") is [var low] ? low : float.NegativeInfinity;
        var max = op.Has("max") ? op.Float("max", 0) : op.Floats(2, "the maximum") is [var high] ? high : float.PositiveInfinity;
        if (!(min <= max))
        {
            throw op.Refusal($"the minimum {min} is above the maximum {max}", "export the network again");
        }

        // Exporters write the largest float for "no limit".
        switch (min <= -float.MaxValue ? float.NegativeInfinity : min, max >= float.MaxValue ? float.PositiveInfinity : max)
        {
            case (0, float.PositiveInfinity): Unary(op, "RELU", null); break;
            case (0, 6): Unary(op, "RELU6", null); break;
            case (-1, 1): Unary(op, "RELU_N1_TO_1", null); break;
            case (float.NegativeInfinity, float.PositiveInfinity): op.Define(op.Input(0)); break;
            default: Unary(op, "CLIP", new ClipOptions(min, max)); break;
        }
    }

    public static void Add(OnnxOp op) => Binary(op, "ADD");

    public static void Sub(OnnxOp op) => Binary(op, "SUB");

    public static void Mul(OnnxOp op) => Binary(op, "MUL");

    /// <summary>By a constant: a multiplication by its reciprocal.</summary>
    public static void Div(OnnxOp op)
    {
        var divisor = op.Floats(1, "the divisor") ?? throw op.Refusal("its divisor is missing", "export the network again");
        if (divisor.Any(value => value == 0 || !float.IsFinite(1 / value)))
        {
            throw op.Refusal("it divides by 0", "export the network again", op.Input(1));
        }

        var reciprocal = FloatConstants.Float("reciprocal", op.Input(1).Shape, [.. divisor.Select(value => 1 / value)]);
        Binary(op, "MUL", op.Input(0), OnnxValue.Of(reciprocal));
    }

    private static void Unary(OnnxOp op, string code, object? options)
    {
        var input = op.Input(0);
        op.Define(input with { Stored = op.Scope.Emit(code, options, op.Output, input.Stored.Shape, input.Stored) });
    }

    private static void Binary(OnnxOp op, string code) => Binary(op, code, op.Input(0), op.Input(1));

    private static void Binary(OnnxOp op, string code, OnnxValue a, OnnxValue b)
    {
        var options = new BinaryOptions(FusedActivation.None);

        // Whatever the order, when both have the same or one is a single number.
        if (IsScalar(b) && b.Rank <= a.Rank)
        {
            op.Define(a with { Stored = op.Scope.Emit(code, options, op.Output, a.Stored.Shape, a.Stored, op.Scope.Reshape(b.Stored, [])) });
            return;
        }

        if (IsScalar(a) && a.Rank <= b.Rank)
        {
            op.Define(b with { Stored = op.Scope.Emit(code, options, op.Output, b.Stored.Shape, op.Scope.Reshape(a.Stored, []), b.Stored) });
            return;
        }

        if (a.Basis.SequenceEqual(b.Basis) && a.Order.SequenceEqual(b.Order) && a.Shape.SequenceEqual(b.Shape))
        {
            op.Define(a with { Stored = op.Scope.Emit(code, options, op.Output, a.Stored.Shape, a.Stored, b.Stored) });
            return;
        }

        var rank = Math.Max(a.Rank, b.Rank);
        (a, b) = (Align(op, a, rank), Align(op, b, rank));
        var shape = new int[rank];
        for (var i = 0; i < rank; i++)
        {
            shape[i] = Math.Max(a.Shape[i], b.Shape[i]);
            if ((a.Shape[i] != shape[i] && a.Shape[i] != 1) || (b.Shape[i] != shape[i] && b.Shape[i] != 1))
            {
                throw op.Refusal($"[{string.Join(", ", a.Shape)}] and [{string.Join(", ", b.Shape)}] do not fit together", "export the network again");
            }
        }

        // The larger one keeps its order, unless that lacks a dimension of the result.
        var leader = b.IsConstant || (!a.IsConstant && a.ElementCount >= b.ElementCount) ? a : b;
        var order = OnnxValue.Identity(rank).All(i => shape[i] == 1 || leader.Order.Contains(i)) ? leader.Order : OnnxValue.Identity(rank);
        int[] stored = [.. order.Select(dimension => dimension < 0 ? 1 : shape[dimension])];
        var result = op.Scope.Emit(code, options, op.Output, stored, op.Scope.InOrder(a, order), op.Scope.InOrder(b, order));
        op.Define(OnnxValue.Of(result, order, shape));
    }

    private static bool IsScalar(OnnxValue value) => value.IsConstant && value.ElementCount == 1;

    /// <summary>With leading ones, so that it has the rank.</summary>
    private static OnnxValue Align(OnnxOp op, OnnxValue value, int rank) =>
        OnnxMovement.Plain(op, value).Reshape([.. Enumerable.Repeat(1, rank - value.Rank), .. value.Shape]);
}
