namespace TinyInfer.Pipeline
{
    /// <summary>How an anomaly is scored, from metadata.</summary>
    public class AnomalySettings
    {
        private const int MostScore = 1000000;

        internal AnomalySettings(MetadataValues values, int featureCount)
        {
            string kind = values.Text(PreprocessingKeys.Anomaly);
            IsAutoencoder = kind == PreprocessingKeys.Autoencoder;
            MetadataValues.Require(IsAutoencoder || kind == PreprocessingKeys.KMeans, PreprocessingKeys.Anomaly);
            Threshold = values.Integer(PreprocessingKeys.AnomalyThreshold, 1, MostScore);
            if (!IsAutoencoder)
            {
                KMeans = new KMeansDistance(Centroids(values.Integers(PreprocessingKeys.Centroids), featureCount), featureCount);
            }
        }

        /// <summary>Whether the network gives back its input, and its error is the score.</summary>
        public bool IsAutoencoder { get; }

        /// <summary>A score above it is an anomaly. Sixteenths of an int8 step.</summary>
        public int Threshold { get; }

        /// <summary>The distance that is the score; null for an autoencoder.</summary>
        public KMeansDistance KMeans { get; }

        private static sbyte[] Centroids(int[] values, int featureCount)
        {
            MetadataValues.Require(values.Length > 0 && values.Length % featureCount == 0, PreprocessingKeys.Centroids);
            sbyte[] centroids = new sbyte[values.Length];
            for (int i = 0; i < values.Length; i++)
            {
                MetadataValues.Require(values[i] >= sbyte.MinValue && values[i] <= sbyte.MaxValue, PreprocessingKeys.Centroids);
                centroids[i] = (sbyte)values[i];
            }

            return centroids;
        }
    }
}
