namespace TinyInfer.Pipeline
{
    /// <summary>
    /// Parameters of the micro-frontend. As made, they are those of TensorFlow Lite Micro's micro_speech: 16 kHz, 30 ms
    /// windows every 20 ms, 40 channels.
    /// </summary>
    public class MicroFrontendSettings
    {
        /// <summary>Hz.</summary>
        public int SampleRate { get; set; } = 16000;

        public int WindowMilliseconds { get; set; } = 30;

        public int HopMilliseconds { get; set; } = 20;

        /// <summary>Channels of the mel filter bank: features a frame.</summary>
        public int ChannelCount { get; set; } = 40;

        /// <summary>Hz.</summary>
        public float LowerBandLimit { get; set; } = 125;

        /// <summary>Hz, below half the sample rate.</summary>
        public float UpperBandLimit { get; set; } = 7500;

        /// <summary>Fraction bits of the noise estimate.</summary>
        public int SmoothingBits { get; set; } = 10;

        /// <summary>Share of a new frame in the noise estimate of channels 0, 2, …</summary>
        public float EvenSmoothing { get; set; } = 0.025f;

        /// <summary>Share of a new frame in the noise estimate of channels 1, 3, …</summary>
        public float OddSmoothing { get; set; } = 0.06f;

        /// <summary>What noise reduction leaves of a channel at least.</summary>
        public float MinSignalRemaining { get; set; } = 0.05f;

        /// <summary>Whether PCAN, an automatic gain control per channel, follows the noise reduction.</summary>
        public bool HasGainControl { get; set; } = true;

        /// <summary>0 … 10.</summary>
        public float GainStrength { get; set; } = 0.95f;

        /// <summary>1 … 1,000,000.</summary>
        public float GainOffset { get; set; } = 80;

        /// <summary>Fraction bits of the gain.</summary>
        public int GainBits { get; set; } = 21;

        /// <summary>The logarithm is multiplied by 2 to this power.</summary>
        public int LogScaleBits { get; set; } = 6;

        /// <summary>The feature that is int8's whole range: 0 becomes -128 and this would become 128.</summary>
        public int Int8Range { get; set; } = 666;
    }
}
