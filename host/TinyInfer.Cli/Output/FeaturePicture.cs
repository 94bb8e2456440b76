using ScottPlot;
using TinyInfer.Pipeline;

namespace TinyInfer.Cli.Output;

/// <summary>Features as a picture: time to the right, features upwards, colours from -128 to 127.</summary>
internal static class FeaturePicture
{
    private const int Width = 1200;
    private const int LeastHeight = 600;

    /// <summary>Of a feature's name, and of what is above and below the features.</summary>
    private const int NameHeight = 18;
    private const int FrameHeight = 120;

    /// <summary>More than this are not named one by one.</summary>
    private const int MostNames = 60;

    private static readonly string[] _statistics = ["mean", "RMS", "deviation", "skewness", "kurtosis", "minimum", "maximum", "crossings", "peak to peak"];

    /// <param name="kind">Of the features.</param>
    /// <param name="frames">One or more.</param>
    /// <param name="times">Of the frames, microseconds.</param>
    public static byte[] Png(string kind, List<sbyte[]> frames, List<long> times, Preprocessing preprocessing)
    {
        var features = frames[0].Length;

        // The first row is at the top.
        var values = new double[features, frames.Count];
        for (var frame = 0; frame < frames.Count; frame++)
        {
            for (var feature = 0; feature < features; feature++)
            {
                values[features - 1 - feature, frame] = frames[frame][feature];
            }
        }

        var plot = new Plot();
        var map = plot.Add.Heatmap(values);
        map.Colormap = new ScottPlot.Colormaps.Viridis();
        map.ManualRange = new ScottPlot.Range(sbyte.MinValue, sbyte.MaxValue);
        map.Smooth = false;

        // Of each frame half a hop before and behind the time of its last sample.
        var hop = preprocessing.Features.HopLength / (double)preprocessing.FeatureRate;
        var last = times[^1] / 1e6;
        var first = times.Count == 1 ? last : last - (frames.Count - 1) * hop;
        map.Extent = new CoordinateRect(first - hop / 2, last + hop / 2, -0.5, features - 0.5);
        plot.Add.ColorBar(map).Label = "int8 feature";
        plot.XLabel("seconds");
        plot.Axes.SetLimits(first - hop / 2, last + hop / 2, -0.5, features - 0.5);
        Name(plot, kind, features, preprocessing);
        plot.Title($"{kind}: {Printable.Count(frames.Count, "frame")} of {Printable.Count(features, "feature")}");
        return plot.GetImage(Width, Math.Max(LeastHeight, features <= MostNames ? features * NameHeight + FrameHeight : 0)).GetImageBytes(ImageFormat.Png);
    }

    private static void Name(Plot plot, string kind, int features, Preprocessing preprocessing)
    {
        var perChannel = features / preprocessing.Channels;
        string? NameOf(int feature) => kind switch
        {
            PreprocessingKeys.Statistics => $"{feature / perChannel}: {_statistics[feature % perChannel]}",
            PreprocessingKeys.Spectral => $"{feature / perChannel}: {(feature % perChannel == perChannel - 1 ? "dominant" : $"band {feature % perChannel}")}",
            _ => null,
        };
        plot.YLabel(kind switch
        {
            PreprocessingKeys.Statistics or PreprocessingKeys.Spectral => "",
            PreprocessingKeys.Raw => "value of the window",
            PreprocessingKeys.Mfcc => "coefficient",
            _ => "mel channel",
        });
        if (features <= MostNames && NameOf(0) is not null)
        {
            plot.Axes.Left.SetTicks([.. Enumerable.Range(0, features).Select(i => (double)i)], [.. Enumerable.Range(0, features).Select(i => NameOf(i)!)]);
        }
    }
}
