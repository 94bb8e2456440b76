using System;

namespace TinyInfer.Pipeline
{
    /// <summary>The last frames of features, a network's input: a new frame takes the place of the oldest.</summary>
    public class FeatureFrames
    {
        private readonly sbyte[] _ring;
        private int _next;

        /// <param name="frameCount">Frames that a network looks at.</param>
        /// <param name="featureCount">Features a frame.</param>
        /// <exception cref="ArgumentOutOfRangeException">One of them is not above 0.</exception>
        public FeatureFrames(int frameCount, int featureCount)
        {
            if (frameCount < 1 || featureCount < 1 || frameCount > int.MaxValue / featureCount)
            {
                throw new ArgumentOutOfRangeException(nameof(frameCount));
            }

            FrameCount = frameCount;
            FeatureCount = featureCount;
            _ring = new sbyte[frameCount * featureCount];
        }

        /// <summary>Frames that a network looks at.</summary>
        public int FrameCount { get; }

        /// <summary>Features a frame.</summary>
        public int FeatureCount { get; }

        /// <summary>Frames there are, up to <see cref="FrameCount"/>.</summary>
        public int Count { get; private set; }

        /// <summary>Whether there are as many frames as a network looks at.</summary>
        public bool IsFull => Count == FrameCount;

        /// <summary>Computes a window's features into the place of the oldest frame.</summary>
        /// <exception cref="ArgumentException">The features have another count.</exception>
        public void Add(FrameFeatures features, SlidingWindow window)
        {
            if (features.FeatureCount != FeatureCount)
            {
                throw new ArgumentException(nameof(features));
            }

            features.Compute(window.Values, window.Start, _ring, _next);
            _next = _next + FeatureCount == _ring.Length ? 0 : _next + FeatureCount;
            Count += IsFull ? 0 : 1;
        }

        /// <summary>Copies all frames, the oldest first: FrameCount × FeatureCount.</summary>
        /// <exception cref="ArgumentException">The array has another length.</exception>
        /// <exception cref="InvalidOperationException">There are not enough frames yet.</exception>
        public void CopyTo(sbyte[] destination)
        {
            if (!IsFull)
            {
                throw new InvalidOperationException();
            }

            if (destination == null || destination.Length != _ring.Length)
            {
                throw new ArgumentException(nameof(destination));
            }

            Array.Copy(_ring, _next, destination, 0, _ring.Length - _next);
            Array.Copy(_ring, 0, destination, _ring.Length - _next, _next);
        }

        /// <summary>Drops all frames.</summary>
        public void Clear()
        {
            Count = 0;
            _next = 0;
        }
    }
}
