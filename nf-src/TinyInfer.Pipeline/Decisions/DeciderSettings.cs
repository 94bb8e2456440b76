namespace TinyInfer.Pipeline
{
    /// <summary>Parameters of a <see cref="Decider"/>. Scores are int8 values + 128, so 0 … 255.</summary>
    public class DeciderSettings
    {
        public ScoreSmoothing Smoothing { get; set; } = ScoreSmoothing.MovingAverage;

        /// <summary>Inferences that are smoothed over, 1 … 1000.</summary>
        public int SmoothingLength { get; set; } = 3;

        /// <summary>Smoothed score from which on a class is decided, 1 … 255.</summary>
        public int Threshold { get; set; } = 200;

        /// <summary>Smoothed score below which a decided class ends; at most the threshold.</summary>
        public int ReleaseThreshold { get; set; } = 150;

        /// <summary>Inferences one after another that must agree before a class is decided, 1 or more.</summary>
        public int MinimumCount { get; set; } = 1;

        /// <summary>Microseconds after a new decision in which no other is made.</summary>
        public long Suppression { get; set; } = 1000000;

        /// <summary>
        /// A class that is decided but is no event, such as silence; -1 if there is none. It neither suppresses nor is
        /// suppressed.
        /// </summary>
        public int Background { get; set; } = -1;
    }
}
