using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Passes.Channels;

namespace TinyInfer.Compiler.Passes;

/// <summary>
/// Rewrites a network as imported into one that has only what a device must compute. What cannot be rewritten stays as
/// it is, or is named in <see cref="NetworkGraph.Problems"/>; the lowerer reports everything at once.
/// </summary>
public static class PassPipeline
{
    public static void Run(NetworkGraph graph)
    {
        ShapeFolding.Run(graph);
        DeadNodeRemoval.Run(graph);
        EdgePeeling.Run(graph);
        PadFolding.Run(graph);
        ElementwiseLookups.Run(graph);
        LookupMerging.Run(graph);
        IdentityRemoval.Run(graph);
        DeadChannels.Run(graph);
    }
}
