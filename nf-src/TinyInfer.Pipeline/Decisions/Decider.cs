using System;

namespace TinyInfer.Pipeline
{
    /// <summary>
    /// From scores, inference by inference, to decisions. A class is decided when its smoothed score has reached the
    /// threshold in so many inferences one after another; it stays decided until the score falls below the release
    /// threshold. Everything else is uncertain. Until there are as many inferences as are smoothed over, it is uncertain
    /// too. Allocates nothing once it is made.
    /// </summary>
    public class Decider
    {
        private const int MostLength = 1000;
        private const int Highest = 255;

        private readonly ScoreSmoothing _smoothing;
        private readonly int _length;
        private readonly int _threshold;
        private readonly int _release;
        private readonly int _minimumCount;
        private readonly long _suppression;
        private readonly int _background;

        // A ring of inferences, and the sum over it of each class.
        private readonly byte[] _history;
        private readonly int[] _sums;
        private int _next;
        private int _filled;

        private int _candidate = Decision.Uncertain;
        private int _candidateCount;
        private long _quietUntil;
        private bool _isQuiet;

        /// <param name="classCount">Scores an inference.</param>
        /// <param name="settings">Thresholds and lengths.</param>
        /// <exception cref="ArgumentException">A setting is out of its range.</exception>
        public Decider(int classCount, DeciderSettings settings)
        {
            if (settings == null)
            {
                throw new ArgumentNullException(nameof(settings));
            }

            if (classCount < 1 || settings.SmoothingLength < 1 || settings.SmoothingLength > MostLength
                || settings.Threshold < 1 || settings.Threshold > Highest
                || settings.ReleaseThreshold < 0 || settings.ReleaseThreshold > settings.Threshold
                || settings.MinimumCount < 1 || settings.Suppression < 0
                || settings.Background < -1 || settings.Background >= classCount)
            {
                throw new ArgumentException();
            }

            _smoothing = settings.Smoothing;
            _length = settings.SmoothingLength;
            _threshold = settings.Threshold;
            _release = settings.ReleaseThreshold;
            _minimumCount = settings.MinimumCount;
            _suppression = settings.Suppression;
            _background = settings.Background;
            _history = new byte[_length * classCount];
            _sums = new int[classCount];
            Current = new Decision();
        }

        /// <summary>Scores an inference.</summary>
        public int ClassCount => _sums.Length;

        /// <summary>The decision after the last inference: always the same object.</summary>
        public Decision Current { get; }

        /// <summary>Takes the scores of an inference.</summary>
        /// <param name="scores">Int8 scores of the classes, -128 for 0, as a softmax has them.</param>
        /// <param name="time">Of the inference's input, in microseconds; not before the last one.</param>
        /// <returns><see cref="Current"/>.</returns>
        /// <exception cref="ArgumentException">There are more or fewer scores than classes.</exception>
        public Decision Add(sbyte[] scores, long time)
        {
            if (scores == null || scores.Length != ClassCount)
            {
                throw new ArgumentException(nameof(scores));
            }

            Smooth(scores);
            Current.Time = time;
            Current.IsNew = false;
            int best = Best();
            bool isDecided = _filled == _length && Smoothed(best) >= _threshold;
            Count(isDecided ? best : Decision.Uncertain);

            int label = Current.Label;
            if (label != Decision.Uncertain && (Smoothed(label) < _release || (isDecided && best != label)))
            {
                label = Decision.Uncertain;
            }

            if (label == Decision.Uncertain && isDecided && _candidateCount >= _minimumCount)
            {
                label = Begin(best, time);
            }

            Current.Label = label;
            Current.Best = best;
            Current.Confidence = Smoothed(label == Decision.Uncertain ? best : label);
            return Current;
        }

        /// <summary>Forgets all inferences, as after a gap in the stream.</summary>
        public void Reset()
        {
            for (int i = 0; i < _sums.Length; i++)
            {
                _sums[i] = 0;
            }

            _next = 0;
            _filled = 0;
            _candidate = Decision.Uncertain;
            _candidateCount = 0;
            _isQuiet = false;
            Current.Label = Decision.Uncertain;
            Current.Best = 0;
            Current.Confidence = 0;
            Current.IsNew = false;
        }

        /// <summary>The class, or uncertain where it is an event too soon after another.</summary>
        private int Begin(int label, long time)
        {
            if (label == _background)
            {
                return label;
            }

            if (_isQuiet && time < _quietUntil)
            {
                return Decision.Uncertain;
            }

            _isQuiet = true;
            _quietUntil = time + _suppression;
            Current.IsNew = true;
            return label;
        }

        private void Count(int candidate)
        {
            _candidateCount = candidate == _candidate ? _candidateCount : 0;
            _candidateCount += _candidateCount < _minimumCount ? 1 : 0;
            _candidate = candidate;
        }

        private void Smooth(sbyte[] scores)
        {
            int winner = 0;
            for (int i = 1; i < scores.Length; i++)
            {
                winner = scores[i] > scores[winner] ? i : winner;
            }

            if (scores[winner] - sbyte.MinValue < _release)
            {
                winner = Decision.Uncertain;
            }

            bool isFull = _filled == _length;
            for (int i = 0; i < scores.Length; i++)
            {
                int score = _smoothing == ScoreSmoothing.Majority ? (i == winner ? Highest : 0) : scores[i] - sbyte.MinValue;
                _sums[i] += score - (isFull ? _history[_next + i] : 0);
                _history[_next + i] = (byte)score;
            }

            _next = _next + scores.Length == _history.Length ? 0 : _next + scores.Length;
            _filled += isFull ? 0 : 1;
        }

        private int Smoothed(int label)
        {
            return (_sums[label] + _filled / 2) / _filled;
        }

        private int Best()
        {
            int best = 0;
            for (int i = 1; i < _sums.Length; i++)
            {
                best = _sums[i] > _sums[best] ? i : best;
            }

            return best;
        }
    }
}
