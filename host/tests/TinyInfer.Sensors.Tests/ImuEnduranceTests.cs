using System.Buffers.Binary;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Testing;

namespace TinyInfer.Sensors.Tests;

/// <summary>Ten minutes of a real recording at the sensor's rate.</summary>
[TestClass]
public class ImuEnduranceTests
{
    private const int Seconds = 600;

    public required TestContext TestContext { get; init; }

    [TestMethod]
    [DataRow(100, ImuKind.Mpu6050)]
    [DataRow(1000, ImuKind.Mpu6050)]
    [DataRow(1000, ImuKind.Mpu6500)]
    [DataRow(1000, ImuKind.Mpu6886)]
    public void TenMinutes_withoutFaults_loseAndRepeatNothing(int rate, ImuKind kind)
    {
        var run = new ImuEndurance(Recording(), rate, kind);

        run.Run(Seconds, 0);

        TestContext.WriteLine($"{run.Received} frames");
        Assert.IsGreaterThan(Seconds * rate - 100, run.Received);
    }

    [TestMethod]
    [DataRow(100)]
    [DataRow(1000)]
    public void TenMinutes_withFaults_reportAndSurviveEachOne(int rate)
    {
        var run = new ImuEndurance(Recording(), rate, ImuKind.Mpu6050);

        run.Run(Seconds, 15);

        TestContext.WriteLine(
            $"{run.Received} frames, {run.Overflows} overflows, {run.SingleNacks} single NACKs, {run.DeadBuses} dead, {run.StuckBuses} stuck buses, {run.BrokenTransfers} broken transfers");
        Assert.AreEqual(39, run.Overflows + run.SingleNacks + run.DeadBuses + run.StuckBuses + run.BrokenTransfers, 1);
        Assert.IsGreaterThan(Seconds * rate * 9 / 10, run.Received);
    }

    /// <summary>../shared/data/imu_har_wrist_geotec: six channels at the MPU6050's scale.</summary>
    private static short[] Recording()
    {
        var bytes = SharedFiles.Read("data", "imu_har_wrist_geotec", "data.bin");
        return [.. Enumerable.Range(0, bytes.Length / 2).Select(i => BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(2 * i)))];
    }
}
