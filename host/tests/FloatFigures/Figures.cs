using System.Runtime.InteropServices;
using TinyInfer.Compiler;
using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Import;
using TinyInfer.Compiler.Passes;
using TinyInfer.Compiler.Quantizing;
using TinyInfer.Compiler.Reference;
using TinyInfer.Testing;

namespace FloatFigures;

/// <summary>A figure of the float network, of ours in int8, and of the int8 network that its authors made.</summary>
internal sealed record Figure(string Network, string What, double Float, double Ours, double Golden, QuantizeDecisions Decisions);

/// <summary>Quantises the reference float networks and measures what it costs, beside the int8 networks made elsewhere.</summary>
internal static class Figures
{
    private const int ResnetSamples = 512;
    private const uint ResnetSeed = 0xC0FFF003;

    /// <summary>The inputs are channels last, whatever the file has.</summary>
    private static readonly ImportOptions s_import = new() { ChannelsLast = true };

    private static readonly uint[] s_calibrationSeeds = [1001, 2002, 3003, 4004];

    /// <summary>Mean squared reconstruction error over the tensors beside the network.</summary>
    /// <param name="source">The float network; null for the .tflite file.</param>
    public static Figure Ad01(byte[]? source = null, int effort = 1)
    {
        const int elements = 640;
        source ??= SharedFiles.Read("float", "ad01_fp32.tflite");
        var values = MemoryMarshal.Cast<byte, float>(SharedFiles.Read("float", "ad01_calibration.bin")).ToArray();
        float[][] samples = [.. values.Chunk(elements)];
        var (ours, decisions) = Quantize(source, samples, effort);
        using var golden = Golden("ad01");
        using (ours)
        {
            var reference = Reference(source);
            return new(
                "ad01", "mean reconstruction error", samples.Average(sample => Error(sample, Run(reference, sample))),
                samples.Average(sample => Error(sample, ours.Run(sample))), samples.Average(sample => Error(sample, golden.Run(sample))), decisions);
        }
    }

    /// <summary>Share of generated inputs with the float network's first choice; calibrated with others.</summary>
    public static Figure Resnet(byte[]? source = null, int effort = 1)
    {
        source ??= SharedFiles.Read("float", "pretrainedResnet.tflite");
        var reference = Reference(source);
        var elements = reference.Inputs[0].ElementCount;
        float[][] calibration = [.. s_calibrationSeeds.SelectMany(seed => GeneratedInputs.Kind2(seed, 64, elements)).Select(Pixels)];
        var (ours, decisions) = Quantize(source, calibration, effort);
        using var golden = Golden("resnet");
        using (ours)
        {
            var (agreeOurs, agreeGolden) = (0, 0);
            foreach (var sample in GeneratedInputs.Kind2(ResnetSeed, ResnetSamples, elements).Select(Pixels))
            {
                var wanted = First(Run(reference, sample));
                agreeOurs += First(ours.Run(sample)) == wanted ? 1 : 0;
                agreeGolden += First(golden.Run(sample)) == wanted ? 1 : 0;
            }

            return new("resnet", "agreement with the float network", 1, (double)agreeOurs / ResnetSamples, (double)agreeGolden / ResnetSamples, decisions);
        }
    }

    /// <summary>The golden's input has scale 1 and zero point -128: its reals are 0 … 255, as are the float network's.</summary>
    private static float[] Pixels(sbyte[] sample) => [.. sample.Select(value => value + 128f)];

    private static (Int8Network Network, QuantizeDecisions Decisions) Quantize(byte[] source, float[][] samples, int effort)
    {
        var conversion = ModelConverter.ConvertAndExplain(source, new ConvertOptions
        {
            Import = s_import,
            Float = new FloatOptions
            {
                Calibration = graph => new CalibrationSet("calibration", graph, samples),
                Quantize = new QuantizeOptions { Effort = effort },
            },
        });
        return (new Int8Network(conversion.Bytes), conversion.Quantized!.Decisions!);
    }

    private static Int8Network Golden(string name) =>
        new(ModelConverter.Convert(SharedFiles.Read("goldens", name, "model.tflite"), new ConvertOptions()));

    private static FloatExecutor Reference(byte[] source)
    {
        NetworkGraph graph = ModelImporter.Import(source, s_import);
        FloatPasses.Run(graph);
        return new FloatExecutor(graph);
    }

    private static float[] Run(FloatExecutor executor, float[] sample)
    {
        executor.Run(sample);
        return executor.Values(executor.Outputs[0]);
    }

    private static double Error(float[] expected, float[] found) =>
        expected.Zip(found, (a, b) => ((double)a - b) * ((double)a - b)).Average();

    private static int First(float[] scores) => Array.IndexOf(scores, scores.Max());
}
