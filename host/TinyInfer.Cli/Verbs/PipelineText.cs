using TinyInfer.Cli.Output;
using TinyInfer.Pipeline;

namespace TinyInfer.Cli.Verbs;

/// <summary>The sentences for what does not fit between model, preprocessing and recording.</summary>
internal static class PipelineText
{
    private const string SetIt = "Set it with 'tinyinfer metadata'; docs/format.md has all keys.";

    /// <param name="where">"model file 'x.tinf'", "the settings".</param>
    /// <param name="value">The metadata that it was about.</param>
    /// <param name="recording">The recording's path.</param>
    public static ToolException Refuse(string where, PipelineException failure, MetadataLookup value, string recording) => new(
        failure.Error is PipelineError.SampleRate or PipelineError.ChannelCount ? ExitCode.Usage : ExitCode.BadModel,
        failure.Error switch
        {
            PipelineError.NoPreprocessing => $"{where}: no preprocessing is in the metadata, as there is no key '{failure.Key}'. {SetIt}",
            PipelineError.MissingKey => $"{where}: the metadata key '{failure.Key}' is missing, which features = {value(PreprocessingKeys.Features)} needs. {SetIt}",
            PipelineError.BadValue when failure.Key == PreprocessingKeys.Features => $"{where}: the metadata key 'features' is '{value(failure.Key)}', which is unknown or does not go with the window, the rate and the other keys of its kind. {SetIt}",
            PipelineError.BadValue => $"{where}: the metadata key '{failure.Key}' is '{value(failure.Key)}', which it may not be, or not with the other keys. {SetIt}",
            PipelineError.SampleRate => $"recording '{recording}': it has {Rate(failure.Found)}, expected {Rate(failure.Expected)} by {where}. Resample it with an audio program, or record again.",
            PipelineError.ChannelCount => $"recording '{recording}': it has {Printable.Count((int)failure.Found, "channel")}, expected {Printable.Count((int)failure.Expected, "channel")} by {where}. Record the channels that the model was trained with.",
            PipelineError.InputSize => $"{where}: the preprocessing makes {Printable.Count((int)failure.Expected, "feature")}, and the network's input has {Printable.Count((int)failure.Found, "element")}. Correct 'frames', 'window' or the kind of features. {SetIt}",
            _ => $"{where}: the network's output has {Printable.Count((int)failure.Found, "element")}, from which no decision can be made. Remove the key '{failure.Key}', or take another network.",
        });

    /// <summary>"16,000 Hz", "104.48 Hz".</summary>
    public static string Rate(float hertz) => hertz == (int)hertz ? $"{Printable.Number((int)hertz)} Hz" : $"{Printable.Real(hertz)} Hz";
}
