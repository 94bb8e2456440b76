using TinyInfer.Sensors;

namespace TinyInfer.Cli.Files;

/// <summary>A file's bytes, as the sources of recordings take them.</summary>
internal sealed class FileInput(Stream stream) : IByteInput, IDisposable
{
    public int Read(byte[] buffer, int start, int count) => stream.Read(buffer, start, count);

    public void Dispose() => stream.Dispose();
}
