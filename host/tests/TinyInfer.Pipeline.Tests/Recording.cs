using System.Buffers.Binary;
using TinyInfer.Testing;

namespace TinyInfer.Pipeline.Tests;

/// <summary>The one-second recordings in ../shared/audio: 16 kHz, one channel, behind a header of 44 bytes.</summary>
internal static class Recording
{
    public const int SampleRate = 16000;

    private const int HeaderBytes = 44;

    public static short[] Read(string name)
    {
        var file = SharedFiles.Read("audio", $"{name}_1000ms.wav");
        return [.. Enumerable.Range(0, (file.Length - HeaderBytes) / 2)
            .Select(i => BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(HeaderBytes + 2 * i)))];
    }
}
