namespace TinyInfer.Pipeline
{
    /// <summary>How scores of the last inferences become one.</summary>
    public enum ScoreSmoothing
    {
        /// <summary>The mean of each class's scores.</summary>
        MovingAverage,

        /// <summary>
        /// The share of inferences that each class won with a score of at least the release threshold, 255 for all.
        /// </summary>
        Majority,
    }
}
