using TinyInfer.Pipeline;

namespace TinyInfer.Sensors
{
    /// <summary>
    /// Times of samples that come at the sensor's own pace: the first one's from the clock, the others' by counting. They are
    /// brought back to the clock after a gap, so that the two never drift further apart than the sensor's rate is off.
    /// </summary>
    internal class SampleTime
    {
        private readonly MicrosecondClock _clock;
        private readonly double _period;
        private long _start;
        private long _frames;

        public SampleTime(MicrosecondClock clock, float sampleRate)
        {
            _clock = clock ?? SystemClock.Microseconds;
            _period = 1000000.0 / sampleRate;
            Restart();
        }

        /// <summary>Of the next frame.</summary>
        public long Next => _start + (long)(_frames * _period);

        /// <summary>The next frame is sampled a period from now.</summary>
        public void Restart()
        {
            _start = _clock() + (long)_period;
            _frames = 0;
        }

        public void Add(int frames)
        {
            _frames += frames;
        }
    }
}
