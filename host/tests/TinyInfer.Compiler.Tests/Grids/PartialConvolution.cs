using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Import;
using TinyInfer.Compiler.Lowering;
using TinyInfer.Compiler.Passes;
using TinyInfer.OpGrids;

namespace TinyInfer.Compiler.Tests.Grids;

/// <summary>A grid's case of a CONV_2D that writes among the channels of a larger tensor, whose others keep their value.</summary>
/// <param name="File">The converted case; its output is the larger tensor.</param>
/// <param name="Outputs">What it gives for all samples.</param>
internal sealed record PartialConvolution(byte[] File, byte[] Outputs)
{
    private const sbyte Others = 99;

    /// <param name="outputs">What the case gives by itself.</param>
    public static PartialConvolution Of(GridCase gridCase, byte[] outputs)
    {
        var graph = ModelImporter.Import(gridCase.Model, new ImportOptions());
        PassPipeline.Run(graph);
        var program = Lowerer.Lower(graph);
        var at = program.Ops.FindIndex(op => op is ConvOp { Code: OpCode.Conv2D });
        var conv = (ConvOp)program.Ops[at];

        // Before the outputs of a position lie so many channels of others, behind them so many.
        var (before, behind) = (gridCase.Index % 5 * 4 % 7, gridCase.Index % 11);
        var stride = before + conv.OutputChannels + behind;
        var joint = new ArenaTensor { Name = "joint", Bytes = conv.Output.Bytes / conv.OutputChannels * stride };
        program.Ops[at] = conv.Into(joint, new(before, stride));
        program.Ops.Insert(at, new FillOp { Destination = joint, Value = Others, SourceOps = [] });
        var output = program.Outputs.Single();
        program.Outputs[0] = output with { Shape = [.. output.Shape.Take(3), stride], Tensor = joint };

        IEnumerable<byte> Fill(int channels) => Enumerable.Repeat((byte)Others, channels);

        byte[] among = [.. outputs.Chunk(conv.OutputChannels).SelectMany(position => Fill(before).Concat(position).Concat(Fill(behind)))];
        return new(ModelConverter.Convert(program, new()), among);
    }
}
