using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using TinyInfer.Pipeline;

namespace TinyInfer.RunOnNanoClr;

/// <summary>
/// Recordings, and the features that this PC computes of them, as a device test assembly: a resource each, of samples and of
/// cases, settings and the bytes that they give.
/// </summary>
internal static class FeatureAssembly
{
    private const int MostFrames = 4096;

    private static readonly string[] _names =
    [
        "imu_har_wrist_geotec", "imu_exercise_wrist_mpu6886", "imu_gestures_mpu6886", "imu_headgesture_lsm6dsv16x",
        "vib_fan_nxp", "vib_fan_ism330dhcx", "kws_speech_commands_6", "ecg_mitbih_pvc",
    ];

    public static DeviceAssembly Build(DeviceCompiler compiler, NanoTools tools, string root, string data, IEnumerable<string> references)
    {
        var resources = new DeviceResources("TinyInfer.FeatureGoldens");
        foreach (var name in _names)
        {
            resources.Add(name, Resource(data, name));
        }

        var sources = Directory.GetFiles(Path.Combine(root, "nf-tests", "FeatureGoldens"), "*.cs")
            .Order(StringComparer.Ordinal)
            .Select(DeviceCompiler.Parse)
            .Append(DeviceCompiler.ParseText(resources.Designer()));
        return compiler.Compile(
            "NFUnitTest",
            isExecutable: false,
            sources,
            [tools.Reference("mscorlib"), tools.Reference("nanoFramework.TestFramework"), .. references],
            [resources.Manifest()]);
    }

    private static byte[] Resource(string data, string name)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(data, name, "manifest.json")));
        var rate = manifest.RootElement.GetProperty("sample_rate_hz").GetDouble();
        var channels = manifest.RootElement.GetProperty("channels").GetArrayLength();
        var samples = DataFolder.Read(data, name, 2 * channels * MostFrames);
        var cases = Cases(rate, channels).ToList();

        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(samples.Length / 2);
        writer.Write(samples);
        writer.Write(cases.Count);
        foreach (var settings in cases)
        {
            var text = Encoding.ASCII.GetBytes(settings);
            var features = Features(settings, MemoryMarshal.Cast<byte, short>(samples).ToArray());
            writer.Write(text.Length);
            writer.Write(text);
            writer.Write(features.Length);
            writer.Write(features);
        }

        return stream.ToArray();
    }

    /// <summary>Settings, a line each: every kind of features that goes with the recording.</summary>
    private static IEnumerable<string> Cases(double rate, int channels)
    {
        string Part(double divisor) => (rate / divisor).ToString("0.######", CultureInfo.InvariantCulture);
        string Of(params string[] lines) => string.Concat(lines.Prepend($"sample-rate={Part(1)}").Prepend($"channels={channels}").Select(line => line + "\n"));

        yield return Of("features=raw", "window=64", "hop=32", "range-low=-20000", "range-high=15000");
        yield return Of("features=statistics", "window=100", "hop=50");
        yield return Of("features=spectral", "window=128", "hop=64", $"band-edges={Part(64)} {Part(16)} {Part(5)} {Part(2)}");
        yield return Of("features=statistics", "window=64", "hop=64", "decimation=3", $"filters=high-pass {Part(200)} 0.7071 band-pass {Part(10)} 0.5");
        if (channels == 1)
        {
            string[] mel = ["window=400", "hop=160", "mel-channels=20", $"mel-low={Part(100)}", $"mel-high={Part(2.2)}"];
            yield return Of(["features=log-mel", .. mel]);
            yield return Of(["features=mfcc", "coefficients=13", .. mel]);
            if (rate == 16000)
            {
                yield return Of("features=micro", "window=480", "hop=320");
            }
        }
    }

    private static byte[] Features(string settings, short[] samples)
    {
        var values = settings.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        var preprocessing = new Preprocessing(key => values.GetValueOrDefault(key)!);
        var count = preprocessing.Filter?.Apply(samples, 0, samples.Length) ?? samples.Length;
        var features = preprocessing.Features;
        var window = new SlidingWindow(features.WindowLength, features.HopLength, preprocessing.Channels, preprocessing.FeatureRate);
        var frame = new sbyte[features.FeatureCount];
        var bytes = new List<byte>();
        for (var i = 0; i < count;)
        {
            i += window.Add(samples, i, count - i, 0);
            if (window.IsComplete)
            {
                features.Compute(window.Values, window.Start, frame, 0);
                bytes.AddRange(MemoryMarshal.AsBytes<sbyte>(frame));
            }
        }

        return [.. bytes];
    }
}
