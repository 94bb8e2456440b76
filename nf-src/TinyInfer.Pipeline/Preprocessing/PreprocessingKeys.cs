namespace TinyInfer.Pipeline
{
    /// <summary>Metadata keys of a model's preprocessing. docs/format.md says what their values mean.</summary>
    public static class PreprocessingKeys
    {
        public const string SampleRate = "sample-rate";
        public const string Channels = "channels";
        public const string Filters = "filters";
        public const string Decimation = "decimation";

        public const string Features = "features";
        public const string Window = "window";
        public const string Hop = "hop";
        public const string Frames = "frames";
        public const string Stride = "stride";
        public const string RangeLow = "range-low";
        public const string RangeHigh = "range-high";

        public const string BandEdges = "band-edges";
        public const string MelChannels = "mel-channels";
        public const string MelLow = "mel-low";
        public const string MelHigh = "mel-high";
        public const string Coefficients = "coefficients";

        public const string NoiseBits = "noise-bits";
        public const string NoiseEven = "noise-even";
        public const string NoiseOdd = "noise-odd";
        public const string NoiseMin = "noise-min";
        public const string Gain = "gain";
        public const string GainOffset = "gain-offset";
        public const string GainBits = "gain-bits";
        public const string LogBits = "log-bits";
        public const string Int8Range = "int8-range";

        public const string Smoothing = "smoothing";
        public const string SmoothingLength = "smoothing-length";
        public const string Threshold = "threshold";
        public const string ReleaseThreshold = "release-threshold";
        public const string MinimumCount = "minimum-count";
        public const string Suppression = "suppression";
        public const string Background = "background";

        public const string Anomaly = "anomaly";
        public const string AnomalyThreshold = "anomaly-threshold";
        public const string Centroids = "centroids";

        /// <summary>Kinds of features.</summary>
        public const string Raw = "raw";

        public const string Statistics = "statistics";
        public const string Spectral = "spectral";
        public const string LogMel = "log-mel";
        public const string Mfcc = "mfcc";
        public const string Micro = "micro";

        /// <summary>Kinds of smoothing.</summary>
        public const string Average = "average";

        public const string Majority = "majority";

        /// <summary>Kinds of filters.</summary>
        public const string LowPass = "low-pass";

        public const string HighPass = "high-pass";
        public const string BandPass = "band-pass";

        /// <summary>Kinds of anomaly scores.</summary>
        public const string Autoencoder = "autoencoder";

        public const string KMeans = "k-means";
    }
}
