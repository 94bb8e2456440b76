namespace TinyInfer.Bench;

/// <summary>
/// What TensorFlow Lite Micro needs for the recorded networks. It is not built here: its figures were counted once, in the same
/// way, with the same compiler and the same inputs, and are written down.
/// </summary>
internal sealed record MicroFigures(string Target, string Library, IReadOnlyDictionary<string, string> Instructions)
{
    public const string Source = "TensorFlow Lite Micro (90b983c, with CMSIS-NN 99f736a or ESP-NN d45b843) is not measured by this command: its rows were counted once in the same way, with the same compiler.";

    public static IReadOnlyList<MicroFigures> All { get; } =
    [
        Of("cortex-m4", "CMSIS-NN", "3,515", "0.583 M", "7.70 M", "1.50 M", "29.9 M"),
        Of("cortex-m55", "CMSIS-NN", "2,129", "0.150 M", "1.81 M", "1.01 M", "4.91 M"),
        Of("riscv32", "ESP-NN", "5,535", "2.45 M", "25.8 M", "1.80 M", "96.4 M"),
    ];

    private static MicroFigures Of(string target, string library, string helloWorld, string ad01, string kws, string microSpeech, string resnet) =>
        new(target, library, new Dictionary<string, string>
        {
            ["hello_world"] = helloWorld,
            ["ad01"] = ad01,
            ["kws"] = kws,
            ["micro_speech"] = microSpeech,
            ["resnet"] = resnet,
        });
}
