using System.Buffers.Binary;
using System.Text;

namespace TinyInfer.Cli.Files.Samples;

/// <summary>A picture's pixels, red, green, blue: from PNG, BMP (uncompressed), or binary PGM and PPM.</summary>
internal sealed record RasterImage(int Width, int Height, byte[] Pixels)
{
    /// <summary>Pictures for microcontrollers are far smaller.</summary>
    private const int MaxSize = 1 << 14;

    public byte At(int row, int column, int channel) => Pixels[(row * Width + column) * 3 + channel];

    /// <exception cref="ToolException">It is no such picture, or damaged.</exception>
    public static RasterImage Parse(string path, byte[] file)
    {
        try
        {
            return file.AsSpan() switch
            {
                [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => PngImage.Parse(path, file),
                [(byte)'B', (byte)'M', ..] => ParseBmp(path, file),
                [(byte)'P', (byte)'5' or (byte)'6', ..] => ParsePnm(path, file),
                _ => throw Refuse(path, "it is no PNG, BMP, PGM or PPM picture; convert it to PNG"),
            };
        }
        catch (Exception failure) when (failure is ArgumentOutOfRangeException or IndexOutOfRangeException or InvalidDataException or EndOfStreamException)
        {
            throw Refuse(path, "it is damaged or cut off; copy it again");
        }
    }

    public static ToolException Refuse(string path, string found) => new(ExitCode.Usage, $"image '{path}': {found}.");

    /// <summary>Sizes are checked before anything is allocated for them.</summary>
    public static (int Width, int Height) RequireSize(string path, long width, long height) =>
        width is > 0 and <= MaxSize && height is > 0 and <= MaxSize ? ((int)width, (int)height)
            : throw Refuse(path, $"its size {width}×{height} is not read (1 to {MaxSize} is)");

    private static RasterImage ParseBmp(string path, ReadOnlySpan<byte> file)
    {
        var start = BinaryPrimitives.ReadInt32LittleEndian(file[10..]);
        var signedHeight = BinaryPrimitives.ReadInt32LittleEndian(file[22..]);
        var (width, height) = RequireSize(path, BinaryPrimitives.ReadInt32LittleEndian(file[18..]), Math.Abs((long)signedHeight));
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(file[28..]);
        var compression = BinaryPrimitives.ReadInt32LittleEndian(file[30..]);
        if (bits is not (8 or 24 or 32) || compression is not (0 or 3))
        {
            throw Refuse(path, $"BMP of {bits} bits, compression {compression} is not read (8, 24 and 32 bits without are)");
        }

        var palette = 14 + BinaryPrimitives.ReadInt32LittleEndian(file[14..]);
        var stride = (width * bits / 8 + 3) / 4 * 4;
        var pixels = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            // Bottom row first, unless the height is negative.
            var row = file.Slice(start + (signedHeight > 0 ? height - 1 - y : y) * stride, width * bits / 8);
            for (var x = 0; x < width; x++)
            {
                var blue = bits == 8 ? file.Slice(palette + 4 * row[x], 3) : row.Slice(x * bits / 8, 3);
                var at = (y * width + x) * 3;
                (pixels[at], pixels[at + 1], pixels[at + 2]) = (blue[2], blue[1], blue[0]);
            }
        }

        return new(width, height, pixels);
    }

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
        var pixels = new byte[width * height * 3];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = source[channels == 3 ? i : i / 3];
        }

        return new(width, height, pixels);
    }
}
