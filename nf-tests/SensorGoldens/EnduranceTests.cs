using System;
using nanoFramework.TestFramework;
using TinyInfer.SensorGoldens;
using TinyInfer.Sensors;
using TinyInfer.Sensors.Tests;

/// <summary>
/// Ten minutes of a real recording at the sensor's rate. Between faults every sample is checked as without them. The resource
/// is put in by run-on-nanoclr.
/// </summary>
[TestClass]
public class EnduranceTests
{
    private const int Seconds = 600;

    [TestMethod]
    public void TenMinutes_at100Hz_loseAndRepeatNothing()
    {
        Check(100, 0);
    }

    [TestMethod]
    public void TenMinutes_at100HzWithFaults_reportAndSurviveEachOne()
    {
        Check(100, 15);
    }

    [TestMethod]
    public void TenMinutes_at1kHzWithFaults_reportAndSurviveEachOne()
    {
        Check(1000, 15);
    }

    private static void Check(int rate, int secondsPerFault)
    {
        byte[] bytes = Resources.GetBytes(Resources.BinaryResources.imu);
        short[] recording = new short[bytes.Length / 2];
        for (int i = 0; i < recording.Length; i++)
        {
            recording[i] = BitConverter.ToInt16(bytes, 2 * i);
        }

        ImuEndurance run = new ImuEndurance(recording, rate, ImuKind.Mpu6050);
        run.Run(Seconds, secondsPerFault);

        int faults = run.Overflows + run.SingleNacks + run.DeadBuses + run.StuckBuses + run.BrokenTransfers;
        Console.WriteLine($"Figure: simulated MPU6050, {Seconds} s at {rate} Hz: {run.Received} frames, {faults} faults");
        Assert.IsTrue(run.Received > Seconds * rate * 9L / 10);
        Assert.IsTrue(secondsPerFault == 0 ? faults == 0 && run.Received > Seconds * rate - 100 : faults >= 38);
    }
}
