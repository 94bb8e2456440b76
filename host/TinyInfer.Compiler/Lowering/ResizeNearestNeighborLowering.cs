using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Lowering;

/// <summary>RESIZE_NEAREST_NEIGHBOR: which input position each output position takes is known here.</summary>
internal static class ResizeNearestNeighborLowering
{
    public static void Lower(ProgramBuilder builder, GraphNode node)
    {
        var options = node.RequireOptions<ResizeNearestNeighborOptions>();
        var (input, output) = (node.RequireInput(0), node.RequireOutput());
        node.RequireType(input, TensorType.Int8);
        node.RequireType(output, TensorType.Int8);
        node.RequireRank(input, 4);
        var size = node.RequireIntegers(node.RequireInput(1));
        if (size.Length != 2)
        {
            throw node.Inconsistent(node.Inputs[1], $"{size.Length} sizes are given, 2 are expected");
        }

        node.RequireShape(output, input.Shape[0], size[0], size[1], input.Shape[3]);
        var inputHeight = node.RequireUInt16(input, input.Shape[1], "the height");
        var inputWidth = node.RequireUInt16(input, input.Shape[2], "the width");
        var rows = NearestNeighbors.Positions(inputHeight, node.RequireUInt16(output, size[0], "the height"), options);
        var columns = NearestNeighbors.Positions(inputWidth, node.RequireUInt16(output, size[1], "the width"), options);

        builder.Emit(new ResizeNearestNeighborOp
        {
            Source = builder.Read(node, input),
            Destination = builder.Write(node, output),
            RowTable = new() { Bytes = LittleEndian.UInt16(rows) },
            ColumnTable = new() { Bytes = LittleEndian.UInt16(columns) },
            Batches = node.RequireUInt16(input, input.Shape[0], "the batch"),
            InputHeight = inputHeight,
            InputWidth = inputWidth,
            Channels = node.RequireUInt16(input, input.Shape[3], "the channel count"),
            OutputHeight = size[0],
            OutputWidth = size[1],
            SourceOps = ProgramBuilder.SourceOps(node),
        });
    }
}
