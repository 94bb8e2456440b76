using System;
using nanoFramework.TestFramework;

namespace TinyInfer.Pipeline.Tests
{
    /// <summary>
    /// The features' bytes, the same in both worlds. That they are right is tested on the PC against definitions in double.
    /// </summary>
    [TestClass]
    public class FeatureTests
    {
        private const int SampleCount = 6000;

        [TestMethod]
        public void Raw_ofThreeChannels_areScaledSamples()
        {
            RawFeatures features = new RawFeatures(2, 1, 3, new FeatureRange(new int[] { 0, -100, -32768 }, new int[] { 255, 100, 32767 }));
            sbyte[] frame = new sbyte[7];

            // The window begins in the middle of the ring.
            features.Compute(new short[] { 300, 100, 32767, 1, 0, -32768 }, 3, frame, 1);

            Assert.AreEqual("0 -127 0 -128 127 127 127", Text(frame));
        }

        [TestMethod]
        public void Statistics_ofAFewValues_areThoseByHand()
        {
            StatisticsFeatures features = new StatisticsFeatures(4, 4, 1, null);

            // Mean 1; distances -3, -1, 1, 3: variance 5, no skew, kurtosis 41 / 25.
            features.Compute(new short[] { -2, 0, 2, 4 }, 0, new sbyte[9], 0);

            // 16 √6, 16 √5, 1024 · 1.64.
            Assert.AreEqual("16 39 36 0 1679 -32 64 1 96", Text(features.Values));
        }

        [TestMethod]
        public void Statistics_ofASteadyChannel_haveNoMoments()
        {
            StatisticsFeatures features = new StatisticsFeatures(4, 4, 1, null);

            features.Compute(new short[] { -7, -7, -7, -7 }, 2, new sbyte[9], 0);

            Assert.AreEqual("-112 112 0 0 0 -112 -112 0 0", Text(features.Values));
        }

        [TestMethod]
        public void Spectral_ofATone_hasItsFrequency()
        {
            // 32 samples at 64 Hz: a bin each 2 Hz. 4 samples a period: 16 Hz.
            SpectralFeatures features = new SpectralFeatures(32, 32, 1, 64, new float[] { 2, 10, 20, 32 }, null);
            short[] tone = new short[32];
            for (int i = 0; i < tone.Length; i++)
            {
                tone[i] = (short)(1000 + (i % 4 == 0 ? 800 : i % 4 == 2 ? -800 : 0));
            }

            features.Compute(tone, 0, new sbyte[4], 0);

            // |bin| of a tone under a Hann window is a quarter of amplitude times length; its neighbours half of that.
            int expected = (int)(256 * 25.873);
            Assert.AreEqual(16000, features.Values[3]);
            Assert.IsTrue(features.Values[1] - expected < 3 && expected - features.Values[1] < 3, $"{features.Values[1]}");
            Assert.IsTrue(features.Values[0] < 1000 && features.Values[2] < 1000, $"{features.Values[0]} {features.Values[2]}");
        }

        [TestMethod]
        public void Raw_ofSounds_haveTheirChecksum()
        {
            Assert.AreEqual(0xBE5491B5u, Checksum(new RawFeatures(50, 25, 2, new FeatureRange(-20000, 12345))));
        }

        [TestMethod]
        public void Statistics_ofSounds_haveTheirChecksum()
        {
            Assert.AreEqual(0x342F807Bu, Checksum(new StatisticsFeatures(100, 50, 3, null)));
        }

        [TestMethod]
        public void Spectral_ofSounds_haveTheirChecksum()
        {
            Assert.AreEqual(0xFD570656u, Checksum(new SpectralFeatures(100, 50, 2, 100, new float[] { 0.5f, 2, 5, 12.5f, 50 }, null)));
        }

        [TestMethod]
        public void LogMel_ofSounds_haveTheirChecksum()
        {
            Assert.AreEqual(0x69610B1Cu, Checksum(new LogMelFeatures(new MelSettings(), null)));
        }

        [TestMethod]
        public void Mfcc_ofSounds_haveTheirChecksum()
        {
            Assert.AreEqual(0x50430E60u, Checksum(new MfccFeatures(new MelSettings(), 13, null)));
        }

        [TestMethod]
        public void Filters_ofSounds_haveTheirChecksum()
        {
            short[] sounds = Signals.Sounds(SampleCount);
            Biquad[] antiAliasing = SampleFilter.AntiAliasing(1000, 3);
            SampleFilter filter = new SampleFilter(
                new Biquad[] { Biquad.HighPass(2, 1000, 0.7071f), Biquad.BandPass(50, 1000, 0.5f), antiAliasing[0], antiAliasing[1] }, 3, 2);
            byte[] room = new byte[2];
            uint checksum = 0;
            for (int i = 0; i < sounds.Length; i += 100)
            {
                int kept = filter.Apply(sounds, i, 100);
                for (int j = 0; j < kept; j++)
                {
                    checksum = Signals.Checksum(sounds[i + j], room, checksum);
                }
            }

            Assert.AreEqual(0x3A63F3E0u, checksum);
        }

        [TestMethod]
        public void Filter_afterReset_beginsAnew()
        {
            SampleFilter filter = new SampleFilter(new Biquad[] { Biquad.LowPass(5, 100, 0.7071f) }, 4, 1);
            short[] first = new short[] { 1000, 2000, 3000, 4000, 5000, 6000 };
            short[] second = (short[])first.Clone();

            Assert.AreEqual(2, filter.Apply(first, 0, 6));
            Assert.AreEqual(2, filter.FramesToNext);
            filter.Reset();
            Assert.AreEqual(2, filter.Apply(second, 0, 6));

            Assert.AreEqual((int)first[0], (int)second[0]);
            Assert.AreEqual((int)first[1], (int)second[1]);
        }

        [TestMethod]
        public void Parameters_outOfRange_areAWrongCall()
        {
            Assert.ThrowsException(typeof(ArgumentException), () => new FeatureRange(1, 1));
            Assert.ThrowsException(typeof(ArgumentException), () => new FeatureRange(new int[1], new int[2]));
            Assert.ThrowsException(typeof(ArgumentException), () => new RawFeatures(0, 1, 1, null));
            Assert.ThrowsException(typeof(ArgumentException), () => new RawFeatures(4, 1, 3, new FeatureRange(new int[5], new int[] { 1, 1, 1, 1, 1 })));
            Assert.ThrowsException(typeof(ArgumentException), () => new StatisticsFeatures(4097, 1, 1, null));
            Assert.ThrowsException(typeof(ArgumentException), () => new SpectralFeatures(16, 1, 1, 100, new float[] { 1 }, null));
            Assert.ThrowsException(typeof(ArgumentException), () => new SpectralFeatures(16, 1, 1, 100, new float[] { 1, 2 }, null));
            Assert.ThrowsException(typeof(ArgumentException), () => new SpectralFeatures(16, 1, 1, 100, new float[] { 1, 51 }, null));
            Assert.ThrowsException(typeof(ArgumentException), () => new SpectralFeatures(16, 1, 1, float.NaN, new float[] { 1, 20 }, null));
            Assert.ThrowsException(typeof(ArgumentException), () => new MfccFeatures(new MelSettings(), 41, null));
            Assert.ThrowsException(typeof(ArgumentException), () => Biquad.LowPass(50, 100, 1));
            Assert.ThrowsException(typeof(ArgumentException), () => Biquad.LowPass(float.NaN, 100, 1));
            Assert.ThrowsException(typeof(ArgumentException), () => Biquad.HighPass(5, 100, 0));
            Assert.ThrowsException(typeof(ArgumentException), () => new Biquad(1, 0, 0, 0, 1));
            Assert.ThrowsException(typeof(ArgumentException), () => new SampleFilter(new Biquad[0], 0, 1));
            Assert.ThrowsException(typeof(ArgumentException), () => new RawFeatures(2, 1, 2, null).Compute(new short[4], 1, new sbyte[4], 0));
            Assert.ThrowsException(typeof(ArgumentException), () => new RawFeatures(2, 1, 2, null).Compute(new short[4], 0, new sbyte[4], 1));
        }

        private static uint Checksum(FrameFeatures features)
        {
            short[] sounds = Signals.Sounds(SampleCount);
            SlidingWindow window = new SlidingWindow(features.WindowLength, features.HopLength, features.SourceChannels, 1000);
            sbyte[] frame = new sbyte[features.FeatureCount];
            uint checksum = 0;
            for (int i = 0; i < sounds.Length;)
            {
                i += window.Add(sounds, i, sounds.Length - i, 0);
                if (window.IsComplete)
                {
                    features.Compute(window.Values, window.Start, frame, 0);
                    checksum = Signals.Checksum(frame, checksum);
                }
            }

            return checksum;
        }

        private static string Text(sbyte[] values)
        {
            string text = "";
            foreach (sbyte value in values)
            {
                text += $"{(text.Length == 0 ? "" : " ")}{value}";
            }

            return text;
        }

        private static string Text(int[] values)
        {
            string text = "";
            foreach (int value in values)
            {
                text += $"{(text.Length == 0 ? "" : " ")}{value}";
            }

            return text;
        }
    }
}
