using System;

namespace TinyInfer.Pipeline
{
    /// <summary>
    /// What a model's metadata say about the way from samples to its input and from its scores to a decision. Reading it
    /// makes the objects; afterwards nothing is parsed or allocated.
    /// </summary>
    public class Preprocessing
    {
        private const int MostChannels = 64;
        private const int MostFrames = 10000;

        /// <param name="lookup">Gives the value of a metadata key.</param>
        /// <exception cref="PipelineException">NoPreprocessing, MissingKey or BadValue.</exception>
        public Preprocessing(MetadataLookup lookup)
        {
            if (lookup == null)
            {
                throw new ArgumentNullException(nameof(lookup));
            }

            MetadataValues values = new MetadataValues(lookup);
            if (!values.Has(PreprocessingKeys.Features))
            {
                throw new PipelineException(PipelineError.NoPreprocessing, PreprocessingKeys.Features, 0, 0);
            }

            SampleRate = values.Number(PreprocessingKeys.SampleRate);
            MetadataValues.Require(SampleRate >= 0.001f && SampleRate <= 1000000, PreprocessingKeys.SampleRate);
            Channels = values.Integer(PreprocessingKeys.Channels, 1, MostChannels);
            int decimation = values.Integer(PreprocessingKeys.Decimation, 1, 1000, 1);
            Filter = FilterReader.Create(values, SampleRate, decimation, Channels);
            FeatureRate = SampleRate / decimation;
            Features = FeatureFactory.Create(values, Channels, FeatureRate);
            FrameCount = values.Integer(PreprocessingKeys.Frames, 1, MostFrames, 1);
            Stride = values.Integer(PreprocessingKeys.Stride, 1, MostFrames, 1);
            Anomaly = values.Has(PreprocessingKeys.Anomaly) ? new AnomalySettings(values, FrameCount * Features.FeatureCount) : null;
            Decisions = DecisionReader.Read(values, Anomaly != null && Anomaly.IsAutoencoder);
        }

        /// <summary>Frames of samples a second that the source has, Hz.</summary>
        public float SampleRate { get; }

        /// <summary>Interleaved values a frame of samples.</summary>
        public int Channels { get; }

        /// <summary>Between source and window; null if nothing is filtered.</summary>
        public SampleFilter Filter { get; }

        /// <summary>Frames a second in the window, Hz: the sample rate, divided by the decimation.</summary>
        public float FeatureRate { get; }

        /// <summary>Computes a frame of features.</summary>
        public FrameFeatures Features { get; }

        /// <summary>Frames that the network looks at.</summary>
        public int FrameCount { get; }

        /// <summary>Frames from one inference to the next.</summary>
        public int Stride { get; }

        /// <summary>How scores become a decision.</summary>
        public DeciderSettings Decisions { get; }

        /// <summary>How an anomaly is scored; null if it is not.</summary>
        public AnomalySettings Anomaly { get; }

        /// <summary>Features from samples, for a network's input.</summary>
        public FeatureStream CreateStream()
        {
            return new FeatureStream(Features, FrameCount, FeatureRate, Stride);
        }
    }
}
