using System;

namespace TinyInfer.Pipeline
{
    /// <summary>
    /// How badly an autoencoder gives back its input: the root of the mean squared difference of their real values, in
    /// sixteenths of a step of the int8 input. <see cref="Interpreter.Invoke()"/> may overwrite the input, so keep a copy.
    /// </summary>
    public class ReconstructionError
    {
        /// <summary>The score of 0 … 255 that stands for the threshold.</summary>
        internal const int ThresholdScore = 128;

        private const int RatioBits = 16;
        private const int Rounding = 1 << (RatioBits - 5);

        private readonly int _inputZeroPoint;
        private readonly int _outputZeroPoint;

        // An output step in input steps, Q16.
        private readonly long _ratio;

        /// <param name="inputScale">Real units a step of the input, above 0.</param>
        /// <param name="inputZeroPoint">The input's int8 value of real 0.</param>
        /// <param name="outputScale">Real units a step of the output, above 0 and at most 1000 of the input's.</param>
        /// <param name="outputZeroPoint">The output's int8 value of real 0.</param>
        /// <exception cref="ArgumentException">A scale is out of its range.</exception>
        public ReconstructionError(float inputScale, int inputZeroPoint, float outputScale, int outputZeroPoint)
        {
            // On a device NaN compares as if it were large.
            double ratio = outputScale / (double)inputScale;
            if (float.IsNaN(inputScale) || float.IsNaN(outputScale) || inputScale <= 0 || outputScale <= 0 || ratio > 1000)
            {
                throw new ArgumentException();
            }

            _ratio = (long)(ratio * (1 << RatioBits) + 0.5);
            _inputZeroPoint = inputZeroPoint;
            _outputZeroPoint = outputZeroPoint;
        }

        /// <summary>The error of an output.</summary>
        /// <param name="input">What the network was given.</param>
        /// <param name="output">What it gave back.</param>
        /// <exception cref="ArgumentException">They have different lengths, or none.</exception>
        public int Score(sbyte[] input, sbyte[] output)
        {
            if (input == null || output == null || input.Length != output.Length || input.Length == 0)
            {
                throw new ArgumentException(nameof(output));
            }

            int inputZero = _inputZeroPoint;
            int outputZero = _outputZeroPoint;
            long ratio = _ratio;
            long sum = 0;
            for (int i = 0; i < input.Length; i++)
            {
                // In sixteenths.
                long difference = ((long)(input[i] - inputZero) << 4) - (((output[i] - outputZero) * ratio + Rounding) >> (RatioBits - 4));
                sum += difference * difference;
            }

            return (int)Bits.SquareRoot((sum + input.Length / 2) / input.Length);
        }

        /// <summary>A score as int8 scores of two classes, normal and anomaly: equal where it is the threshold.</summary>
        internal static void ToClasses(int score, int threshold, sbyte[] classes)
        {
            long share = (long)ThresholdScore * score / threshold;
            int anomaly = share > 255 ? 255 : (int)share;
            classes[0] = (sbyte)(255 - anomaly + sbyte.MinValue);
            classes[1] = (sbyte)(anomaly + sbyte.MinValue);
        }
    }
}
