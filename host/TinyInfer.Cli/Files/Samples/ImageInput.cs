using TinyInfer.Compiler.Graph;

namespace TinyInfer.Cli.Files.Samples;

/// <summary>Which reals the darkest and the brightest pixel are for the network.</summary>
internal sealed record PixelRange(float Low, float High)
{
    public static PixelRange Bytes { get; } = new(0, 255);
}

/// <summary>A picture as a network's input: scaled to its size, grey or colours as it wants them.</summary>
internal static class ImageInput
{
    public static float[] Read(string path, byte[] file, NetworkGraph network, PixelRange pixels)
    {
        if (network.Inputs is not [{ Shape: [1, var a, var b, var c] }])
        {
            throw new ToolException(ExitCode.Usage, $"image '{path}': the network takes no picture (one input of four dimensions).");
        }

        // Three or one channels, last or, in networks from ONNX, first.
        var (height, width, channels, isFirst) = c is 1 or 3 ? (a, b, c, false) : (b, c, a, true);
        if (channels is not (1 or 3))
        {
            throw new ToolException(ExitCode.Usage, $"image '{path}': the network's input [1, {a}, {b}, {c}] has neither 1 nor 3 channels.");
        }

        var image = RasterImage.Parse(path, file);
        var sample = new float[height * width * channels];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                for (var channel = 0; channel < channels; channel++)
                {
                    var value = Mean(image, channel, channels, y, x, height, width);
                    var at = isFirst ? (channel * height + y) * width + x : (y * width + x) * channels + channel;
                    sample[at] = pixels.Low + value / 255 * (pixels.High - pixels.Low);
                }
            }
        }

        return sample;
    }

    /// <summary>The mean of the pixels that a pixel of the input covers; the nearest one when it covers none.</summary>
    private static float Mean(RasterImage image, int channel, int channels, int y, int x, int height, int width)
    {
        var (top, left) = ((int)((long)y * image.Height / height), (int)((long)x * image.Width / width));
        var bottom = Math.Max(top + 1, (int)((y + 1L) * image.Height / height));
        var right = Math.Max(left + 1, (int)((x + 1L) * image.Width / width));
        var sum = 0f;
        for (var row = top; row < bottom; row++)
        {
            for (var column = left; column < right; column++)
            {
                sum += channels == 3 ? image.At(row, column, channel)
                    : 0.299f * image.At(row, column, 0) + 0.587f * image.At(row, column, 1) + 0.114f * image.At(row, column, 2);
            }
        }

        return sum / ((bottom - top) * (right - left));
    }
}
