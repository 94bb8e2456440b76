namespace TinyInfer.Pipeline
{
    /// <summary>What the stages of a pipeline took, in microseconds of its clock, since it was made or reset.</summary>
    public class StageTimings
    {
        /// <summary>Inferences that the times are of.</summary>
        public int Inferences { get; internal set; }

        /// <summary>Reading samples from the source.</summary>
        public long Sample { get; internal set; }

        /// <summary>Filters, windows and features.</summary>
        public long Features { get; internal set; }

        /// <summary>The network, its input and its output.</summary>
        public long Network { get; internal set; }

        /// <summary>Smoothing, decision and anomaly score.</summary>
        public long After { get; internal set; }

        /// <summary>Begins anew.</summary>
        public void Reset()
        {
            Inferences = 0;
            Sample = 0;
            Features = 0;
            Network = 0;
            After = 0;
        }
    }
}
