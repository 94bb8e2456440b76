using System;
using System.Threading;

namespace TinyInfer.Pipeline
{
    /// <summary>Is told of a decision. The decision is the classifier's own object: take from it what is to last.</summary>
    public delegate void DecisionHandler(Classifier sender, Decision decision);

    /// <summary>
    /// From a source's samples to decisions in one object: source, filters, window, features, network, smoothing. What is
    /// between source and network, and after it, is in the model's metadata. Allocates nothing once it is made. Serves one
    /// thread.
    /// </summary>
    public class Classifier : IDisposable
    {
        private const int MostValuesAtOnce = 1024;
        private const int NapMilliseconds = 5;
        private const float RateTolerance = 0.01f;
        private const long MicrosecondsPerSecond = 1000000;

        private readonly ISampleSource _source;
        private readonly SampleFilter _filter;
        private readonly FeatureStream _stream;
        private readonly Inference _inference;
        private readonly Decider _decider;
        private readonly short[] _values;
        private readonly double _period;
        private int _isStopped;

        private Classifier(Model model, ISampleSource source, Backend backend)
        {
            Preprocessing preprocessing = new Preprocessing(model.GetMetadata);
            CheckSource(preprocessing, source);
            _source = source;
            _filter = preprocessing.Filter;
            _stream = preprocessing.CreateStream();
            int channels = preprocessing.Channels;
            long hop = (long)preprocessing.Features.HopLength * (_filter == null ? 1 : _filter.Decimation);
            int frames = MostValuesAtOnce / channels;
            _values = new short[(hop < frames ? (int)hop : frames) * channels];
            _period = MicrosecondsPerSecond / (double)preprocessing.SampleRate;
            _inference = new Inference(model, backend, preprocessing, _stream);
            try
            {
                _decider = new Decider(_inference.ClassCount, preprocessing.Decisions);
            }
            catch (ArgumentException)
            {
                // The one setting that depends on the network.
                _inference.Dispose();
                throw new PipelineException(PipelineError.BadValue, PreprocessingKeys.Background, preprocessing.Decisions.Background, _inference.ClassCount);
            }
        }

        /// <summary>Raised once for each event, as <see cref="Decision.IsNew"/> is true.</summary>
        public event DecisionHandler Decided;

        /// <summary>What computes; <see cref="TinyInfer.Interpreter.Model"/> has the labels.</summary>
        public Interpreter Interpreter => _inference.Interpreter;

        /// <summary>The decision after the last inference: always the same object.</summary>
        public Decision Current => _decider.Current;

        /// <summary>Inferences so far.</summary>
        public int InferenceCount { get; private set; }

        /// <summary>How often samples were lost: each time everything began anew.</summary>
        public int GapCount => _stream.GapCount;

        /// <summary>The last inference's anomaly score in sixteenths of an int8 step; 0 if the model has none.</summary>
        public int AnomalyScore => _inference.AnomalyScore;

        /// <summary>Whether the last inference's anomaly score is above the model's threshold.</summary>
        public bool IsAnomaly => _inference.IsAnomaly;

        /// <summary>What the stages took.</summary>
        public StageTimings Timings { get; } = new StageTimings();

        /// <summary>What they are timed with.</summary>
        public MicrosecondClock Clock { get; set; } = SystemClock.Microseconds;

        /// <summary>A classifier with managed kernels.</summary>
        /// <param name="model">Has its preprocessing in its metadata.</param>
        /// <param name="source">Of the rate, within 1 %, and the channels that the model wants.</param>
        /// <exception cref="PipelineException">They do not fit: its error says how.</exception>
        /// <exception cref="TinyInferException">The back end cannot run the model.</exception>
        public static Classifier FromModel(Model model, ISampleSource source)
        {
            return FromModel(model, source, new ManagedBackend());
        }

        /// <summary>A classifier on a back end.</summary>
        /// <param name="model">Has its preprocessing in its metadata.</param>
        /// <param name="source">Of the rate, within 1 %, and the channels that the model wants.</param>
        /// <param name="backend">Serves no other interpreter. It is closed with this object.</param>
        /// <exception cref="PipelineException">They do not fit: its error says how.</exception>
        /// <exception cref="TinyInferException">The back end cannot run the model.</exception>
        public static Classifier FromModel(Model model, ISampleSource source, Backend backend)
        {
            if (model == null || source == null || backend == null)
            {
                throw new ArgumentNullException(model == null ? nameof(model) : source == null ? nameof(source) : nameof(backend));
            }

            return new Classifier(model, source, backend);
        }

        /// <summary>
        /// Takes what the source has, at most a hop, and does what there is to do. If the source throws, everything is as
        /// before, and the next call goes on.
        /// </summary>
        /// <returns>Values that the source had; 0 if none.</returns>
        public int Poll()
        {
            long start = Clock();
            int count = _source.Read(_values, 0, _values.Length);
            long read = Clock();
            Timings.Sample += read - start;
            if (count == 0)
            {
                return 0;
            }

            if (_source.IsAfterGap)
            {
                Gap();
            }

            long time = _source.Time;
            int kept = count;
            if (_filter != null)
            {
                time += (long)(_filter.FramesToNext * _period);
                kept = _filter.Apply(_values, 0, count);
            }

            for (int i = 0; i < kept;)
            {
                i += _stream.Add(_values, i, kept - i, time + Microseconds(i));
                if (_stream.IsReady)
                {
                    long featured = Clock();
                    Timings.Features += featured - read;
                    Infer(featured);
                    read = Clock();
                }
            }

            Timings.Features += Clock() - read;
            return count;
        }

        /// <summary>Polls until the source is at its end or <see cref="Stop"/> is called, and sleeps while there is nothing.</summary>
        public void Run()
        {
            Interlocked.Exchange(ref _isStopped, 0);
            while (Interlocked.CompareExchange(ref _isStopped, 0, 0) == 0 && !_source.IsAtEnd)
            {
                if (Poll() == 0 && !_source.IsAtEnd)
                {
                    Thread.Sleep(NapMilliseconds);
                }
            }
        }

        /// <summary>Ends <see cref="Run"/>, from a handler or from another thread.</summary>
        public void Stop()
        {
            Interlocked.Exchange(ref _isStopped, 1);
        }

        /// <summary>Gives the interpreter's memory back.</summary>
        public void Dispose()
        {
            _inference.Dispose();
        }

        private void Gap()
        {
            _stream.Gap();
            _decider.Reset();
            if (_filter != null)
            {
                _filter.Reset();
            }
        }

        private void Infer(long start)
        {
            sbyte[] scores = _inference.Invoke();
            long invoked = Clock();
            Timings.Network += invoked - start;
            InferenceCount++;
            Timings.Inferences++;
            _inference.ScoreAnomaly();
            Decision decision = _decider.Add(scores, _stream.Time);
            Timings.After += Clock() - invoked;
            if (decision.IsNew && Decided != null)
            {
                Decided(this, decision);
            }
        }

        /// <summary>From the first of the values that are kept to another.</summary>
        private long Microseconds(int value)
        {
            int frames = value / _source.Channels;
            return (long)(frames * _period * (_filter == null ? 1 : _filter.Decimation));
        }

        /// <exception cref="PipelineException">SampleRate or ChannelCount.</exception>
        internal static void CheckSource(Preprocessing preprocessing, ISampleSource source)
        {
            float rate = source.SampleRate;
            float difference = rate - preprocessing.SampleRate;
            difference = difference < 0 ? -difference : difference;

            // On a device NaN compares as if it were large.
            if (float.IsNaN(rate) || difference > RateTolerance * preprocessing.SampleRate)
            {
                throw new PipelineException(PipelineError.SampleRate, PreprocessingKeys.SampleRate, rate, preprocessing.SampleRate);
            }

            if (source.Channels != preprocessing.Channels)
            {
                throw new PipelineException(PipelineError.ChannelCount, PreprocessingKeys.Channels, source.Channels, preprocessing.Channels);
            }
        }
    }
}
