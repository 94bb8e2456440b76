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
        if (problems.Count > 0)
        {
            throw new UnsupportedModelException([.. problems.DistinctBy(problem => (problem.Op, problem.Tensor, problem.Why)).OrderBy(problem => problem.Op)]);
        }
    }
}
