using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Lowering;

/// <summary>LOOKUP: what the passes make of elementwise ops.</summary>
internal static class LookupLowering
{
    public static void Lower(ProgramBuilder builder, GraphNode node)
    {
        var table = node.RequireOptions<LookupOptions>().Table;
        var (input, output) = (node.RequireInput(0), node.RequireOutput());
        node.RequireType(input, TensorType.Int8);
        node.RequireType(output, TensorType.Int8);
        node.RequireElementCount(output, input.ElementCount);

        builder.Emit(new LookupOp
        {
            Source = builder.Read(node, input),
            Destination = builder.Write(node, output),
            Table = new() { Bytes = [.. table.Select(value => (byte)value)] },
            SourceOps = ProgramBuilder.SourceOps(node),
        });
    }
}
