using System;

namespace TinyInfer.Pipeline
{
    /// <summary>How far features are from what was seen in training: their distance to the nearest of some centroids.</summary>
    public class KMeansDistance
    {
        private readonly sbyte[] _centroids;
        private readonly int _featureCount;

        /// <param name="centroids">Int8 features of each centroid, one after another.</param>
        /// <param name="featureCount">Features of each.</param>
        /// <exception cref="ArgumentException">There is no centroid, or a part of one.</exception>
        public KMeansDistance(sbyte[] centroids, int featureCount)
        {
            if (centroids == null || featureCount < 1 || centroids.Length == 0 || centroids.Length % featureCount != 0)
            {
                throw new ArgumentException(nameof(centroids));
            }

            _centroids = centroids;
            _featureCount = featureCount;
        }

        /// <summary>The Euclidean distance to the nearest centroid, in sixteenths of an int8 step.</summary>
        /// <exception cref="ArgumentException">The features have another count.</exception>
        public int Score(sbyte[] features)
        {
            if (features == null || features.Length != _featureCount)
            {
                throw new ArgumentException(nameof(features));
            }

            sbyte[] centroids = _centroids;
            long nearest = long.MaxValue;
            for (int start = 0; start < centroids.Length; start += features.Length)
            {
                long sum = 0;
                for (int i = 0; i < features.Length; i++)
                {
                    int difference = features[i] - centroids[start + i];
                    sum += difference * difference;
                }

                nearest = sum < nearest ? sum : nearest;
            }

            return (int)Bits.SquareRoot(nearest << 8);
        }
    }
}
