using System;

namespace TinyInfer.Pipeline
{
    /// <summary>
    /// Samples in, a network's input out: each window's features are computed once, when its last sample arrives, and kept
    /// for as long as the network looks at them. Allocates nothing once it is made.
    /// </summary>
    public class FeatureStream
    {
        private readonly FrameFeatures _features;
        private readonly FeatureFrames _frames;
        private readonly SlidingWindow _window;
        private int _framesToReady;

        /// <summary>A stream that is ready after each frame.</summary>
        /// <param name="features">Computes a frame. It is this stream's from now on.</param>
        /// <param name="frameCount">Frames that the network looks at.</param>
        /// <param name="sampleRate">Frames of samples a second.</param>
        /// <exception cref="ArgumentOutOfRangeException">One of them is not above 0.</exception>
        public FeatureStream(FrameFeatures features, int frameCount, float sampleRate)
            : this(features, frameCount, sampleRate, 1)
        {
        }

        /// <summary>A stream that is ready after every so many frames.</summary>
        /// <param name="features">Computes a frame. It is this stream's from now on.</param>
        /// <param name="frameCount">Frames that the network looks at.</param>
        /// <param name="sampleRate">Frames of samples a second.</param>
        /// <param name="stride">Frames from one input of the network to the next.</param>
        /// <exception cref="ArgumentOutOfRangeException">One of them is not above 0.</exception>
        public FeatureStream(FrameFeatures features, int frameCount, float sampleRate, int stride)
        {
            if (features == null)
            {
                throw new ArgumentNullException(nameof(features));
            }

            if (stride < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(stride));
            }

            _features = features;
            _frames = new FeatureFrames(frameCount, features.FeatureCount);
            _window = new SlidingWindow(features.WindowLength, features.HopLength, features.SourceChannels, sampleRate);
            Stride = stride;
            _framesToReady = frameCount;
        }

        /// <summary>Frames that the network looks at.</summary>
        public int FrameCount => _frames.FrameCount;

        /// <summary>Features a frame.</summary>
        public int FeatureCount => _frames.FeatureCount;

        /// <summary>Frames from one input of the network to the next.</summary>
        public int Stride { get; }

        /// <summary>Whether the last call of <see cref="Add"/> added a frame with which the network's next input is complete.</summary>
        public bool IsReady { get; private set; }

        /// <summary>Whether the last call of <see cref="Add"/> added a frame.</summary>
        public bool HasNewFrame => _window.IsComplete;

        /// <summary>Time of the newest frame's last sample, microseconds on the clock of what was added.</summary>
        public long Time => _window.EndTime;

        /// <summary>How often the stream was interrupted.</summary>
        public int GapCount => _window.GapCount;

        /// <summary>Adds samples until a frame is complete or there are no more; call it again with the rest.</summary>
        /// <param name="values">Has the samples, interleaved.</param>
        /// <param name="start">Where they begin.</param>
        /// <param name="count">Values: a whole number for each channel.</param>
        /// <param name="time">Microseconds of the first sample.</param>
        /// <returns>How many values were taken; 0 only if there were none.</returns>
        /// <exception cref="ArgumentException">The values are not in the array, or are no whole number for each channel.</exception>
        public int Add(short[] values, int start, int count, long time)
        {
            int taken = _window.Add(values, start, count, time);
            IsReady = false;
            if (_window.IsComplete)
            {
                _frames.Add(_features, _window);
                _framesToReady--;
                if (_framesToReady == 0)
                {
                    IsReady = true;
                    _framesToReady = Stride;
                }
            }

            return taken;
        }

        /// <summary>Says that the stream was interrupted: everything begins anew, as after making it.</summary>
        public void Gap()
        {
            _window.Gap();
            _frames.Clear();
            _features.Reset();
            _framesToReady = FrameCount;
            IsReady = false;
        }

        /// <summary>Copies the network's input, FrameCount × FeatureCount, the oldest frame first.</summary>
        /// <exception cref="ArgumentException">The array has another length.</exception>
        /// <exception cref="InvalidOperationException">There are not enough frames yet.</exception>
        public void CopyTo(sbyte[] destination)
        {
            _frames.CopyTo(destination);
        }
    }
}
