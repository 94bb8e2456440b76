using System.Buffers.Binary;
using TinyInfer.Compiler.Estimates;
using TinyInfer.Compiler.Layouts;

namespace TinyInfer.Compiler.Inspection;

/// <summary>Describes one op record that the runtime's reader has accepted.</summary>
internal sealed class RecordReader(byte[] file, int record)
{
    private const int BiasBytes = 4;
    private const int MultiplierBytes = 4;
    private const int ShiftBytes = 1;
    private const int Int32Bytes = 4;

    public OpDescription Describe(int index)
    {
        var code = (OpCode)U16(OpRecord.Code);
        return code switch
        {
            OpCode.Conv2D or OpCode.DepthwiseConv2D or OpCode.Conv2DPart => Conv(index, code),
            OpCode.FullyConnected => FullyConnected(index),
            OpCode.AveragePool2D or OpCode.MaxPool2D => Pool(index, code),
            OpCode.Add or OpCode.Sub or OpCode.Mul => Binary(index, code),
            OpCode.Softmax => Softmax(index),
            OpCode.Lookup => Lookup(index),
            OpCode.Mean => Mean(index),
            OpCode.ArgMax => ArgMax(index),
            OpCode.ResizeNearestNeighbor => Resize(index),
            OpCode.StridedCopy => StridedCopy(index),
            OpCode.Fill => Fill(index),
            OpCode.LoadConstant => LoadConstant(index),
            _ => throw new InvalidOperationException($"The reader accepted opcode {code}, which has no description."),
        };
    }

    private OpDescription Conv(int index, OpCode code)
    {
        int[] output =
        [
            U16(ConvRecord.Batches), U16(ConvRecord.OutputHeight), U16(ConvRecord.OutputWidth), U16(ConvRecord.OutputChannels),
        ];
        var input = U16(ConvRecord.Batches) * U16(ConvRecord.InputHeight) * U16(ConvRecord.InputWidth) * U16(ConvRecord.InputChannels);
        var taps = U16(ConvRecord.KernelHeight) * U16(ConvRecord.KernelWidth);
        var weights = code == OpCode.DepthwiseConv2D ? U16(ConvRecord.OutputChannels) * taps : StoredWeights();
        var parameters = Channels(U16(ConvRecord.OutputChannels), ConvRecord.MultiplierStart, ConvRecord.ShiftStart);
        var write = code == OpCode.Conv2DPart
            ? Strided(I32(ConvRecord.OutputStart), output[3], [(Count(output[..3]), I32(ConvPartRecord.OutputPixelStride))])
            : Dense(ConvRecord.OutputStart, Count(output));
        return Op(index, code, output, weights + parameters, [Dense(ConvRecord.InputStart, input)], write) with { Kernel = ConvKernel() };
    }

    private string ConvKernel()
    {
        string Both(int height, int width) => U16(height) == U16(width) ? $"{U16(height)}" : $"{U16(height)}×{U16(width)}";
        string Unless1(string name, int height, int width) => U16(height) == 1 && U16(width) == 1 ? "" : $" {name} {Both(height, width)}";

        return $"{U16(ConvRecord.KernelHeight)}×{U16(ConvRecord.KernelWidth)}"
            + Unless1("stride", ConvRecord.StrideHeight, ConvRecord.StrideWidth)
            + Unless1("dilation", ConvRecord.DilationHeight, ConvRecord.DilationWidth)
            + $", {U16(ConvRecord.InputChannels)}→{U16(ConvRecord.OutputChannels)}";
    }

    private OpDescription FullyConnected(int index)
    {
        var batches = U16(FullyConnectedRecord.Batches);
        var inputDepth = I32(FullyConnectedRecord.InputDepth);
        var outputDepth = I32(FullyConnectedRecord.OutputDepth);
        var parameters = Channels(outputDepth, FullyConnectedRecord.MultiplierStart, FullyConnectedRecord.ShiftStart);
        return Op(
            index, OpCode.FullyConnected, [batches, outputDepth], StoredWeights() + parameters,
            [Dense(FullyConnectedRecord.InputStart, batches * inputDepth)], FullyConnectedRecord.OutputStart) with { Kernel = $"{inputDepth}→{outputDepth}" };
    }

    private OpDescription Pool(int index, OpCode code)
    {
        int[] output = [U16(PoolRecord.Batches), U16(PoolRecord.OutputHeight), U16(PoolRecord.OutputWidth), U16(PoolRecord.Channels)];
        var input = U16(PoolRecord.Batches) * U16(PoolRecord.InputHeight) * U16(PoolRecord.InputWidth) * U16(PoolRecord.Channels);
        return Op(index, code, output, 0, [Dense(PoolRecord.InputStart, input)], PoolRecord.OutputStart);
    }

    private OpDescription Binary(int index, OpCode code)
    {
        var outer = I32(BinaryRecord.Outer);
        var inner = I32(BinaryRecord.Inner);

        ArenaAccess Operand(int start, int outerStride, int innerStride) =>
            Dense(start, (outer - 1) * I32(outerStride) + (inner - 1) * I32(innerStride) + 1);

        return Op(
            index, code, [outer, inner], 0,
            [
                Operand(BinaryRecord.Input1Start, BinaryRecord.Input1OuterStride, BinaryRecord.Input1InnerStride),
                Operand(BinaryRecord.Input2Start, BinaryRecord.Input2OuterStride, BinaryRecord.Input2InnerStride),
            ],
            BinaryRecord.OutputStart);
    }

    private OpDescription Softmax(int index)
    {
        int[] shape = [I32(SoftmaxRecord.Rows), I32(SoftmaxRecord.Depth)];
        return Op(index, OpCode.Softmax, shape, 0, [Dense(SoftmaxRecord.InputStart, Count(shape))], SoftmaxRecord.OutputStart);
    }

    private OpDescription Lookup(int index)
    {
        var count = I32(LookupRecord.Count);
        return Op(
            index, OpCode.Lookup, [count], LookupRecord.TableBytes, [Dense(LookupRecord.InputStart, count)], LookupRecord.OutputStart);
    }

    private OpDescription Mean(int index)
    {
        int[] output = [I32(MeanRecord.Outer), I32(MeanRecord.Inner)];
        var input = Dense(MeanRecord.InputStart, Count(output) * I32(MeanRecord.Axis));
        return Op(index, OpCode.Mean, output, 0, [input], MeanRecord.OutputStart);
    }

    private OpDescription ArgMax(int index)
    {
        int[] output = [I32(ArgMaxRecord.Outer), I32(ArgMaxRecord.Inner)];
        var input = Dense(ArgMaxRecord.InputStart, Count(output) * I32(ArgMaxRecord.Axis));
        return Op(index, OpCode.ArgMax, output, 0, [input], Dense(ArgMaxRecord.OutputStart, Count(output) * Int32Bytes));
    }

    private OpDescription Resize(int index)
    {
        var height = U16(ResizeNearestNeighborRecord.OutputHeight);
        var width = U16(ResizeNearestNeighborRecord.OutputWidth);
        var batches = U16(ResizeNearestNeighborRecord.Batches);
        var channels = U16(ResizeNearestNeighborRecord.Channels);
        var input = batches * U16(ResizeNearestNeighborRecord.InputHeight) * U16(ResizeNearestNeighborRecord.InputWidth) * channels;
        return Op(
            index, OpCode.ResizeNearestNeighbor, [batches, height, width, channels], (height + width) * sizeof(ushort),
            [Dense(ResizeNearestNeighborRecord.InputStart, input)], ResizeNearestNeighborRecord.OutputStart);
    }

    private OpDescription StridedCopy(int index)
    {
        var loops = Enumerable.Range(0, StridedCopyRecord.Loops)
            .Select(i => StridedCopyRecord.FirstLoop + i * StridedCopyRecord.LoopSize)
            .Select(loop => new CopyLoop(
                I32(loop + StridedCopyRecord.LoopCount), I32(loop + StridedCopyRecord.LoopInputStride),
                I32(loop + StridedCopyRecord.LoopOutputStride)))
            .Where(loop => loop.Count > 1)
            .ToArray();
        var run = I32(StridedCopyRecord.RunBytes);
        return Op(
            index, OpCode.StridedCopy, [.. loops.Select(loop => loop.Count), run], 0,
            [Strided(I32(StridedCopyRecord.InputStart), run, [.. loops.Select(loop => (loop.Count, loop.InputStride))])],
            Strided(I32(StridedCopyRecord.OutputStart), run, [.. loops.Select(loop => (loop.Count, loop.OutputStride))]));
    }

    private OpDescription Fill(int index) =>
        Op(index, OpCode.Fill, [I32(FillRecord.Count)], 0, [], FillRecord.OutputStart);

    private OpDescription LoadConstant(int index)
    {
        var count = I32(LoadConstantRecord.Count);
        return Op(index, OpCode.LoadConstant, [count], count, [], LoadConstantRecord.OutputStart);
    }

    private OpDescription Op(int index, OpCode code, int[] output, int parameterBytes, ArenaAccess[] reads, int outputStart) =>
        Op(index, code, output, parameterBytes, reads, Dense(outputStart, Count(output)));

    private OpDescription Op(int index, OpCode code, int[] output, int parameterBytes, ArenaAccess[] reads, ArenaAccess write) =>
        new(index, code, output, I32(OpRecord.Units), I32(OpRecord.MacsPerUnit), parameterBytes, reads, write);

    /// <summary>Bytes of weights in the layout that they have.</summary>
    private int StoredWeights()
    {
        var view = new RecordView(file, record);
        return (int)WeightMatrix.Of(view)!.BytesIn(view.WeightLayout);
    }

    /// <summary>Bytes of biases and of what is stored for each channel.</summary>
    private int Channels(int channels, int multiplierStart, int shiftStart) =>
        channels * (BiasBytes
            + (I32(multiplierStart) == OpRecord.None ? 0 : MultiplierBytes)
            + (I32(shiftStart) == OpRecord.None ? 0 : ShiftBytes));

    private ArenaAccess Dense(int start, int bytes) => ArenaAccess.Dense(I32(start), bytes);

    private static ArenaAccess Strided(int start, int run, (int Count, int Stride)[] loops)
    {
        var first = start + loops.Sum(loop => Math.Min(0, (loop.Count - 1) * loop.Stride));
        var last = start + loops.Sum(loop => Math.Max(0, (loop.Count - 1) * loop.Stride));

        IEnumerable<ArenaRange> Runs(int at, int depth) => depth == loops.Length
            ? [new ArenaRange(at, run)]
            : Enumerable.Range(0, loops[depth].Count).SelectMany(i => Runs(at + i * loops[depth].Stride, depth + 1));

        return new ArenaAccess(new ArenaRange(first, last - first + run), Runs(start, 0));
    }

    private static int Count(int[] shape) => shape.Aggregate(1, (product, dimension) => product * dimension);

    private int U16(int field) => BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(record + field));

    private int I32(int field) => BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(record + field));

    private readonly record struct CopyLoop(int Count, int InputStride, int OutputStride);
}
