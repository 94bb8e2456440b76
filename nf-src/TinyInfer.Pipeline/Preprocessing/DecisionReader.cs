namespace TinyInfer.Pipeline
{
    /// <summary>How scores become decisions, from metadata. What is not there is as <see cref="DeciderSettings"/> has it.</summary>
    internal static class DecisionReader
    {
        private const int Highest = 255;
        private const int MostMilliseconds = 86400000;

        /// <param name="values">The metadata.</param>
        /// <param name="isAutoencoder">Its two classes are normal and anomaly; a score of 128 is the anomaly threshold.</param>
        /// <exception cref="PipelineException">BadValue.</exception>
        public static DeciderSettings Read(MetadataValues values, bool isAutoencoder)
        {
            DeciderSettings settings = new DeciderSettings();
            if (isAutoencoder)
            {
                settings.Threshold = ReconstructionError.ThresholdScore;
                settings.ReleaseThreshold = ReconstructionError.ThresholdScore;
                settings.Background = 0;
            }

            if (values.Has(PreprocessingKeys.Smoothing))
            {
                string kind = values.Text(PreprocessingKeys.Smoothing);
                MetadataValues.Require(kind == PreprocessingKeys.Average || kind == PreprocessingKeys.Majority, PreprocessingKeys.Smoothing);
                settings.Smoothing = kind == PreprocessingKeys.Majority ? ScoreSmoothing.Majority : ScoreSmoothing.MovingAverage;
            }

            settings.SmoothingLength = values.Integer(PreprocessingKeys.SmoothingLength, 1, 1000, settings.SmoothingLength);
            settings.Threshold = values.Integer(PreprocessingKeys.Threshold, 1, Highest, settings.Threshold);
            int release = settings.ReleaseThreshold < settings.Threshold ? settings.ReleaseThreshold : settings.Threshold;
            settings.ReleaseThreshold = values.Integer(PreprocessingKeys.ReleaseThreshold, 0, settings.Threshold, release);
            settings.MinimumCount = values.Integer(PreprocessingKeys.MinimumCount, 1, 1000, settings.MinimumCount);
            settings.Suppression = 1000L * values.Integer(
                PreprocessingKeys.Suppression, 0, MostMilliseconds, (int)(settings.Suppression / 1000));
            settings.Background = values.Integer(PreprocessingKeys.Background, 0, 1000000, settings.Background);
            return settings;
        }
    }
}
