using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Passes;

/// <summary>A RELU, RELU6 or RELU_N1_TO_1 becomes the clamp of the op before it.</summary>
internal static class ActivationFusion
{
    public static void Run(NetworkGraph graph)
    {
        var uses = new GraphUses(graph);
        var fused = new HashSet<GraphNode>();
        foreach (var node in graph.Nodes)
        {
            var activation = node.Op switch
            {
                "RELU" => FusedActivation.Relu,
                "RELU6" => FusedActivation.Relu6,
                "RELU_N1_TO_1" => FusedActivation.ReluN1To1,
                _ => FusedActivation.None,
            };
            if (activation == FusedActivation.None || node is not { Inputs: [{ Type: TensorType.Float32, Quantization: null } input], Outputs: [var output] }
                || uses.Producer(input) is not { } producer || uses.SoleConsumer(input) != node
                || ActivationOf(producer) != FusedActivation.None)
            {
                continue;
            }

            producer.Options = WithActivation(producer, activation);
            producer.Outputs[0] = output;
            producer.Absorbed.AddRange([.. node.Absorbed, node]);
            fused.Add(node);
        }

        graph.Nodes.RemoveAll(fused.Contains);
    }

    /// <summary>Null for ops that cannot have one.</summary>
    public static FusedActivation? ActivationOf(GraphNode node) => node.Options switch
    {
        Conv2DOptions options => options.Activation,
        DepthwiseConv2DOptions options => options.Activation,
        FullyConnectedOptions options => options.Activation,
        BinaryOptions options when node.Op is "ADD" or "SUB" or "MUL" => options.Activation,
        Pool2DOptions options => options.Activation,
        _ => null,
    };

    public static object? WithActivation(GraphNode node, FusedActivation activation) => node.Options switch
    {
        Conv2DOptions options => options with { Activation = activation },
        DepthwiseConv2DOptions options => options with { Activation = activation },
        FullyConnectedOptions options => options with { Activation = activation },
        BinaryOptions options => options with { Activation = activation },
        Pool2DOptions options => options with { Activation = activation },
        var other => other,
    };
}
