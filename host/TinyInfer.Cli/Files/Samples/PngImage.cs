using System.Buffers.Binary;
using System.IO.Compression;

namespace TinyInfer.Cli.Files.Samples;

/// <summary>Reads PNG pictures of 8 bits a channel, not interlaced (PNG specification, third edition). Transparency is dropped.</summary>
internal static class PngImage
{
    private const int SignatureBytes = 8;
    private const int ChunkBytes = 12;

    public static RasterImage Parse(string path, ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> header = default;
        ReadOnlySpan<byte> palette = default;
        using var packed = new MemoryStream();
        for (var at = SignatureBytes; at + ChunkBytes <= file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
            var data = file.Slice(at + 8, length);
            switch (file.Slice(at + 4, 4))
            {
                case [(byte)'I', (byte)'H', (byte)'D', (byte)'R']: header = data; break;
                case [(byte)'P', (byte)'L', (byte)'T', (byte)'E']: palette = data; break;
                case [(byte)'I', (byte)'D', (byte)'A', (byte)'T']: packed.Write(data); break;
            }

            at += ChunkBytes + length;
        }

        var (width, height) = RasterImage.RequireSize(path, BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header[4..]));
        var (depth, kind, interlace) = (header[8], header[9], header[12]);
        var channels = kind switch { 0 or 3 => 1, 2 => 3, 4 => 2, 6 => 4, _ => 0 };
        if (depth != 8 || channels == 0 || interlace != 0)
        {
            throw RasterImage.Refuse(path, $"PNG of {depth} bits, colour type {kind}, interlace {interlace} is not read (8 bits, not interlaced is)");
        }

        packed.Position = 0;
        using var unpacked = new ZLibStream(packed, CompressionMode.Decompress);
        var rows = new byte[height * (width * channels + 1)];
        unpacked.ReadExactly(rows);
        Unfilter(rows, width * channels, height, channels);

        var pixels = new byte[width * height * 3];
        for (var i = 0; i < width * height; i++)
        {
            var source = rows.AsSpan(i / width * (width * channels + 1) + 1 + i % width * channels);
            for (var channel = 0; channel < 3; channel++)
            {
                pixels[3 * i + channel] = kind == 3 ? palette[3 * source[0] + channel] : source[channels >= 3 ? channel : 0];
            }
        }

        return new(width, height, pixels);
    }

    /// <summary>Each row says how it was predicted: from the left, from above, or from both.</summary>
    private static void Unfilter(byte[] rows, int rowBytes, int height, int step)
    {
        for (var y = 0; y < height; y++)
        {
            var start = y * (rowBytes + 1) + 1;
            for (var x = 0; x < rowBytes; x++)
            {
                int left = x >= step ? rows[start + x - step] : 0;
                int up = y > 0 ? rows[start + x - rowBytes - 1] : 0;
                int upLeft = x >= step && y > 0 ? rows[start + x - rowBytes - 1 - step] : 0;
                rows[start + x] += (byte)(rows[start - 1] switch
                {
                    0 => 0,
                    1 => left,
                    2 => up,
                    3 => (left + up) / 2,
                    4 => Paeth(left, up, upLeft),
                    _ => throw new InvalidDataException(),
                });
            }
        }
    }

    private static int Paeth(int left, int up, int upLeft)
    {
        var estimate = left + up - upLeft;
        var (a, b, c) = (Math.Abs(estimate - left), Math.Abs(estimate - up), Math.Abs(estimate - upLeft));
        return a <= b && a <= c ? left : b <= c ? up : upLeft;
    }
}
