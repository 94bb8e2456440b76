using System.Buffers.Binary;
using System.Text.Json;
using TinyInfer.Testing;

namespace TinyInfer.Pipeline.Tests;

/// <summary>A folder of ../shared/data: int16 frames, all its recordings one after another.</summary>
internal sealed record SensorRecording(float SampleRate, int Channels, short[] Samples)
{
    public static readonly string[] Names =
    [
        "imu_har_wrist_geotec", "imu_exercise_wrist_mpu6886", "imu_gestures_mpu6886", "imu_headgesture_lsm6dsv16x",
        "vib_fan_nxp", "vib_fan_ism330dhcx", "kws_speech_commands_6", "ecg_mitbih_pvc",
    ];

    public int Frames => Samples.Length / Channels;

    /// <param name="mostFrames">From the beginning.</param>
    public static SensorRecording Read(string name, int mostFrames)
    {
        using var manifest = JsonDocument.Parse(SharedFiles.Read("data", name, "manifest.json"));
        var rate = manifest.RootElement.GetProperty("sample_rate_hz").GetSingle();
        var channels = manifest.RootElement.GetProperty("channels").GetArrayLength();
        using var data = File.OpenRead(SharedFiles.Require("data", name, "data.bin"));
        var bytes = new byte[Math.Min(data.Length, 2L * channels * mostFrames)];
        data.ReadExactly(bytes);
        return new SensorRecording(rate, channels, [.. Enumerable.Range(0, bytes.Length / 2)
            .Select(i => BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(2 * i)))]);
    }

    /// <summary>The values of a channel of a window.</summary>
    public double[] Channel(int firstFrame, int length, int channel) =>
        [.. Enumerable.Range(firstFrame, length).Select(frame => (double)Samples[frame * Channels + channel])];
}
