namespace TinyInfer.Pipeline
{
    /// <summary>What a <see cref="Decider"/> makes of the scores so far.</summary>
    public class Decision
    {
        /// <summary>The label of a decision that is uncertain.</summary>
        public const int Uncertain = -1;

        /// <summary>Index of the decided class, or <see cref="Uncertain"/>.</summary>
        public int Label { get; internal set; } = Uncertain;

        /// <summary>Whether no class is decided.</summary>
        public bool IsUncertain => Label == Uncertain;

        /// <summary>Index of the class with the best smoothed score, whether it is decided or not.</summary>
        public int Best { get; internal set; }

        /// <summary>
        /// Smoothed score of the class, or of the best one while it is uncertain: 0 … 255, a softmax's probability in
        /// 256ths.
        /// </summary>
        public int Confidence { get; internal set; }

        /// <summary>Time of the scores that it is made of, in microseconds.</summary>
        public long Time { get; internal set; }

        /// <summary>
        /// Whether it has just been made: true once for every event, however long its class goes on. An uncertain decision
        /// is never new.
        /// </summary>
        public bool IsNew { get; internal set; }
    }
}
