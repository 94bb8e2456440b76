using TinyInfer.Compiler;
using TinyInfer.Compiler.Layouts;

namespace TinyInfer.Bench.Generated;

/// <summary>Networks that nobody has trained, to see kernels where the recorded ones do not take them.</summary>
internal static class GeneratedNetworks
{
    /// <summary>Name and maker of each.</summary>
    public static IReadOnlyList<(string Name, Func<ConvertOptions, byte[]> Make)> All { get; } =
    [
        ("mobile", Mobile),
        ("residual", Residual),
        ("one_dimensional", OneDimensional),
        ("odd_widths", OddWidths),
        ("dense", Dense),
        ("squeeze", Squeeze),
        ("squeeze_copied", options => Squeeze(options with { Target = LayoutTarget.Find("esp32s3")! })),   // whose parts are copied
    ];

    /// <summary>A MobileNet of a quarter's width, for pictures of 48 × 48.</summary>
    private static byte[] Mobile(ConvertOptions options)
    {
        var maker = new NetworkMaker();
        var x = maker.Conv(maker.Input(48, 48, 3), 3, 3, 8, stride: 2);
        foreach (var (channels, stride) in new[] { (16, 1), (32, 2), (32, 1), (64, 2), (64, 1), (128, 2), (128, 1) })
        {
            x = maker.Conv(maker.Depthwise(x, 3, 3, stride: stride), 1, 1, channels);
        }

        return maker.Finish(maker.Dense(maker.AveragePool(x, 3, 3), 10), options);
    }

    /// <summary>Shortcuts, strides, a 5 × 5 and a max pool, with 24 and 40 channels.</summary>
    private static byte[] Residual(ConvertOptions options)
    {
        var maker = new NetworkMaker();
        var x = maker.Conv(maker.Input(20, 20, 4), 3, 3, 24);
        x = maker.Add(x, maker.Conv(maker.Conv(x, 3, 3, 24), 3, 3, 24));
        x = maker.Add(maker.Conv(x, 1, 1, 40, stride: 2), maker.Conv(maker.Conv(x, 3, 3, 40, stride: 2), 3, 3, 40));
        x = maker.MaxPool(maker.Conv(x, 5, 5, 24), 2, 2);
        return maker.Finish(maker.Dense(x, 12), options);
    }

    /// <summary>A sensor's six axes over 128 steps: kernels as wide as one.</summary>
    private static byte[] OneDimensional(ConvertOptions options)
    {
        var maker = new NetworkMaker();
        var x = maker.Conv(maker.Input(128, 1, 6), 5, 1, 16);
        x = maker.MaxPool(maker.Conv(x, 5, 1, 24), 2, 1);
        x = maker.Conv(x, 3, 1, 24, dilation: 2);
        x = maker.Conv(maker.Depthwise(x, 9, 1, stride: 2), 1, 1, 32);
        return maker.Finish(maker.Dense(maker.AveragePool(x, 32, 1), 5), options);
    }

    /// <summary>Channels that are no multiple of two, four or sixteen, and pictures that are no multiple of blocks.</summary>
    private static byte[] OddWidths(ConvertOptions options)
    {
        var maker = new NetworkMaker();
        var x = maker.Conv(maker.Input(19, 23, 1), 5, 3, 7, stride: 2);
        x = maker.Conv(x, 3, 3, 13);
        x = maker.Conv(maker.Depthwise(x, 3, 3), 1, 1, 10);
        x = maker.Conv(maker.Depthwise(x, 5, 5), 1, 1, 21);
        x = maker.Conv(maker.Depthwise(x, 3, 3, multiplier: 2, stride: 2), 1, 1, 19);
        return maker.Finish(maker.Dense(maker.MaxPool(x, 5, 3), 7, perChannel: true), options);
    }

    /// <summary>Dense layers of odd depths, per tensor and per channel.</summary>
    private static byte[] Dense(ConvertOptions options)
    {
        var maker = new NetworkMaker();
        var x = maker.Dense(maker.Input(1, 1, 250), 100, perChannel: true);
        x = maker.Dense(maker.Dense(x, 50), 30, perChannel: true);
        return maker.Finish(maker.Dense(maker.Dense(x, 9), 3), options);
    }

    /// <summary>Fire modules as those of SqueezeNet, for pictures of 32 × 32.</summary>
    private static byte[] Squeeze(ConvertOptions options)
    {
        var maker = new NetworkMaker();
        Volume Fire(Volume input, int squeezed, int expanded)
        {
            var x = maker.Conv(input, 1, 1, squeezed);
            return maker.Concatenate(maker.Conv(x, 1, 1, expanded), maker.Conv(x, 3, 3, expanded));
        }

        var x = maker.Conv(maker.Input(32, 32, 3), 3, 3, 16, stride: 2);
        x = maker.MaxPool(Fire(Fire(x, 8, 32), 8, 32), 2, 2);
        x = maker.Conv(Fire(Fire(x, 16, 64), 16, 64), 1, 1, 10);
        return maker.Finish(maker.AveragePool(x, 8, 8), options);
    }
}
