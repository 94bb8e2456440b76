using System.Reflection;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Compiler.IlCounting;

namespace TinyInfer.Pipeline.Tests;

/// <summary>
/// What a frame of features takes: instructions of IL that are executed, and how many of them compute. The counting machine
/// knows no floats and no allocation, so that either would fail here.
/// </summary>
[TestClass]
public class OperationCountTests
{
    private static readonly string[] _arithmetic = ["add", "sub", "mul", "div", "rem", "and", "or", "xor", "shl", "shr", "shr.un", "neg", "not", "div.un", "rem.un"];

    public required TestContext TestContext { get; init; }

    [TestMethod]
    [DataRow("raw, 128 frames of 6 channels", 18451, 1536)]
    [DataRow("statistics, 128 frames of 6 channels", 96659, 19433)]
    [DataRow("spectral, 128 frames of 6 channels, 6 bands", 195182, 41488)]
    [DataRow("log-mel, 480 samples, 40 channels", 128965, 30697)]
    [DataRow("MFCC, 480 samples, 40 channels, 13 coefficients", 141814, 32803)]
    [DataRow("micro, 480 samples, 40 channels", 169302, 39461)]
    public void Compute_ofAFrame_takesSoManyOperations(string title, int instructions, int operations)
    {
        var features = Create(title);
        var ring = Signals.Noise(1, features.WindowLength * features.SourceChannels);
        var machine = new IlMachine();
        var counts = features is MicroFrontend
            ? [machine.Count(Method(features, "Analyse"), features, ring, 0), .. Enumerable.Range(0, features.FeatureCount).Select(channel => machine.Count(Method(features, "Feature"), features, channel))]
            : new[] { machine.Count(Method(features, "ComputeValues"), features, ring, 0) };
        var total = counts.Sum(count => count.Total);
        var computing = counts.Sum(count => count.ByOpcode.Where(code => _arithmetic.Contains(code.Name)).Sum(code => code.Count));

        TestContext.WriteLine($"{title}: {total} instructions, {computing} integer operations");
        Assert.AreEqual(instructions, total, 0.05 * instructions);
        Assert.AreEqual(operations, computing, 0.05 * operations);
    }

    /// <summary>All but the last step to int8, which is a division a feature.</summary>
    private static MethodInfo Method(FrameFeatures features, string name) =>
        features.GetType().GetMethod(name, BindingFlags.Instance | BindingFlags.NonPublic) ?? throw new InvalidOperationException(name);

    private static FrameFeatures Create(string title) => title.Split(',')[0] switch
    {
        "raw" => new RawFeatures(128, 64, 6, null),
        "statistics" => new StatisticsFeatures(128, 64, 6, null),
        "spectral" => new SpectralFeatures(128, 64, 6, 100, [0.5f, 1, 2, 4, 8, 16, 50], null),
        "log-mel" => new LogMelFeatures(new MelSettings(), null),
        "MFCC" => new MfccFeatures(new MelSettings(), 13, null),
        _ => new MicroFrontend(new MicroFrontendSettings()),
    };
}
