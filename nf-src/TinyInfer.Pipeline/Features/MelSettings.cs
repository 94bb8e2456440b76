namespace TinyInfer.Pipeline
{
    /// <summary>Parameters of <see cref="LogMelFeatures"/> and <see cref="MfccFeatures"/>. As made, for speech at 16 kHz.</summary>
    public class MelSettings
    {
        /// <summary>Hz.</summary>
        public int SampleRate { get; set; } = 16000;

        /// <summary>Samples in a window, 2 … 4096. The transform's length is the power of two at or above it.</summary>
        public int WindowLength { get; set; } = 480;

        /// <summary>Samples from one window to the next.</summary>
        public int HopLength { get; set; } = 320;

        /// <summary>Channels of the mel filter bank.</summary>
        public int ChannelCount { get; set; } = 40;

        /// <summary>Hz.</summary>
        public float LowerBandLimit { get; set; } = 125;

        /// <summary>Hz, below half the sample rate.</summary>
        public float UpperBandLimit { get; set; } = 7500;
    }
}
