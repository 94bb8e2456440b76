using TinyInfer.Pipeline;

namespace TinyInfer.Cli.Verbs;

/// <summary>A recording through filters and windows: every frame of features that it has, in order.</summary>
internal sealed class FeatureRun(Preprocessing preprocessing, ISampleSource source)
{
    private const int ValuesAtOnce = 1 << 14;

    private readonly FrameFeatures _features = preprocessing.Features;
    private readonly SlidingWindow _window = new(
        preprocessing.Features.WindowLength, preprocessing.Features.HopLength, preprocessing.Channels, preprocessing.FeatureRate);

    /// <summary>Frames of samples that the recording had.</summary>
    public long SampleFrames { get; private set; }

    /// <summary>Times of the frames' last samples, in microseconds.</summary>
    public List<long> Times { get; } = [];

    /// <summary>How often the recording was interrupted.</summary>
    public int Gaps => _window.GapCount;

    /// <summary>The same array again and again.</summary>
    public IEnumerable<sbyte[]> Frames()
    {
        var frame = new sbyte[_features.FeatureCount];
        var values = new short[ValuesAtOnce / preprocessing.Channels * preprocessing.Channels];
        while (!source.IsAtEnd)
        {
            var count = source.Read(values, 0, values.Length);
            if (count > 0 && source.IsAfterGap)
            {
                _window.Gap();
                _features.Reset();
                preprocessing.Filter?.Reset();
            }

            SampleFrames += count / preprocessing.Channels;
            var time = source.Time + (long)((preprocessing.Filter?.FramesToNext ?? 0) * 1e6 / preprocessing.SampleRate);
            count = preprocessing.Filter?.Apply(values, 0, count) ?? count;
            for (var i = 0; i < count;)
            {
                i += _window.Add(values, i, count - i, time + (long)(i / preprocessing.Channels * 1e6 / preprocessing.FeatureRate));
                if (_window.IsComplete)
                {
                    _features.Compute(_window.Values, _window.Start, frame, 0);
                    Times.Add(_window.EndTime);
                    yield return frame;
                }
            }
        }
    }
}
