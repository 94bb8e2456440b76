using TinyInfer.Compiler;
using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Bench.Generated;

/// <summary>
/// Makes networks op by op, with weights as training leaves them: most are small, the largest of each channel is 127. The same
/// for ever. Activations have the scale 0.05 and the zero point −128 behind a RELU, −3 elsewhere.
/// </summary>
internal sealed class NetworkMaker
{
    private const float Scale = 0.05f;
    private const int ZeroPoint = -3;

    private readonly LoweredProgram _program = new();
    private uint _random = 1;

    public Volume Input(int height, int width, int channels)
    {
        var input = New(height, width, channels, isPositive: false);
        _program.Inputs.Add(Edge("input", input));
        return input;
    }

    /// <summary>SAME padding, a RELU behind it.</summary>
    public Volume Conv(Volume input, int kernelHeight, int kernelWidth, int channels, int stride = 1, int dilation = 1) =>
        Convolve(OpCode.Conv2D, input, kernelHeight, kernelWidth, channels, kernelHeight * kernelWidth * input.Channels, stride, dilation);

    public Volume Depthwise(Volume input, int kernelHeight, int kernelWidth, int multiplier = 1, int stride = 1) =>
        Convolve(OpCode.DepthwiseConv2D, input, kernelHeight, kernelWidth, multiplier * input.Channels, kernelHeight * kernelWidth, stride, dilation: 1);

    public Volume Dense(Volume input, int channels, bool perChannel = false)
    {
        var output = New(1, 1, channels, isPositive: false);
        var (weights, sums) = Weights(channels, input.Bytes, stride: 1);
        _program.Ops.Add(new FullyConnectedOp
        {
            Source = input.Tensor,
            Destination = output.Tensor,
            Weights = weights,
            Bias = Biases(sums, input.ZeroPoint),
            Requantization = Requantization.FromFactors(Factors(channels, input.Bytes, perChannel)),
            InputZeroPoint = input.ZeroPoint,
            OutputZeroPoint = output.ZeroPoint,
            ActivationMin = sbyte.MinValue,
            ActivationMax = sbyte.MaxValue,
            Batches = 1,
            InputDepth = input.Bytes,
            OutputDepth = channels,
            SourceOps = [_program.Ops.Count],
        });
        return output;
    }

    public Volume Add(Volume a, Volume b)
    {
        var output = New(a.Height, a.Width, a.Channels, isPositive: false);

        // Both scales are that of the output: a half, a half, and 2 / 2^20.
        BinaryOperand Operand(Volume operand) => new(operand.Tensor, operand.Bytes, 1) { ZeroPoint = operand.ZeroPoint, Multiplier = 1 << 30, Shift = 0 };

        _program.Ops.Add(new BinaryOp(OpCode.Add)
        {
            Operand1 = Operand(a),
            Operand2 = Operand(b),
            Destination = output.Tensor,
            Outer = 1,
            Inner = output.Bytes,
            OutputMultiplier = 1 << 30,
            OutputShift = 2 - BinaryRecordShift,
            OutputZeroPoint = output.ZeroPoint,
            ActivationMin = sbyte.MinValue,
            ActivationMax = sbyte.MaxValue,
            SourceOps = [_program.Ops.Count],
        });
        return output;
    }

    public Volume AveragePool(Volume input, int height, int width) => Pool(OpCode.AveragePool2D, input, height, width);

    public Volume MaxPool(Volume input, int height, int width) => Pool(OpCode.MaxPool2D, input, height, width);

    /// <summary>Along the channels, of the same height, width and zero point.</summary>
    public Volume Concatenate(Volume a, Volume b)
    {
        var output = New(a.Height, a.Width, a.Channels + b.Channels, isPositive: false) with { ZeroPoint = a.ZeroPoint };
        foreach (var (part, offset) in new[] { (a, 0), (b, a.Channels) })
        {
            _program.Ops.Add(new StridedCopyOp
            {
                Source = part.Tensor,
                Destination = output.Tensor,
                InputOffset = 0,
                OutputOffset = offset,
                RunBytes = part.Channels,
                Loops = [new(a.Height * a.Width, part.Channels, output.Channels)],
                IsPart = true,
                SourceOps = [_program.Ops.Count],
            });
        }

        return output;
    }

    public byte[] Finish(Volume output, ConvertOptions options)
    {
        _program.Outputs.Add(Edge("output", output));
        return ModelConverter.Convert(_program, options);
    }

    private const int BinaryRecordShift = 20;

    private Volume Convolve(OpCode code, Volume input, int kernelHeight, int kernelWidth, int channels, int products, int stride, int dilation)
    {
        var (rows, columns) = (Same(input.Height, kernelHeight, stride, dilation), Same(input.Width, kernelWidth, stride, dilation));
        var output = New(rows.Output, columns.Output, channels, isPositive: true);
        var (weights, sums) = Weights(channels, products, code == OpCode.Conv2D ? 1 : channels);
        _program.Ops.Add(new ConvOp(code)
        {
            Source = input.Tensor,
            Destination = output.Tensor,
            Weights = weights,
            Bias = Biases(sums, input.ZeroPoint),
            Requantization = Requantization.FromFactors(Factors(channels, products, perChannel: true)),
            InputZeroPoint = input.ZeroPoint,
            OutputZeroPoint = output.ZeroPoint,
            ActivationMin = sbyte.MinValue,
            ActivationMax = sbyte.MaxValue,
            Batches = 1,
            Rows = rows,
            Columns = columns,
            InputChannels = input.Channels,
            OutputChannels = channels,
            SourceOps = [_program.Ops.Count],
        });
        return output;
    }

    private Volume Pool(OpCode code, Volume input, int height, int width)
    {
        var (rows, columns) = (new Window(input.Height, input.Height / height, height, height, 1, 0), new Window(input.Width, input.Width / width, width, width, 1, 0));
        var output = New(rows.Output, columns.Output, input.Channels, isPositive: false) with { ZeroPoint = input.ZeroPoint };
        _program.Ops.Add(new PoolOp(code)
        {
            Source = input.Tensor,
            Destination = output.Tensor,
            Batches = 1,
            Channels = input.Channels,
            Rows = rows,
            Columns = columns,
            ActivationMin = sbyte.MinValue,
            ActivationMax = sbyte.MaxValue,
            SourceOps = [_program.Ops.Count],
        });
        return output;
    }

    private Volume New(int height, int width, int channels, bool isPositive)
    {
        var tensor = new ArenaTensor { Name = $"tensor {_program.Ops.Count}", Bytes = height * width * channels };
        return new Volume(tensor, height, width, channels, isPositive ? sbyte.MinValue : ZeroPoint);
    }

    private static ProgramTensor Edge(string name, Volume volume) => new(
        name, [1, volume.Height, volume.Width, volume.Channels], volume.Tensor, new Quantization([Scale], [volume.ZeroPoint], 0), ElementType.Int8, ElementType.Int8);

    private static Window Same(int input, int kernel, int stride, int dilation)
    {
        var output = (input + stride - 1) / stride;
        return new Window(input, output, kernel, stride, dilation, Math.Max(0, (output - 1) * stride + (kernel - 1) * dilation + 1 - input) / 2);
    }

    /// <summary>[channels, products] with stride 1, [products, channels] with the channels as stride; and the sum of each channel's.</summary>
    private (ConstantData Weights, int[] Sums) Weights(int channels, int products, int stride)
    {
        var weights = new byte[channels * products];
        var sums = new int[channels];
        for (var channel = 0; channel < channels; channel++)
        {
            var largest = Next(products);
            for (var i = 0; i < products; i++)
            {
                // Of four numbers with the standard deviation 12 each: 24 in all.
                var value = i == largest ? 127 : Next(41) + Next(41) + Next(41) + Next(41) - 80;
                weights[stride == 1 ? channel * products + i : i * stride + channel] = (byte)value;
                sums[channel] += value;
            }
        }

        return (new ConstantData { Bytes = weights }, sums);
    }

    private ConstantData Biases(int[] sums, int inputZeroPoint)
    {
        var bytes = new byte[4 * sums.Length];
        Buffer.BlockCopy(sums.Select(sum => Next(4001) - 2000 - inputZeroPoint * sum).ToArray(), 0, bytes, 0, bytes.Length);
        return new ConstantData { Bytes = bytes };
    }

    /// <summary>What brings sums of products with a standard deviation of 24 · 60 each to one of 40, a little otherwise for each channel.</summary>
    private double[] Factors(int channels, int products, bool perChannel) =>
    [
        .. Enumerable.Range(0, channels).Select(_ => 40 / (24 * 60 * Math.Sqrt(products)) * (perChannel ? 0.8 + 0.01 * Next(41) : 1)),
    ];

    private int Next(int below)
    {
        _random = _random * 1664525 + 1013904223;
        return (int)((_random >> 8) % (uint)below);
    }
}

/// <summary>A tensor of a network that is being made.</summary>
internal sealed record Volume(ArenaTensor Tensor, int Height, int Width, int Channels, int ZeroPoint)
{
    public int Bytes => Height * Width * Channels;
}
