using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Lowering;

/// <summary>RESHAPE, SQUEEZE and EXPAND_DIMS: the same bytes under another shape.</summary>
internal static class AliasLowering
{
    public static void Lower(ProgramBuilder builder, GraphNode node)
    {
        var (input, output) = (node.RequireInput(0), node.RequireOutput());
        node.RequireMovable(input, output);
        node.RequireElementCount(output, input.ElementCount);
        builder.Alias(node, input, output);
    }
}
