using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Lowering;

/// <summary>From ops with shapes and scales to op records with integers.</summary>
public static class Lowerer
{
    private static readonly Dictionary<string, Action<ProgramBuilder, GraphNode>> Lowerings = new()
    {
        ["CONV_2D"] = ConvLowering.LowerConv2D,
        ["DEPTHWISE_CONV_2D"] = ConvLowering.LowerDepthwiseConv2D,
        ["FULLY_CONNECTED"] = FullyConnectedLowering.Lower,
        ["AVERAGE_POOL_2D"] = (builder, node) => PoolLowering.Lower(builder, node, OpCode.AveragePool2D),
        ["MAX_POOL_2D"] = (builder, node) => PoolLowering.Lower(builder, node, OpCode.MaxPool2D),
        ["ADD"] = (builder, node) => BinaryLowering.Lower(builder, node, OpCode.Add),
        ["SUB"] = (builder, node) => BinaryLowering.Lower(builder, node, OpCode.Sub),
        ["MUL"] = (builder, node) => BinaryLowering.Lower(builder, node, OpCode.Mul),
        ["SOFTMAX"] = SoftmaxLowering.Lower,
        ["LOOKUP"] = LookupLowering.Lower,
        ["RESHAPE"] = AliasLowering.Lower,
        ["SQUEEZE"] = AliasLowering.Lower,
        ["EXPAND_DIMS"] = AliasLowering.Lower,
        ["PAD"] = PadLowering.Lower,
        ["PADV2"] = PadLowering.Lower,
        ["MEAN"] = MeanLowering.Lower,
        ["CONCATENATION"] = ConcatenationLowering.Lower,
        ["STRIDED_SLICE"] = StridedSliceLowering.Lower,
        ["TRANSPOSE"] = TransposeLowering.Lower,
        ["SPLIT"] = SplitLowering.Lower,
        ["RESIZE_NEAREST_NEIGHBOR"] = ResizeNearestNeighborLowering.Lower,
        ["ARG_MAX"] = ArgMaxLowering.Lower,
    };

    /// <exception cref="UnsupportedModelException">Lists every op that cannot be converted.</exception>
    public static LoweredProgram Lower(NetworkGraph graph)
    {
        var builder = new ProgramBuilder();
        var problems = new List<ConversionProblem>(graph.Problems);
        var reported = problems.Select(problem => problem.Op).ToHashSet();

        AddInputs(graph, builder, problems);
        foreach (var node in graph.Nodes)
        {
            try
            {
                // A small hostile file can unroll into any number of records; the first too many are enough to refuse it.
                if (!reported.Contains(node.Index) && builder.Program.Ops.Count <= ushort.MaxValue)
                {
                    LowerNode(builder, node);
                }
            }
            catch (RefusedException refused)
            {
                problems.Add(refused.Problem);
            }

            builder.AssumeOutputs(node);
        }

        AddOutputs(graph, builder, problems);
        RefuseTooMuch(builder.Program, problems);
        if (problems.Count > 0)
        {
            throw new UnsupportedModelException([.. problems.OrderBy(problem => problem.Op)]);
        }

        AddDebugOutputs(graph, builder);
        return builder.Program;
    }

    private static void LowerNode(ProgramBuilder builder, GraphNode node)
    {
        if (!Lowerings.TryGetValue(node.Op, out var lower))
        {
            throw node.Refusal(
                node.Outputs.FirstOrDefault(),
                "this op is not supported",
                "express it with supported ops, or cut the network before it and compute the rest in the app");
        }

        lower(builder, node);
    }

    private static void AddInputs(NetworkGraph graph, ProgramBuilder builder, List<ConversionProblem> problems)
    {
        foreach (var input in graph.Inputs)
        {
            if (input.Type != TensorType.Int8)
            {
                problems.Add(TypeProblem(input, "input", "INT8 inside, with INT8, UINT8 or FLOAT32 at the edge, is"));
            }
            else if (builder.Find(input) is not null)
            {
                problems.Add(Requirements.ModelProblem(input.Name, "it is an input twice", "export the network again"));
            }
            else
            {
                builder.Program.Inputs.AddRange(Edge(graph, input, builder.Define(input), problems));
            }
        }
    }

    private static void AddOutputs(NetworkGraph graph, ProgramBuilder builder, List<ConversionProblem> problems)
    {
        foreach (var output in graph.Outputs)
        {
            if (output.Type is not (TensorType.Int8 or TensorType.Int32))
            {
                problems.Add(TypeProblem(output, "output", "INT8 inside, with INT8, UINT8 or FLOAT32 at the edge, or INT32 of ARG_MAX is"));
            }
            else if (builder.Find(output) is null && output.Constant is null)
            {
                problems.Add(Requirements.ModelProblem(output.Name, "it is an output, but no op computes it", "export the network again"));
            }
            else
            {
                builder.Program.Outputs.AddRange(Edge(graph, output, builder.FindOrLoad(output), problems));
            }
        }
    }

    private static ConversionProblem TypeProblem(GraphTensor tensor, string role, string supported) => Requirements.ModelProblem(
        tensor.Name,
        $"{role} type {Requirements.TypeName(tensor.Type)} is not supported ({supported})",
        Requirements.ReexportInt8);

    /// <summary>The tensor as an app sees it; nothing if that is a problem.</summary>
    private static IEnumerable<ProgramTensor> Edge(
        NetworkGraph graph,
        GraphTensor tensor,
        ArenaTensor place,
        List<ConversionProblem> problems)
    {
        if (tensor.Shape.Length > TensorEntry.MaxRank)
        {
            var why = $"shape {Requirements.ShapeText(tensor.Shape)} has {tensor.Shape.Length} dimensions, "
                + $"an input or output has at most {TensorEntry.MaxRank}";
            problems.Add(Requirements.ModelProblem(tensor.Name, why, "reshape it in the network"));
            yield break;
        }

        // Bytes without a scale are plain numbers.
        var quantization = tensor.Type == TensorType.Int8 ? tensor.Quantization ?? new([1], [0], 0) : null;
        if (quantization is not null && Requirements.Obstacle(quantization) is { } obstacle)
        {
            problems.Add(Requirements.ModelProblem(tensor.Name, obstacle, Requirements.ReexportInt8));
            yield break;
        }

        var appType = graph.AppTypes.GetValueOrDefault(tensor, tensor.Type);
        yield return new(tensor.Name, tensor.Shape, place, quantization, Element(tensor.Type), Element(appType));
    }

    private static ElementType Element(TensorType type) => type switch
    {
        TensorType.Int8 => ElementType.Int8,
        TensorType.UInt8 => ElementType.UInt8,
        TensorType.Int32 => ElementType.Int32,
        TensorType.Float32 => ElementType.Float32,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not an edge type"),
    };

    private static void RefuseTooMuch(LoweredProgram program, List<ConversionProblem> problems)
    {
        var macs = program.Ops.Sum(op => (long)op.Units * op.MacsPerUnit);
        if (macs > int.MaxValue)
        {
            var why = $"it needs {macs} multiply-accumulates, at most {int.MaxValue} are supported";
            problems.Add(Requirements.ModelProblem(null, why, "make the network smaller"));
        }

        if (program.Ops.Count > ushort.MaxValue)
        {
            var why = $"it becomes at least {program.Ops.Count} op records, at most {ushort.MaxValue} are supported";
            problems.Add(Requirements.ModelProblem(null, why, "make the network smaller"));
        }
    }

    /// <summary>
    /// Names every output of the source network. One that is another name of its input, that lies there in another
    /// encoding (uint8 as int8), or that no op writes counts as folded.
    /// </summary>
    private static void AddDebugOutputs(NetworkGraph graph, ProgramBuilder builder)
    {
        foreach (var op in graph.SourceOps)
        {
            foreach (var tensor in op.Outputs)
            {
                var exists = !builder.Aliases.Contains(tensor)
                    && !graph.Inputs.Contains(tensor)
                    && graph.AppTypes.GetValueOrDefault(tensor) != TensorType.UInt8;
                builder.Program.DebugOutputs.Add(new(op.Index, $"{op.Op} {tensor.Name}", exists ? builder.Find(tensor) : null));
            }
        }
    }
}
