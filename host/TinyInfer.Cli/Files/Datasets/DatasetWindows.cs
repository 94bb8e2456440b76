using TinyInfer.Pipeline;

namespace TinyInfer.Cli.Files.Datasets;

/// <summary>A network's input and what it is of.</summary>
/// <param name="Features">The same array again and again.</param>
internal sealed record LabelledWindow(DatasetRecording Recording, string Label, sbyte[] Features);

/// <summary>
/// The recordings of a dataset through a model's preprocessing, as a classifier on the device would see them. Where the data
/// marks beats, one window around each: the beat in its middle.
/// </summary>
internal sealed class DatasetWindows(Dataset data, Preprocessing preprocessing)
{
    private readonly sbyte[] _features = new sbyte[preprocessing.FrameCount * preprocessing.Features.FeatureCount];

    /// <summary>Frames of the recording that one input is made of.</summary>
    private int Span =>
        ((preprocessing.FrameCount - 1) * preprocessing.Features.HopLength + preprocessing.Features.WindowLength) * (preprocessing.Filter?.Decimation ?? 1);

    /// <summary>In the order of the recordings, and of time.</summary>
    public IEnumerable<LabelledWindow> All()
    {
        var stream = preprocessing.CreateStream();
        foreach (var recording in data.Recordings)
        {
            var (values, kept) = Filter(recording);
            foreach (var window in data.HasBeats ? AroundBeats(recording, stream, values, kept) : Sliding(recording, stream, values, kept))
            {
                yield return window;
            }
        }
    }

    private IEnumerable<LabelledWindow> Sliding(DatasetRecording recording, FeatureStream stream, short[] values, int kept)
    {
        stream.Gap();
        for (var at = 0; at < kept;)
        {
            at += stream.Add(values, at, kept - at, 0);
            if (stream.IsReady)
            {
                stream.CopyTo(_features);
                var end = Math.Min(recording.Frames, at / data.Channels * (preprocessing.Filter?.Decimation ?? 1));
                var label = data.HasFrameLabels ? data.MostFrequentLabel(recording, Math.Max(0, end - Span), end) : recording.Label;
                yield return new(recording, label, _features);
            }
        }
    }

    /// <summary>Beats whose window would reach out of the recording are left out.</summary>
    private IEnumerable<LabelledWindow> AroundBeats(DatasetRecording recording, FeatureStream stream, short[] values, int kept)
    {
        var decimation = preprocessing.Filter?.Decimation ?? 1;
        var span = Span / decimation * data.Channels;
        foreach (var (frame, label) in recording.Beats)
        {
            var start = (frame - Span / 2) / decimation * data.Channels;
            if (frame < Span / 2 || start + span > kept)
            {
                continue;
            }

            stream.Gap();
            for (var at = start; at < start + span;)
            {
                at += stream.Add(values, at, start + span - at, 0);
            }

            stream.CopyTo(_features);
            yield return new(recording, label, _features);
        }
    }

    /// <summary>The recording's samples behind the filters, and how many values of the array they are.</summary>
    private (short[] Values, int Kept) Filter(DatasetRecording recording)
    {
        const int valuesAtOnce = 4096;
        var values = data.Values(recording).ToArray();
        if (preprocessing.Filter is not { } filter)
        {
            return (values, values.Length);
        }

        filter.Reset();
        var kept = 0;
        var step = valuesAtOnce / data.Channels * data.Channels;
        for (var at = 0; at < values.Length; at += step)
        {
            var count = Math.Min(step, values.Length - at);
            var filtered = filter.Apply(values, at, count);
            values.AsSpan(at, filtered).CopyTo(values.AsSpan(kept));
            kept += filtered;
        }

        return (values, kept);
    }
}

/// <summary>A dataset as a source, to ask whether it fits.</summary>
internal sealed class DatasetSource(Dataset data) : ISampleSource
{
    public float SampleRate => data.SampleRate;

    public int Channels => data.Channels;

    public long Time => 0;

    public bool IsAfterGap => false;

    public bool IsAtEnd => true;

    public int Read(short[] values, int start, int count) => 0;
}
