using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Passes;

/// <summary>
/// Rewrites a float network into one with fewer ops and the same answers, before it is quantised. A tensor that has a
/// scale already, as networks trained for quantisation say it, stays: its rounding is part of the network.
/// </summary>
public static class FloatPasses
{
    public static void Run(NetworkGraph graph)
    {
        ShapeFolding.Run(graph);
        ConstantFolding.Run(graph);
        DeadNodeRemoval.Run(graph);
        MovementRemoval.Run(graph);
        HardSwishFusion.Run(graph);
        AffineFolding.Run(graph);
        ActivationFusion.Run(graph);
        DeadNodeRemoval.Run(graph);
    }
}
