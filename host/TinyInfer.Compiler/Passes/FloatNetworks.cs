using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Reference;

namespace TinyInfer.Compiler.Passes;

/// <summary>What kind of network it is.</summary>
public static class FloatNetworks
{
    private static readonly HashSet<string> s_bridges = ["QUANTIZE", "DEQUANTIZE"];

    /// <summary>
    /// Whether the body computes in float: no op but one between the two worlds has an int8 or uint8 tensor, and some op
    /// has a float one.
    /// </summary>
    public static bool IsFloat(NetworkGraph graph)
    {
        var body = graph.Nodes.Where(node => !s_bridges.Contains(node.Op)).ToList();
        return body.SelectMany(node => node.Outputs).Any(output => output.Type == TensorType.Float32)
            && !body.SelectMany(node => node.Inputs.Concat(node.Outputs)).OfType<GraphTensor>()
                .Any(tensor => tensor.Type is TensorType.Int8 or TensorType.UInt8 or TensorType.Int16);
    }

    /// <exception cref="UnsupportedModelException">Lists everything that cannot be computed.</exception>
    public static void RequireComputable(NetworkGraph graph)
    {
        List<ConversionProblem> problems = [.. graph.Problems, .. FloatExecutor.Unsupported(graph)];
        problems.AddRange(graph.Nodes.Where(node => node.Outputs.Count == 0 || node.Inputs.Take(LeastInputs(node.Op)).Count(input => input is not null) < LeastInputs(node.Op))
            .Select(node => new ConversionProblem(node.Index, node.Op, null, "an input or its output is missing", "the file contradicts itself: export it again")));
        if (problems.Count == 0)
        {
            // Shapes that do not fit together come out here, before passes rely on them.
            new FloatExecutor(graph).Run(new float[graph.Inputs.Sum(input => input.ElementCount)]);
        }
        else
        {
            throw new UnsupportedModelException([.. problems.DistinctBy(problem => (problem.Op, problem.Tensor, problem.Why)).OrderBy(problem => problem.Op)]);
        }
    }

    private static int LeastInputs(string op) => op switch
    {
        "CONV_2D" or "DEPTHWISE_CONV_2D" or "FULLY_CONNECTED" or "ADD" or "SUB" or "MUL" or "DIV" or "PAD" or "MEAN" or "TRANSPOSE" or "SPLIT"
            or "RESIZE_NEAREST_NEIGHBOR" or "ARG_MAX" => 2,
        "PADV2" => 3,
        "STRIDED_SLICE" => 4,
        _ => 1,
    };
}
