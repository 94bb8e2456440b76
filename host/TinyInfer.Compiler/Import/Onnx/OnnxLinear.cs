using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Import.Onnx;

/// <summary>Gemm, MatMul and BatchNormalization.</summary>
internal static class OnnxLinear
{
    public static void Gemm(OnnxOp op)
    {
        var (input, weights) = (op.Input(0), op.Input(1));
        input = op.Int("transA", 0) != 0 ? OnnxMovement.Plain(op, input).Transpose([1, 0]) : input;
        RequireWeights(op, input, weights, op.Int("transB", 0) != 0 ? 1 : 0);
        var filter = op.Scope.InOrder(weights, op.Int("transB", 0) != 0 ? [0, 1] : [1, 0]);
        var alpha = op.Float("alpha", 1);
        filter = alpha == 1 ? filter : Scale(filter, alpha);
        var outputs = filter.Shape[0];
        GraphTensor? bias = null;
        if (op.Floats(2, "the bias") is { } values)
        {
            var beta = op.Float("beta", 1);
            if (values.Length != 1 && values.Length != outputs || op.Input(2).Shape is [not 1, not 1])
            {
                throw op.Refusal($"a bias of {values.Length} elements is not supported for {outputs} outputs", "give one for each output", op.Input(2));
            }

            bias = values.Length == outputs && beta == 1
                ? op.Scope.Reshape(op.Scope.Canonical(op.Input(2)), [outputs])
                : FloatConstants.Float("bias", [outputs], [.. Enumerable.Range(0, outputs).Select(i => beta * values[values.Length == 1 ? 0 : i])]);
        }

        int[] shape = [input.Shape[0], outputs];
        var options = new FullyConnectedOptions(FusedActivation.None, ShuffledWeights: false, KeepNumDims: false);
        if (InStoredOrder(input, filter) is { } permuted)
        {
            var flat = op.Scope.Reshape(input.Stored, input.Shape);
            op.Define(OnnxValue.Of(op.Scope.Emit("FULLY_CONNECTED", options, op.Output, shape, flat, permuted, bias)));
            return;
        }

        op.Define(OnnxValue.Of(op.Scope.Emit("FULLY_CONNECTED", options, op.Output, shape, op.Scope.Canonical(input), filter, bias)));
    }

    public static void MatMul(OnnxOp op)
    {
        var (input, weights) = (op.Input(0), op.Input(1));
        RequireWeights(op, input, weights, 0);
        var filter = op.Scope.InOrder(weights, [1, 0]);
        int[] shape = [.. input.Shape[..^1], filter.Shape[0]];
        var options = new FullyConnectedOptions(FusedActivation.None, ShuffledWeights: false, KeepNumDims: input.Rank != 2);
        var permuted = input.Rank == 2 ? InStoredOrder(input, filter) : null;
        var source = permuted is null ? op.Scope.Canonical(input) : op.Scope.Reshape(input.Stored, input.Shape);
        op.Define(OnnxValue.Of(op.Scope.Emit("FULLY_CONNECTED", options, op.Output, shape, source, permuted ?? filter, null)));
    }

    /// <summary>A multiplication and an addition for each channel; a pass folds them into the convolution before.</summary>
    public static void BatchNormalization(OnnxOp op)
    {
        if (op.Int("training_mode", 0) != 0)
        {
            throw op.Refusal("training mode is not supported", "export the network in inference mode (model.eval())");
        }

        var input = OnnxMovement.Plain(op, op.Input(0));
        var (scale, bias) = (Parameter(op, 1, "the scale"), Parameter(op, 2, "the bias"));
        var (mean, variance) = (Parameter(op, 3, "the mean"), Parameter(op, 4, "the variance"));
        var channels = input.Rank > 1 ? input.Shape[1] : 0;
        if (new[] { scale, bias, mean, variance }.Any(values => values.Length != channels))
        {
            throw op.Refusal($"its parameters do not fit {channels} channels", "export the network again", input);
        }

        var epsilon = op.Float("epsilon", 1e-5f);
        float[] factor = [.. scale.Select((value, i) => (float)(value / Math.Sqrt((double)variance[i] + epsilon)))];
        float[] offset = [.. bias.Select((value, i) => (float)(value - (double)mean[i] * scale[i] / Math.Sqrt((double)variance[i] + epsilon)))];
        int[] shape = [.. input.Order.Select(dimension => dimension == 1 ? channels : 1)];
        var options = new BinaryOptions(FusedActivation.None);
        var product = op.Scope.Emit(
            "MUL", options, $"{op.Output}_scaled", input.Stored.Shape, input.Stored, FloatConstants.Float("scale", shape, factor));
        var sum = op.Scope.Emit("ADD", options, op.Output, input.Stored.Shape, product, FloatConstants.Float("offset", shape, offset));
        op.Define(input with { Stored = sum });
    }

    private static float[] Parameter(OnnxOp op, int position, string what) =>
        op.Floats(position, what) ?? throw op.Refusal($"{what} is missing", "export the network again");

    private static void RequireWeights(OnnxOp op, OnnxValue input, OnnxValue weights, int depthAxis)
    {
        if (!weights.IsConstant || weights.Rank != 2 || weights.Stored.Type != TensorType.Float32)
        {
            throw op.Refusal("only a constant matrix of float32 is supported as its second input", "export the network with constant weights", weights);
        }

        if (input.Rank < (op.Name == "Gemm" ? 2 : 1) || (op.Name == "Gemm" && input.Rank > 2) || input.Shape[^1] != weights.Shape[depthAxis])
        {
            throw op.Refusal(
                $"an input [{string.Join(", ", input.Shape)}] does not fit weights [{string.Join(", ", weights.Shape)}]", "export the network again", input);
        }
    }

    /// <summary>
    /// Weights for an input that was flattened: their columns in the order in which it is stored, so that nothing needs to
    /// be transposed. Null when it is stored as ONNX flattens it, or not row by row.
    /// </summary>
    private static GraphTensor? InStoredOrder(OnnxValue input, GraphTensor filter)
    {
        var basis = input.Basis;
        if (!input.IsReshaped || basis.Length == 0 || basis[0] != input.Shape[0]
            || (input.Shape[0] != 1 && input.Order.FirstOrDefault(dimension => dimension < 0 || basis[dimension] != 1, -1) != 0))
        {
            return null;
        }

        var position = new int[basis.Length];
        var strides = Lowering.Shapes.Strides(basis);
        var columns = new List<int>(input.Shape[1]);
        Walk(0, 0);
        var (values, depth) = (filter.Floats()!, filter.Shape[1]);
        var permuted = new float[values.Length];
        for (var row = 0; row < filter.Shape[0]; row++)
        {
            for (var i = 0; i < depth; i++)
            {
                permuted[row * depth + i] = values[row * depth + columns[i]];
            }
        }

        var result = FloatConstants.Float(filter.Name, filter.Shape, permuted);
        result.Quantization = filter.Quantization;
        return result;

        // The first row's elements in the order of storage.
        void Walk(int stored, int at)
        {
            if (stored == input.Order.Length)
            {
                columns.Add(at);
                return;
            }

            var dimension = input.Order[stored];
            var size = dimension <= 0 ? 1 : basis[dimension];
            for (var i = 0; i < size; i++)
            {
                Walk(stored + 1, at + (dimension < 0 ? 0 : i * strides[dimension]));
            }
        }
    }

    private static GraphTensor Scale(GraphTensor tensor, float factor) =>
        FloatConstants.Float(tensor.Name, tensor.Shape, [.. tensor.Floats()!.Select(value => value * factor)]);
}
