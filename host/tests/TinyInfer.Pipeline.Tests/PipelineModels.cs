using TinyInfer.Compiler;
using TinyInfer.Compiler.Emit;
using TinyInfer.Testing;

namespace TinyInfer.Pipeline.Tests;

/// <summary>Models with preprocessing in their metadata.</summary>
internal static class PipelineModels
{
    private static readonly string[] _speechLabels = ["silence", "unknown", "yes", "no"];

    private static readonly (string Key, string? Value)[] _speech =
    [
        ("features", "micro"), ("sample-rate", "16000"), ("channels", "1"), ("window", "480"), ("hop", "320"), ("frames", "49"),
        ("smoothing-length", "1"), ("threshold", "80"), ("background", "0"),
    ];

    private static readonly (string Key, string? Value)[] _two =
    [
        ("features", "raw"), ("sample-rate", "100"), ("channels", "2"), ("window", "1"), ("hop", "1"), ("range-low", "-128"), ("range-high", "127"),
        ("smoothing-length", "1"), ("suppression", "0"),
    ];

    /// <summary>micro_speech, a second of sound; decides on each inference.</summary>
    public static Model Speech(params (string Key, string? Value)[] changes) => Load(
        ModelConverter.Convert(SharedFiles.Read("goldens", "micro_speech", "model.tflite"), new ConvertOptions { Labels = _speechLabels }), [.. _speech, .. changes]);

    /// <summary>A softmax over two channels at 100 Hz, whose samples are the int8 input, 0.1 a step: the larger channel wins.</summary>
    public static Model Softmax(params (string Key, string? Value)[] changes)
    {
        var builder = new TfliteBuilder();
        var input = builder.Int8("in", [1, 2], 0.1f, 0);
        var output = builder.Int8("out", [1, 2], 1f / 256, -128);
        builder.Op(TfliteOp.SOFTMAX, TfliteOptions.Softmax(1), [input], [output]).Inputs(input).Outputs(output);
        return Load(ModelConverter.Convert(builder.Build(), new ConvertOptions { Labels = ["left", "right"] }), [.. _two, .. changes]);
    }

    /// <summary>Gives back up to 6 of its four inputs, which are real samples 0 … 255, two frames of two channels.</summary>
    public static Model Clipper(params (string Key, string? Value)[] changes)
    {
        var builder = new TfliteBuilder();
        var input = builder.Int8("in", [1, 4], 1, -128);
        var output = builder.Int8("out", [1, 4], 1, -128);
        builder.Op(TfliteOp.RELU6, null, [input], [output]).Inputs(input).Outputs(output);
        return Load(
            ModelConverter.Convert(builder.Build(), new ConvertOptions { Labels = ["normal", "anomaly"] }),
            [
                .. _two, ("window", "2"), ("hop", "2"), ("range-low", "0"), ("range-high", "255"), ("anomaly", "autoencoder"), ("anomaly-threshold", "32"),
                .. changes,
            ]);
    }

    private static Model Load(byte[] file, (string Key, string? Value)[] metadata) =>
        Model.Load(ModelSource.FromArray(MetadataEditor.Set(file, metadata)));
}
