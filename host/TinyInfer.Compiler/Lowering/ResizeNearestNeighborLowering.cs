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
        var rows = Positions(inputHeight, node.RequireUInt16(output, size[0], "the height"), options);
        var columns = Positions(inputWidth, node.RequireUInt16(output, size[1], "the width"), options);

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

    /// <summary>All in float, as the reference computes it: other types round to other neighbours.</summary>
    private static int[] Positions(int input, int output, ResizeNearestNeighborOptions options)
    {
        var scale = options.AlignCorners && output > 1
            ? (input - 1) / (float)(output - 1)
            : input / (float)output;
        var offset = options.HalfPixelCenters ? 0.5f : 0f;
        var positions = new int[output];
        for (var i = 0; i < output; i++)
        {
            var exact = (i + offset) * scale;
            var nearest = options.AlignCorners ? MathF.Round(exact, MidpointRounding.AwayFromZero) : MathF.Floor(exact);
            positions[i] = Math.Min((int)nearest, input - 1);
        }

        return positions;
    }
}
