namespace TinyInfer.Pipeline
{
    /// <summary>Turns a window of samples into a frame: a fixed number of int8 features.</summary>
    public abstract class FrameFeatures
    {
        /// <param name="windowLength">Frames of samples in a window.</param>
        /// <param name="hopLength">Frames of samples from one window to the next.</param>
        /// <param name="sourceChannels">Interleaved values a frame of samples.</param>
        /// <param name="featureCount">Features a frame.</param>
        protected FrameFeatures(int windowLength, int hopLength, int sourceChannels, int featureCount)
        {
            WindowLength = windowLength;
            HopLength = hopLength;
            SourceChannels = sourceChannels;
            FeatureCount = featureCount;
        }

        /// <summary>Frames of samples in a window.</summary>
        public int WindowLength { get; }

        /// <summary>Frames of samples from one window to the next.</summary>
        public int HopLength { get; }

        /// <summary>Interleaved values a frame of samples.</summary>
        public int SourceChannels { get; }

        /// <summary>Features a frame.</summary>
        public int FeatureCount { get; }

        /// <summary>Computes the features of one window. Allocates nothing.</summary>
        /// <param name="ring">A window's values, the oldest at <paramref name="start"/>, going on at 0 after the last.</param>
        /// <param name="start">0 … ring.Length - 1.</param>
        /// <param name="features">Takes the features.</param>
        /// <param name="featureStart">Where the first one goes.</param>
        public abstract void Compute(short[] ring, int start, sbyte[] features, int featureStart);

        /// <summary>Forgets all earlier windows.</summary>
        public virtual void Reset()
        {
        }
    }
}
