using System.Text;
using SkiaSharp;

namespace TinyInfer.Cli.Files.Samples;

/// <summary>
/// A picture's pixels, four bytes each, red, green, blue and transparency: from JPEG, PNG, BMP, WebP and GIF by Skia, or
/// from binary PGM and PPM. Transparency, colour profile and orientation are not looked at.
/// </summary>
internal sealed record RasterImage(int Width, int Height, byte[] Pixels)
{
    /// <summary>Pictures for microcontrollers are far smaller.</summary>
    private const int MaxSize = 1 << 14;

    private const int PixelBytes = 4;

    public byte At(int row, int column, int channel) => Pixels[(row * Width + column) * PixelBytes + channel];

    /// <exception cref="ToolException">It is no such picture, or damaged.</exception>
    public static RasterImage Parse(string path, byte[] file)
    {
        if (file is [(byte)'P', (byte)'5' or (byte)'6', ..])
        {
            try
            {
                return ParsePnm(path, file);
            }
            catch (Exception failure) when (failure is ArgumentOutOfRangeException or IndexOutOfRangeException)
            {
                throw Damaged(path);
            }
        }

        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data)
            ?? throw Refuse(path, "it is no JPEG, PNG, BMP, WebP, GIF, PGM or PPM picture, or damaged; copy it again, or convert it to PNG");
        var (width, height) = RequireSize(path, codec.Info.Width, codec.Info.Height);
        if (codec.GetPixels(new(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul), out var pixels) != SKCodecResult.Success)
        {
            throw Damaged(path);
        }

        return new(width, height, pixels);
    }

    private static ToolException Damaged(string path) => Refuse(path, "it is damaged or cut off; copy it again");

    private static ToolException Refuse(string path, string found) => new(ExitCode.Usage, $"image '{path}': {found}.");

    /// <summary>Sizes are checked before anything is allocated for them.</summary>
    private static (int Width, int Height) RequireSize(string path, long width, long height) =>
        width is > 0 and <= MaxSize && height is > 0 and <= MaxSize ? ((int)width, (int)height)
            : throw Refuse(path, $"its size {width}×{height} is not read (1 to {MaxSize} is)");

    private static RasterImage ParsePnm(string path, ReadOnlySpan<byte> file)
    {
        var channels = file[1] == '6' ? 3 : 1;
        var at = 2;
        var numbers = new int[3];
        for (var i = 0; i < numbers.Length; i++)
        {
            while (char.IsWhiteSpace((char)file[at]) || file[at] == '#')
            {
                at = file[at] == '#' ? at + file[at..].IndexOf((byte)'\n') + 1 : at + 1;
            }

            var length = file[at..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (!int.TryParse(Encoding.ASCII.GetString(file.Slice(at, Math.Max(length, 0))), out numbers[i]))
            {
                throw Refuse(path, "its header is damaged; copy it again");
            }

            at += length;
        }

        var (width, height) = RequireSize(path, numbers[0], numbers[1]);
        if (numbers[2] != 255)
        {
            throw Refuse(path, $"its brightest value is {numbers[2]}, 255 is read");
        }

        var source = file.Slice(at + 1, width * height * channels);
        var pixels = new byte[width * height * PixelBytes];
        for (var i = 0; i < width * height; i++)
        {
            for (var channel = 0; channel < 3; channel++)
            {
                pixels[i * PixelBytes + channel] = source[channels == 3 ? 3 * i + channel : i];
            }
        }

        return new(width, height, pixels);
    }
}
