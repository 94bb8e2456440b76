using System;
using nanoFramework.TestFramework;

namespace TinyInfer.Pipeline.Tests
{
    /// <summary>
    /// Checksums are of what TensorFlow Lite Micro's microfrontend library makes of the same samples, with the window and
    /// the filter weights by the rules of its signal library. That library takes the logarithm for a weight from the C library,
    /// whose log1pf may be off by a bit; for other settings than the usual ones it was replaced by one that is not.
    /// </summary>
    [TestClass]
    public class MicroFrontendTests
    {
        [TestMethod]
        public void Compute_ofSounds_equalsTheReference()
        {
            MicroFrontend frontend = new MicroFrontend(new MicroFrontendSettings());
            sbyte[] frame = new sbyte[frontend.FeatureCount];
            uint checksum = 0;
            int frames = 0;
            SlidingWindow window = Window(frontend, 16000);
            short[] sounds = Signals.Sounds(24000);
            for (int i = 0; i < sounds.Length;)
            {
                i += window.Add(sounds, i, sounds.Length - i, 0);
                if (window.IsComplete)
                {
                    frontend.Compute(window.Values, window.Start, frame, 0);
                    checksum = Signals.Checksum(frame, checksum);
                    frames++;
                }
            }

            Assert.AreEqual(74, frames);
            Assert.AreEqual(0x5C0C31B7u, checksum);
        }

        [TestMethod]
        [DataRow(8000, 32, 10, 26, false, 3800, 297, 0x3A68E572u)]
        [DataRow(22050, 25, 10, 32, true, 8000, 107, 0x57CD575Cu)]
        [DataRow(16000, 64, 64, 80, true, 7900, 23, 0x96D3DCCEu)]
        public void Feature_withOtherSettings_equalsTheReference(
            int rate,
            int windowMilliseconds,
            int hopMilliseconds,
            int channels,
            bool hasGainControl,
            int upper,
            int expectedFrames,
            uint expected)
        {
            MicroFrontend frontend = new MicroFrontend(new MicroFrontendSettings
            {
                SampleRate = rate,
                WindowMilliseconds = windowMilliseconds,
                HopMilliseconds = hopMilliseconds,
                ChannelCount = channels,
                HasGainControl = hasGainControl,
                UpperBandLimit = upper,
            });
            byte[] room = new byte[2];
            uint checksum = 0;
            int frames = 0;
            SlidingWindow window = Window(frontend, rate);
            short[] sounds = Signals.Sounds(24000);
            for (int i = 0; i < sounds.Length;)
            {
                i += window.Add(sounds, i, sounds.Length - i, 0);
                if (window.IsComplete)
                {
                    frames++;
                    frontend.Analyse(window.Values, window.Start);
                    for (int channel = 0; channel < channels; channel++)
                    {
                        checksum = Signals.Checksum(frontend.Feature(channel), room, checksum);
                    }
                }
            }

            Assert.AreEqual(expectedFrames, frames);
            Assert.AreEqual(expected, checksum);
        }

        [TestMethod]
        public void Reset_afterAnyWindows_isAsNew()
        {
            MicroFrontend frontend = new MicroFrontend(new MicroFrontendSettings());
            short[] noise = Signals.Noise(7, frontend.WindowLength);
            sbyte[] frames = new sbyte[3 * frontend.FeatureCount];

            frontend.Compute(noise, 0, frames, 0);
            frontend.Compute(noise, 0, frames, frontend.FeatureCount);
            frontend.Reset();
            frontend.Compute(noise, 0, frames, 2 * frontend.FeatureCount);

            int different = 0;
            for (int i = 0; i < frontend.FeatureCount; i++)
            {
                different += frames[i] == frames[frontend.FeatureCount + i] ? 0 : 1;
                Assert.AreEqual((int)frames[i], (int)frames[2 * frontend.FeatureCount + i]);
            }

            Assert.IsTrue(different > 0);
        }

        [TestMethod]
        public void Settings_outOfRange_areAWrongCall()
        {
            Check(new MicroFrontendSettings { SampleRate = 0 });
            Check(new MicroFrontendSettings { SampleRate = -16000 });
            Check(new MicroFrontendSettings { SampleRate = 8000 });
            Check(new MicroFrontendSettings { WindowMilliseconds = 0 });
            Check(new MicroFrontendSettings { WindowMilliseconds = 1000 });
            Check(new MicroFrontendSettings { HopMilliseconds = -20 });
            Check(new MicroFrontendSettings { ChannelCount = 0 });
            Check(new MicroFrontendSettings { ChannelCount = int.MaxValue });
            Check(new MicroFrontendSettings { LowerBandLimit = -1 });
            Check(new MicroFrontendSettings { LowerBandLimit = float.NaN });
            Check(new MicroFrontendSettings { LowerBandLimit = 7500 });
            Check(new MicroFrontendSettings { UpperBandLimit = 8000 });
            Check(new MicroFrontendSettings { UpperBandLimit = float.NaN });
            Check(new MicroFrontendSettings { SmoothingBits = -1 });
            Check(new MicroFrontendSettings { EvenSmoothing = 1.5f });
            Check(new MicroFrontendSettings { OddSmoothing = -0.5f });
            Check(new MicroFrontendSettings { MinSignalRemaining = 2 });
            Check(new MicroFrontendSettings { UpperBandLimit = float.PositiveInfinity });
            Check(new MicroFrontendSettings { MinSignalRemaining = float.NaN });
            Check(new MicroFrontendSettings { GainOffset = 0 });
            Check(new MicroFrontendSettings { GainOffset = float.NaN });
            Check(new MicroFrontendSettings { GainOffset = float.PositiveInfinity });
            Check(new MicroFrontendSettings { GainStrength = float.NaN });
            Check(new MicroFrontendSettings { GainBits = 3 });
            Check(new MicroFrontendSettings { LogScaleBits = 20 });
            Check(new MicroFrontendSettings { Int8Range = 0 });
            Assert.ThrowsException(typeof(ArgumentNullException), () => new MicroFrontend(null));
        }

        [TestMethod]
        public void Compute_withoutAWindowOrRoom_isAWrongCall()
        {
            MicroFrontend frontend = new MicroFrontend(new MicroFrontendSettings());
            short[] window = new short[480];
            sbyte[] frame = new sbyte[40];

            Assert.ThrowsException(typeof(ArgumentException), () => frontend.Compute(new short[479], 0, frame, 0));
            Assert.ThrowsException(typeof(ArgumentException), () => frontend.Compute(window, 480, frame, 0));
            Assert.ThrowsException(typeof(ArgumentException), () => frontend.Compute(window, -1, frame, 0));
            Assert.ThrowsException(typeof(ArgumentException), () => frontend.Compute(window, 0, frame, 1));
            Assert.ThrowsException(typeof(ArgumentException), () => frontend.Compute(window, 0, frame, -1));
            Assert.ThrowsException(typeof(ArgumentNullException), () => frontend.Compute(null, 0, frame, 0));
            Assert.ThrowsException(typeof(ArgumentNullException), () => frontend.Compute(window, 0, null, 0));
        }

        private static void Check(MicroFrontendSettings settings)
        {
            bool refused = false;
            try
            {
                new MicroFrontend(settings);
            }
            catch (ArgumentException)
            {
                refused = true;
            }

            Assert.IsTrue(refused);
        }

        private static SlidingWindow Window(MicroFrontend frontend, int rate)
        {
            return new SlidingWindow(frontend.WindowLength, frontend.HopLength, 1, rate);
        }
    }
}
