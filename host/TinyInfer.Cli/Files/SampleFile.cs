using TinyInfer.Cli.Output;

namespace TinyInfer.Cli.Files;

/// <summary>A file of raw samples, one after another, all of one length; read one at a time.</summary>
internal sealed class SampleFile : IDisposable
{
    private readonly Stream _stream;
    private readonly byte[] _sample;

    private SampleFile(string path, Stream stream, int sampleBytes)
    {
        Path = path;
        _stream = stream;
        _sample = new byte[sampleBytes];
        Count = stream.Length / sampleBytes;
    }

    /// <summary>As the person gave it.</summary>
    public string Path { get; }

    /// <summary>Samples in the file, at least one.</summary>
    public long Count { get; }

    /// <param name="what">What the file is for, for messages: "input".</param>
    /// <param name="sampleBytes">Bytes of one sample.</param>
    /// <param name="describeSample">Where the number of bytes comes from, for messages.</param>
    public static SampleFile Open(string path, string what, int sampleBytes, string describeSample)
    {
        if (sampleBytes == 0)
        {
            throw new ToolException(ExitCode.BadModel, $"the model takes no bytes of {what}: it has no such tensors. Convert another network.");
        }

        var stream = InputFile.Open(path, what);
        if (stream.Length > 0 && stream.Length % sampleBytes == 0)
        {
            return new SampleFile(path, stream, sampleBytes);
        }

        var found = stream.Length;
        stream.Dispose();
        var nearest = Math.Max(1, found / sampleBytes);
        throw new ToolException(
            ExitCode.Usage,
            $"{what} file '{path}' has {Printable.Bytes(found)}; expected a multiple of one sample, which is {describeSample}: "
            + $"{Printable.Count(nearest, "sample")} would be {Printable.Bytes(nearest * sampleBytes)}. Check that it is raw data made for this model.");
    }

    /// <summary>The next sample; valid until the next call.</summary>
    public ReadOnlySpan<byte> ReadNext()
    {
        _stream.ReadExactly(_sample);
        return _sample;
    }

    public void Dispose() => _stream.Dispose();
}
