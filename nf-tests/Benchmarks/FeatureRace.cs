using TinyInfer.Pipeline;

namespace TinyInfer.Benchmarks
{
    /// <summary>Frames of features in integers against the same in float, in steps of the bare loop.</summary>
    internal static class FeatureRace
    {
        private const int Rounds = 8;

        public static void Run()
        {
            short[] motion = Noise(128 * 6);
            PlainFeatures plainMotion = new PlainFeatures(128, 6, 6, 1);
            Race("statistics, 128 frames of 6 channels", new StatisticsFeatures(128, 64, 6, null), motion, () => plainMotion.Statistics(motion));
            Race(
                "spectral, 128 frames of 6 channels, 6 bands",
                new SpectralFeatures(128, 64, 6, 100, new float[] { 0.5f, 1, 2, 4, 8, 16, 50 }, null), motion, () => plainMotion.Spectral(motion));
            short[] sound = Noise(480);
            PlainFeatures plainSound = new PlainFeatures(480, 1, 1, 40);
            Race("log-mel, 480 samples, 40 channels", new LogMelFeatures(new MelSettings(), null), sound, () => plainSound.LogMel(sound));
            Race("MFCC, against a log-mel in float", new MfccFeatures(new MelSettings(), 13, null), sound, () => plainSound.LogMel(sound));
            Race("micro-frontend, against a log-mel in float", new MicroFrontend(new MicroFrontendSettings()), sound, () => plainSound.LogMel(sound));
        }

        private static void Race(string name, FrameFeatures features, short[] samples, Work plain)
        {
            sbyte[] frame = new sbyte[features.FeatureCount];
            double[] ticks = Benchmarks.Race.Run(new Work[] { PlainLoop.Run, plain, () => features.Compute(samples, 0, frame, 0) }, Rounds);
            double step = ticks[0] / PlainLoop.Steps;
            Report.Write(name, ticks[1] / step, ticks[2] / step);
        }

        private static short[] Noise(int count)
        {
            short[] values = new short[count];
            uint x = 1;
            for (int i = 0; i < count; i++)
            {
                x = x * 1664525 + 1013904223;
                values[i] = (short)(x >> 18);
            }

            return values;
        }
    }
}
