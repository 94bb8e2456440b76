using System;

namespace TinyInfer
{
    /// <summary>
    /// SOFTMAX: output[r, i] = e^(beta * scale * (input[r, i] - max)) / sum over the row, in fixed point.
    /// Exponents are Q5.26, exponentials Q0.31, their sum Q12.19. An exponential costs as much as hundreds of additions
    /// and depends on the difference to the maximum alone: those of small differences are kept.
    /// </summary>
    internal static class SoftmaxKernel
    {
        /// <summary>Exponentials that are kept.</summary>
        public const int TableInts = 64;

        private const int SumIntegerBits = 12;

        // A sum of 512. From there on every output is below half of 1/256 and rounds to 0.
        private const int SumLimit = 512 << (31 - SumIntegerBits);

        /// <param name="table">For exponentials: 0 where none has been computed.</param>
        public static void Eval(byte[] model, int record, sbyte[] arena, int[] table)
        {
            int input = BitConverter.ToInt32(model, record + SoftmaxRecord.InputStart);
            int output = BitConverter.ToInt32(model, record + SoftmaxRecord.OutputStart);
            int rows = BitConverter.ToInt32(model, record + SoftmaxRecord.Rows);
            int depth = BitConverter.ToInt32(model, record + SoftmaxRecord.Depth);
            int multiplier = BitConverter.ToInt32(model, record + SoftmaxRecord.InputMultiplier);
            int shift = BitConverter.ToInt32(model, record + SoftmaxRecord.InputShift);
            int diffMin = BitConverter.ToInt32(model, record + SoftmaxRecord.DiffMin);

            Array.Clear(table, 0, TableInts);
            for (int row = 0; row < rows; row++)
            {
                int end = input + depth;
                int max = sbyte.MinValue;
                for (int i = input; i < end; i++)
                {
                    if (arena[i] > max)
                    {
                        max = arena[i];
                    }
                }

                int sum = 0;
                for (int i = input; i < end && sum < SumLimit; i++)
                {
                    int diff = arena[i] - max;
                    if (diff >= diffMin)
                    {
                        int exp = diff > -TableInts ? table[-diff] : 0;
                        if (exp == 0)
                        {
                            exp = Exp(diff, multiplier, shift, table);
                        }

                        sum += FixedPoint.RoundingDivideByPowerOfTwo(exp, SumIntegerBits);
                    }
                }

                // sum = 2^(SumIntegerBits - headroom) * (1 + fraction), so the quotient by it is a product and a shift.
                int headroom = FixedPoint.CountLeadingZeros(sum);
                int reciprocal = FixedPoint.OneOverOnePlusX((sum << headroom) - int.MinValue);
                int outputShift = SumIntegerBits - headroom + 31 - 8;
                int smallest = sum < SumLimit ? diffMin : 1;
                for (; input < end; input++)
                {
                    int diff = arena[input] - max;
                    int result = sbyte.MinValue;
                    if (diff >= smallest)
                    {
                        int exp = diff > -TableInts ? table[-diff] : 0;
                        if (exp == 0)
                        {
                            exp = Exp(diff, multiplier, shift, table);
                        }

                        int quotient = FixedPoint.SaturatingRoundingDoublingHighMul(reciprocal, exp);
                        result += FixedPoint.RoundingDivideByPowerOfTwo(quotient, outputShift);
                    }

                    arena[output] = (sbyte)(result > sbyte.MaxValue ? sbyte.MaxValue : result);
                    output++;
                }
            }
        }

        private static int Exp(int diff, int multiplier, int shift, int[] table)
        {
            int exp = FixedPoint.ExpOnNegativeValues(FixedPoint.MultiplyByQuantizedMultiplier(diff, multiplier, shift));
            if (diff > -TableInts)
            {
                table[-diff] = exp;
            }

            return exp;
        }
    }
}
