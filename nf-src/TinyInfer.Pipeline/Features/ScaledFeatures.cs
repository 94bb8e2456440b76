using System;

namespace TinyInfer.Pipeline
{
    /// <summary>Features that are numbers of a unit first, and int8 by a <see cref="FeatureRange"/> then.</summary>
    public abstract class ScaledFeatures : FrameFeatures
    {
        private readonly FeatureRange _range;

        /// <param name="windowLength">Frames of samples in a window.</param>
        /// <param name="hopLength">Frames of samples from one window to the next.</param>
        /// <param name="sourceChannels">Interleaved values a frame of samples.</param>
        /// <param name="featureCount">Features a frame.</param>
        /// <param name="range">For all features, or begins again after a part of them that divides them.</param>
        /// <exception cref="ArgumentException">The range is of another number of features.</exception>
        protected ScaledFeatures(int windowLength, int hopLength, int sourceChannels, int featureCount, FeatureRange range)
            : base(windowLength, hopLength, sourceChannels, featureCount)
        {
            if (range == null || windowLength < 1 || hopLength < 1 || sourceChannels < 1 || featureCount < 1
                || featureCount % range.Count != 0)
            {
                throw new ArgumentException(nameof(range));
            }

            _range = range;
            Values = new int[featureCount];
        }

        /// <summary>The last window's features before they became int8, in the unit of each.</summary>
        public int[] Values { get; }

        /// <inheritdoc/>
        /// <exception cref="ArgumentException">The ring is no window, or there is no room for the features.</exception>
        public override void Compute(short[] ring, int start, sbyte[] features, int featureStart)
        {
            if (ring == null || features == null)
            {
                throw new ArgumentNullException(nameof(ring));
            }

            if (ring.Length != WindowLength * SourceChannels || start < 0 || start >= ring.Length || start % SourceChannels != 0
                || featureStart < 0 || featureStart > features.Length - FeatureCount)
            {
                throw new ArgumentException();
            }

            ComputeValues(ring, start);
            _range.Apply(Values, features, featureStart);
        }

        /// <summary>Computes <see cref="Values"/> of a window.</summary>
        /// <param name="ring">The window, the oldest value at <paramref name="start"/>, going on at 0 after the last.</param>
        /// <param name="start">0 … ring.Length - 1, a multiple of the channels.</param>
        protected abstract void ComputeValues(short[] ring, int start);
    }
}
