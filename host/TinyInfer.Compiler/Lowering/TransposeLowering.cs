using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Lowering;

/// <summary>TRANSPOSE of any rank.</summary>
internal static class TransposeLowering
{
    public static void Lower(ProgramBuilder builder, GraphNode node)
    {
        var (input, output) = (node.RequireInput(0), node.RequireOutput());
        var elementBytes = node.RequireMovable(input, output);
        var rank = input.Shape.Length;
        var permutation = node.RequireIntegers(node.RequireInput(1));
        for (var i = 0; i < permutation.Length; i++)
        {
            permutation[i] = node.RequireAxis(permutation[i], rank);
        }

        if (permutation.Length != rank || permutation.Distinct().Count() != rank)
        {
            throw node.Inconsistent(node.Inputs[1], $"{Requirements.ShapeText(permutation)} is not a permutation of {rank} dimensions");
        }

        int[] shape = [.. permutation.Select(axis => input.Shape[axis])];
        node.RequireShape(output, shape);
        if (KeepsOrder(permutation, input.Shape))
        {
            builder.Alias(node, input, output);
            return;
        }

        var strides = Shapes.Strides(input.Shape);
        int[] permuted = [.. permutation.Select(axis => strides[axis])];
        builder.EmitGather(node, builder.Read(node, input), 0, permuted, builder.Write(node, output), shape, elementBytes);
    }

    /// <summary>Whether only dimensions of 1 move.</summary>
    private static bool KeepsOrder(int[] permutation, int[] shape)
    {
        var longer = permutation.Where(axis => shape[axis] != 1).ToArray();
        return longer.SequenceEqual(longer.Order());
    }
}
