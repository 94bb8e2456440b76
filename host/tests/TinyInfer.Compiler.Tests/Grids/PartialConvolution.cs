using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Import;
using TinyInfer.Compiler.Lowering;
using TinyInfer.Compiler.Passes;
using TinyInfer.OpGrids;

namespace TinyInfer.Compiler.Tests.Grids;

/// <summary>A grid's case of a convolution, whose outputs lie among the channels of a larger tensor and are copied from there.</summary>
internal static class PartialConvolution
{
    /// <param name="gridCase">A CONV_2D.</param>
    public static byte[] Of(GridCase gridCase)
    {
        var graph = ModelImporter.Import(gridCase.Model, new ImportOptions());
        PassPipeline.Run(graph);
        var program = Lowerer.Lower(graph);
        var at = program.Ops.FindIndex(op => op is ConvOp { Code: OpCode.Conv2D });
        var conv = (ConvOp)program.Ops[at];

        // Before the outputs of a position lie so many channels of others, behind them so many.
        var (before, behind) = (gridCase.Index % 5 * 4 % 7, gridCase.Index % 11);
        var (channels, stride) = (conv.OutputChannels, before + conv.OutputChannels + behind);
        var positions = conv.Output.Bytes / channels;
        var joint = new ArenaTensor { Name = "joint", Bytes = positions * stride };
        program.Ops[at] = conv.Into(joint, new(before, stride));
        program.Ops.Insert(at, new FillOp { Destination = joint, Value = 99, SourceOps = [] });
        program.Ops.Insert(at + 2, new StridedCopyOp
        {
            Source = joint,
            Destination = conv.Output,
            InputOffset = before,
            OutputOffset = 0,
            RunBytes = channels,
            Loops = [new(positions, stride, channels)],
            IsPart = false,
            SourceOps = [],
        });
        return ModelConverter.Convert(program, new());
    }
}
