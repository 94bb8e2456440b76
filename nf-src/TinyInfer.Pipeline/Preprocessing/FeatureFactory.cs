using System;

namespace TinyInfer.Pipeline
{
    /// <summary>Makes the features that a model's metadata describe.</summary>
    internal static class FeatureFactory
    {
        private const int MostSamples = 1000000;

        /// <param name="values">The metadata.</param>
        /// <param name="channels">Of the source.</param>
        /// <param name="sampleRate">Hz, after decimation.</param>
        /// <exception cref="PipelineException">MissingKey or BadValue.</exception>
        public static FrameFeatures Create(MetadataValues values, int channels, float sampleRate)
        {
            string kind = values.Text(PreprocessingKeys.Features);
            int window = values.Integer(PreprocessingKeys.Window, 1, MostSamples);
            int hop = values.Integer(PreprocessingKeys.Hop, 1, MostSamples);
            try
            {
                switch (kind)
                {
                    case PreprocessingKeys.Raw:
                        return new RawFeatures(window, hop, channels, Range(values));
                    case PreprocessingKeys.Statistics:
                        return new StatisticsFeatures(window, hop, channels, Range(values));
                    case PreprocessingKeys.Spectral:
                        return new SpectralFeatures(window, hop, channels, sampleRate, values.Numbers(PreprocessingKeys.BandEdges), Range(values));
                    case PreprocessingKeys.LogMel:
                        return new LogMelFeatures(Mel(values, channels, sampleRate, window, hop), Range(values));
                    case PreprocessingKeys.Mfcc:
                        return new MfccFeatures(
                            Mel(values, channels, sampleRate, window, hop), values.Integer(PreprocessingKeys.Coefficients, 1, MostSamples), Range(values));
                    case PreprocessingKeys.Micro:
                        return new MicroFrontend(Micro(values, channels, sampleRate, window, hop));
                }
            }
            catch (ArgumentException)
            {
                // Each is right by itself; they do not go together.
            }

            throw new PipelineException(PipelineError.BadValue, PreprocessingKeys.Features, 0, 0);
        }

        private static FeatureRange Range(MetadataValues values)
        {
            if (!values.Has(PreprocessingKeys.RangeLow) && !values.Has(PreprocessingKeys.RangeHigh))
            {
                return null;
            }

            try
            {
                return new FeatureRange(values.Integers(PreprocessingKeys.RangeLow), values.Integers(PreprocessingKeys.RangeHigh));
            }
            catch (ArgumentException)
            {
                throw new PipelineException(PipelineError.BadValue, PreprocessingKeys.RangeHigh, 0, 0);
            }
        }

        private static MelSettings Mel(MetadataValues values, int channels, float sampleRate, int window, int hop)
        {
            return new MelSettings
            {
                SampleRate = WholeRate(channels, sampleRate),
                WindowLength = window,
                HopLength = hop,
                ChannelCount = values.Integer(PreprocessingKeys.MelChannels, 1, MostSamples),
                LowerBandLimit = values.Number(PreprocessingKeys.MelLow),
                UpperBandLimit = values.Number(PreprocessingKeys.MelHigh),
            };
        }

        private static MicroFrontendSettings Micro(MetadataValues values, int channels, float sampleRate, int window, int hop)
        {
            MicroFrontendSettings settings = new MicroFrontendSettings();
            settings.SampleRate = WholeRate(channels, sampleRate);
            settings.WindowMilliseconds = Milliseconds(window, settings.SampleRate, PreprocessingKeys.Window);
            settings.HopMilliseconds = Milliseconds(hop, settings.SampleRate, PreprocessingKeys.Hop);
            settings.ChannelCount = values.Integer(PreprocessingKeys.MelChannels, 1, MostSamples, settings.ChannelCount);
            settings.LowerBandLimit = values.Number(PreprocessingKeys.MelLow, settings.LowerBandLimit);
            settings.UpperBandLimit = values.Number(PreprocessingKeys.MelHigh, settings.UpperBandLimit);
            settings.SmoothingBits = values.Integer(PreprocessingKeys.NoiseBits, 0, 31, settings.SmoothingBits);
            settings.EvenSmoothing = values.Number(PreprocessingKeys.NoiseEven, settings.EvenSmoothing);
            settings.OddSmoothing = values.Number(PreprocessingKeys.NoiseOdd, settings.OddSmoothing);
            settings.MinSignalRemaining = values.Number(PreprocessingKeys.NoiseMin, settings.MinSignalRemaining);

            // A gain of strength 0 is none.
            settings.GainStrength = values.Number(PreprocessingKeys.Gain, settings.GainStrength);
            settings.HasGainControl = settings.GainStrength != 0;
            settings.GainOffset = values.Number(PreprocessingKeys.GainOffset, settings.GainOffset);
            settings.GainBits = values.Integer(PreprocessingKeys.GainBits, 0, 31, settings.GainBits);
            settings.LogScaleBits = values.Integer(PreprocessingKeys.LogBits, 0, 16, settings.LogScaleBits);
            settings.Int8Range = values.Integer(PreprocessingKeys.Int8Range, 1, MostSamples, settings.Int8Range);
            return settings;
        }

        /// <summary>Of sound: one channel, and a whole number of Hz.</summary>
        private static int WholeRate(int channels, float sampleRate)
        {
            MetadataValues.Require(channels == 1, PreprocessingKeys.Channels);
            MetadataValues.Require(sampleRate == (int)sampleRate, PreprocessingKeys.SampleRate);
            return (int)sampleRate;
        }

        private static int Milliseconds(int samples, int sampleRate, string key)
        {
            MetadataValues.Require(samples * 1000L % sampleRate == 0, key);
            return (int)(samples * 1000L / sampleRate);
        }
    }
}
