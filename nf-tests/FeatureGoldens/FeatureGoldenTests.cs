using System;
using nanoFramework.TestFramework;
using TinyInfer.FeatureGoldens;
using TinyInfer.Pipeline;

/// <summary>
/// Features of real recordings here and on a PC: the same bytes. The resources are put in by run-on-nanoclr, which computes
/// the PC's.
/// </summary>
[TestClass]
public class FeatureGoldenTests
{
    // The launcher calls tests without an object.
    private static byte[] _file;
    private static int _at;

    [TestMethod]
    public void Activity_ofAWatch_equalsThePc()
    {
        Check(Resources.BinaryResources.imu_har_wrist_geotec, 4);
    }

    [TestMethod]
    public void Exercise_ofAWatch_equalsThePc()
    {
        Check(Resources.BinaryResources.imu_exercise_wrist_mpu6886, 4);
    }

    [TestMethod]
    public void Gestures_ofAHand_equalThePc()
    {
        Check(Resources.BinaryResources.imu_gestures_mpu6886, 4);
    }

    [TestMethod]
    public void Gestures_ofAHead_equalThePc()
    {
        Check(Resources.BinaryResources.imu_headgesture_lsm6dsv16x, 4);
    }

    [TestMethod]
    public void Vibration_ofFans_equalsThePc()
    {
        Check(Resources.BinaryResources.vib_fan_nxp, 4);
    }

    [TestMethod]
    public void Vibration_ofABlade_equalsThePc()
    {
        Check(Resources.BinaryResources.vib_fan_ism330dhcx, 4);
    }

    [TestMethod]
    public void Speech_ofManySpeakers_equalsThePc()
    {
        Check(Resources.BinaryResources.kws_speech_commands_6, 7);
    }

    [TestMethod]
    public void Heartbeats_equalThePc()
    {
        Check(Resources.BinaryResources.ecg_mitbih_pvc, 6);
    }

    private static void Check(Resources.BinaryResources recording, int expectedCases)
    {
        _file = Resources.GetBytes(recording);
        _at = 0;
        int sampleCount = ReadInt32();
        int samplesStart = _at;
        _at += 2 * sampleCount;
        int cases = ReadInt32();
        Assert.AreEqual(expectedCases, cases);
        for (int i = 0; i < cases; i++)
        {
            int textBytes = ReadInt32();
            TextSettings settings = new TextSettings(_file, _at, textBytes);
            _at += textBytes;
            int expected = ReadInt32();
            CheckCase(settings, samplesStart, sampleCount, _at, expected);
            _at += expected;
        }
    }

    private static void CheckCase(TextSettings settings, int samplesStart, int sampleCount, int expectedStart, int expectedBytes)
    {
        short[] samples = new short[sampleCount];
        for (int i = 0; i < sampleCount; i++)
        {
            samples[i] = BitConverter.ToInt16(_file, samplesStart + 2 * i);
        }

        Preprocessing preprocessing = new Preprocessing(settings.Find);
        int count = preprocessing.Filter == null ? sampleCount : preprocessing.Filter.Apply(samples, 0, sampleCount);
        FrameFeatures features = preprocessing.Features;
        SlidingWindow window = new SlidingWindow(features.WindowLength, features.HopLength, preprocessing.Channels, preprocessing.FeatureRate);
        sbyte[] frame = new sbyte[features.FeatureCount];
        int bytes = 0;
        for (int i = 0; i < count;)
        {
            i += window.Add(samples, i, count - i, 0);
            if (window.IsComplete)
            {
                features.Compute(window.Values, window.Start, frame, 0);
                Assert.IsTrue(bytes + frame.Length <= expectedBytes);
                for (int f = 0; f < frame.Length; f++)
                {
                    if (frame[f] != (sbyte)_file[expectedStart + bytes + f])
                    {
                        Assert.AreEqual((int)(sbyte)_file[expectedStart + bytes + f], (int)frame[f], $"{settings.Find("features")}, byte {bytes + f}");
                    }
                }

                bytes += frame.Length;
            }
        }

        Assert.AreEqual(expectedBytes, bytes);
    }

    private static int ReadInt32()
    {
        _at += 4;
        return BitConverter.ToInt32(_file, _at - 4);
    }
}
