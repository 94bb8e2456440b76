using TinyInfer.Compiler.Inspection;
using TinyInfer.Testing;

namespace TinyInfer.Compiler.Tests.Estimates;

/// <summary>
/// The memory of back ends by hand; 16 persistent bytes an op are the native library's own. That the library asks for
/// the same is compared where it runs. Managed, an array of n bytes takes n + 20, rounded up to 12: without elements 24.
/// Objects take 480 bytes, two tensors 192, their array 48, the array for their elements 24, what the arena is more than its
/// bytes 20 or 24, and what is prepared 24, for want of it: 788 or 792.
/// </summary>
[TestClass]
public class MemoryEstimatorTests
{
    private const int Channels = 12;

    /// <summary>
    /// 3 x 3 x 8 = 72 values a position. Managed: 32 packed columns, 64 accumulators, 52 ints, 276 + 540 + 228, and three
    /// ints prepared, 36 for 24, as sums of more than 64 products may not fit. Portable: 4 positions of them. CMSIS-NN with DSP: 2 of int16; with MVE: 4, filled up to
    /// 80. Ours with DSP: 4 of int16, and a padded window of 72 + 4 for each; with MVE: 4 of 80, a band of 3 rows of 64, and 32
    /// bytes of places for each 16 values. Ours without SIMD: Winograd's 8 x 96 bytes of weights and 3 groups of 36 x 4 x (16 + 16);
    /// a word of bits for each two channels persists. Padding reads as zero point 5, so the libraries want biases anew beside the shifts: 2 x 4 bytes for 12 channels.
    /// </summary>
    [TestMethod]
    public void Conv2D_with_padding_needs_columns_shifts_and_biases() => AssertMemory(
        Conv(size: 3, zeroPoint: 5), "managed 1044 804, portable 288 16, cmsis_nn DSP 288 112, cmsis_nn MVE 320 112, esp_nn 0 112, dsp 880 16, mve 672 16, scalar 14592 40");

    /// <summary>No padding: the file's biases serve.</summary>
    [TestMethod]
    public void Conv2D_of_1x1_needs_no_scratch_and_no_biases_of_a_library() => AssertMemory(
        Conv(size: 1, zeroPoint: 5), "managed 912 792, portable 32 16, cmsis_nn DSP 0 64, cmsis_nn MVE 0 64, esp_nn 0 64, dsp 64 16, mve 64 16, scalar 104 40");

    /// <summary>
    /// Portable: 9 taps x 4 positions x 4 bytes, and a pixel of 5. MVE: 4 blocks of 124 channels for 9 taps, and shifts,
    /// multipliers and biases of 8 channels, as it reads four at a time. DSP: 6 rows and 2 of padding of two planes, 16 bytes each.
    /// </summary>
    [TestMethod]
    public void DepthwiseConv2D_of_3x3_needs_most_with_mve() => AssertMemory(
        Depthwise(inputs: 5, outputs: 5), "managed 72 792, portable 152 16, cmsis_nn DSP 0 56, cmsis_nn MVE 4464 112, esp_nn 0 56, dsp 256 16, mve 384 16, scalar 152 16");

    /// <summary>Three rows of outputs: 7 rows of two planes, 16 bytes each.</summary>
    [TestMethod]
    public void DepthwiseConv2D_with_stride_2_needs_planes_with_dsp()
    {
        var file = ModelConverter.Convert(Depthwise(inputs: 5, outputs: 5, stride: 2), new());

        Assert.AreEqual(224, ModelDescription.Read(file).Memory.Single(entry => entry.BackEnd == "dsp").ScratchBytes);
    }

    /// <summary>CMSIS-NN takes it for a CONV_2D, with the weights the other way round: 9 x 12 bytes, and 16 that MVE code reads behind them.</summary>
    [TestMethod]
    public void DepthwiseConv2D_of_one_channel_keeps_its_weights_with_cmsis_nn() => AssertMemory(
        Depthwise(inputs: 1, outputs: Channels), "managed 912 792, portable 48 16, cmsis_nn DSP 48 220, cmsis_nn MVE 64 236, esp_nn 0 112, dsp 324 16, mve 312 16, scalar 48 16");

    /// <summary>An int32 a channel.</summary>
    [TestMethod]
    public void AveragePool2D_needs_sums_with_dsp() => AssertMemory(
        Pool(), "managed 72 788, portable 0 16, cmsis_nn DSP 48 16, cmsis_nn MVE 0 16, esp_nn 0 16, dsp 0 16, mve 0 16, scalar 0 16");

    /// <summary>
    /// Weights that end the file: MVE code would read behind them, and is not asked. 16 channels leave nothing to fill up
    /// behind a smaller constant, which would come last otherwise.
    /// </summary>
    [TestMethod]
    public void Conv2D_whose_weights_end_the_file_is_not_for_mve() => AssertMemory(
        Conv(size: 1, zeroPoint: 5, channels: 16), "managed 1044 792, portable 32 16, cmsis_nn DSP 0 80, cmsis_nn MVE 32 16, esp_nn 0 80, dsp 64 16, mve 64 16, scalar 104 48");

    /// <summary>A scale far below what comes in: sums shifted left might overflow, so the portable kernel computes it.</summary>
    [TestMethod]
    public void Conv2D_whose_sums_may_overflow_needs_what_the_portable_kernel_does() => AssertMemory(
        Conv(size: 1, zeroPoint: 0, outputScale: 1e-9f), "managed 912 792, portable 32 16, cmsis_nn DSP 32 16, cmsis_nn MVE 32 16, esp_nn 104 40, dsp 32 16, mve 64 16, scalar 104 40");

    private static void AssertMemory(byte[] network, string expected)
    {
        var memory = ModelDescription.Read(ModelConverter.Convert(network, new())).Memory;

        Assert.AreEqual(expected, string.Join(", ", memory.Select(entry => $"{entry.BackEnd} {entry.ScratchBytes} {entry.PersistentBytes}")));
    }

    private static byte[] Conv(int size, int zeroPoint, float outputScale = 0.05f, int channels = Channels)
    {
        const int inputs = 8;
        var model = new TfliteBuilder();
        var input = model.Int8("input", [1, 6, 6, inputs], 0.05f, zeroPoint);
        var output = model.Int8("output", [1, 6, 6, channels], outputScale, 0);
        var weights = model.Weights("weights", [channels, size, size, inputs], new SeededRandom(1).NextInt8s(channels * size * size * inputs), Scales(channels), 0);
        return model.Op(TfliteOp.CONV_2D, TfliteOptions.Conv2D(TflitePadding.Same), [input, weights, Bias(model, channels)], [output]).Inputs(input).Outputs(output).Build();
    }

    private static byte[] Depthwise(int inputs, int outputs, int stride = 1)
    {
        var model = new TfliteBuilder();
        var input = model.Int8("input", [1, 6, 6, inputs], 0.05f, 5);
        var output = model.Int8("output", [1, 6 / stride, 6 / stride, outputs], 0.05f, 0);
        var weights = model.Weights("weights", [1, 3, 3, outputs], new SeededRandom(1).NextInt8s(9 * outputs), Scales(outputs), 3);
        var options = TfliteOptions.DepthwiseConv2D(TflitePadding.Same, outputs / inputs, stride, stride);
        return model.Op(TfliteOp.DEPTHWISE_CONV_2D, options, [input, weights, Bias(model, outputs)], [output]).Inputs(input).Outputs(output).Build();
    }

    private static byte[] Pool()
    {
        var model = new TfliteBuilder();
        var input = model.Int8("input", [1, 6, 6, Channels], 0.05f, 5);
        var output = model.Int8("output", [1, 3, 3, Channels], 0.05f, 5);
        return model.Op(TfliteOp.AVERAGE_POOL_2D, TfliteOptions.Pool2D(TflitePadding.Valid, 2, 2, 2, 2), [input], [output]).Inputs(input).Outputs(output).Build();
    }

    private static float[] Scales(int channels) => [.. Enumerable.Range(1, channels).Select(i => 0.001f * i)];

    private static int Bias(TfliteBuilder model, int channels) => model.Int32("bias", [channels], new int[channels], [1e-4f]);
}
