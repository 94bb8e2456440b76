using System.Buffers.Binary;
using System.Text;

namespace TinyInfer.Cli.Files;

/// <summary>A recording: 16-bit PCM in a RIFF file.</summary>
internal sealed record WavFile(int SampleRate, int Channels, short[] Samples)
{
    private const int RiffHeaderBytes = 12;
    private const int ChunkHeaderBytes = 8;
    private const int FormatBytes = 16;
    private const int Pcm = 1;

    /// <exception cref="ToolException">It is no such file.</exception>
    public static WavFile Parse(string path, ReadOnlySpan<byte> file)
    {
        if (file.Length < RiffHeaderBytes || Text(file[..4]) != "RIFF" || Text(file.Slice(8, 4)) != "WAVE")
        {
            throw Refuse(path, "it does not start with RIFF and WAVE, so it is no WAV file");
        }

        ReadOnlySpan<byte> format = default;
        for (long at = RiffHeaderBytes; at + ChunkHeaderBytes <= file.Length;)
        {
            var chunk = file[(int)at..];
            var name = Text(chunk[..4]);
            var bytes = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (bytes > chunk.Length - ChunkHeaderBytes)
            {
                throw Refuse(path, $"at byte {at:N0} its part '{name}' has {bytes:N0} bytes, and {chunk.Length - ChunkHeaderBytes:N0} are left: it is cut off");
            }

            var content = chunk.Slice(ChunkHeaderBytes, (int)bytes);
            if (name == "fmt " && content.Length >= FormatBytes)
            {
                format = content;
            }
            else if (name == "data" && !format.IsEmpty)
            {
                return Read(path, format, content);
            }

            // Parts begin at even places.
            at += ChunkHeaderBytes + bytes + (bytes & 1);
        }

        throw Refuse(path, "it has no part 'data' behind a part 'fmt '");
    }

    private static WavFile Read(string path, ReadOnlySpan<byte> format, ReadOnlySpan<byte> data)
    {
        var kind = BinaryPrimitives.ReadUInt16LittleEndian(format);
        var channels = BinaryPrimitives.ReadUInt16LittleEndian(format[2..]);
        var rate = BinaryPrimitives.ReadUInt32LittleEndian(format[4..]);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(format[14..]);
        if (kind != Pcm || bits != 16 || channels == 0 || rate is 0 or > int.MaxValue)
        {
            throw Refuse(path, $"it has format {kind} with {bits} bits, {channels} channels, {rate} Hz");
        }

        var samples = new short[data.Length / (2 * channels) * channels];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(data[(2 * i)..]);
        }

        return new WavFile((int)rate, channels, samples);
    }

    private static string Text(ReadOnlySpan<byte> name) => Encoding.Latin1.GetString(name);

    private static ToolException Refuse(string path, string found) =>
        new(ExitCode.Usage, $"recording '{path}': {found}. Expected a WAV file of 16-bit PCM; most audio programs export it.");
}
