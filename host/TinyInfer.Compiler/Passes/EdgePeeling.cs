using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Passes;

/// <summary>
/// Exporters may leave float32 or uint8 at the edges of an int8 network: QUANTIZE first, DEQUANTIZE or QUANTIZE last.
/// The body then begins and ends in int8, and <see cref="NetworkGraph.AppTypes"/> says what the app sees. A uint8 edge
/// becomes the int8 tensor with the same reals: value and zero point less 128; its QUANTIZE stays, as int8 to int8.
/// </summary>
internal static class EdgePeeling
{
    private const int UInt8ToInt8 = -128;

    public static void Run(NetworkGraph graph)
    {
        var uses = new GraphUses(graph);
        var peeled = new HashSet<GraphNode>();
        for (var i = 0; i < graph.Inputs.Count; i++)
        {
            PeelInput(graph, uses, i, peeled);
        }

        // An output that ops read too, or that is an output twice, would be two things for the app.
        var repeated = graph.Outputs.GroupBy(output => output).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet();
        for (var i = 0; i < graph.Outputs.Count; i++)
        {
            if (uses.Consumers(graph.Outputs[i]).Count == 0 && !repeated.Contains(graph.Outputs[i]))
            {
                PeelOutput(graph, uses, i, peeled);
            }
        }

        graph.Nodes.RemoveAll(peeled.Contains);
        graph.Vanished.AddRange(peeled);
    }

    private static void PeelInput(NetworkGraph graph, GraphUses uses, int index, HashSet<GraphNode> peeled)
    {
        var input = graph.Inputs[index];
        if (input.Type == TensorType.Float32 && uses.SoleConsumer(input) is { Op: "QUANTIZE", Outputs: [var inner] } quantize
            && IsInt8(inner) && HasSameShape(input, inner) && !uses.IsOutput(inner))
        {
            graph.Inputs[index] = inner;
            inner.Name = input.Name;
            graph.AppTypes[inner] = TensorType.Float32;
            peeled.Add(quantize);
        }
        else if (input.Type == TensorType.UInt8 && !uses.IsOutput(input) && uses.Consumers(input).Count > 0
            && uses.Consumers(input).All(consumer => consumer is { Op: "QUANTIZE", Outputs: [{ Type: TensorType.Int8 }] }))
        {
            TurnIntoInt8(graph, input);
        }
    }

    private static void PeelOutput(NetworkGraph graph, GraphUses uses, int index, HashSet<GraphNode> peeled)
    {
        var output = graph.Outputs[index];
        var producer = uses.Producer(output);
        if (output.Type == TensorType.Float32 && producer is { Op: "DEQUANTIZE", Inputs: [{ IsConstant: false } inner] }
            && IsInt8(inner) && HasSameShape(inner, output)
            && !uses.IsOutput(inner) && !uses.IsInput(inner) && !graph.AppTypes.ContainsKey(inner))
        {
            graph.Outputs[index] = inner;
            inner.Name = output.Name;
            graph.AppTypes[inner] = TensorType.Float32;
            peeled.Add(producer);
        }
        else if (output.Type == TensorType.UInt8 && producer is { Op: "QUANTIZE", Inputs: [{ Type: TensorType.Int8 }] })
        {
            TurnIntoInt8(graph, output);
        }
    }

    private static bool IsInt8(GraphTensor tensor) => tensor is { Type: TensorType.Int8, Quantization.IsPerTensor: true };

    private static bool HasSameShape(GraphTensor a, GraphTensor b) => a.Shape.AsSpan().SequenceEqual(b.Shape);

    private static void TurnIntoInt8(NetworkGraph graph, GraphTensor tensor)
    {
        tensor.Type = TensorType.Int8;
        tensor.Quantization = tensor.Quantization is not { } quantization ? null
            : quantization with { ZeroPoints = [.. quantization.ZeroPoints.Select(zeroPoint => zeroPoint + UInt8ToInt8)] };
        graph.AppTypes[tensor] = TensorType.UInt8;
    }
}
