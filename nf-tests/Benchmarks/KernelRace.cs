using System;
using TinyInfer.Reference;

namespace TinyInfer.Benchmarks
{
    /// <summary>Kernels against plain loops on one op of a given shape, and both against the bare loop.</summary>
    internal static class KernelRace
    {
        private const int Rounds = 12;

        /// <summary>A plain loop that takes longer, in bare loops, is none that a kernel may be compared with.</summary>
        private const double SlowestPlain = 1.4;

        private static double slowest;

        public static void Run()
        {
            slowest = 0;
            Race("pointwise convolution, 64 to 64, 12x3", RandomOps.Conv(
                OpCode.Conv2D, 1, 1, 12, 3, 64, 12, 3, 64, 1, 1, 1, 1, 0, 0, true, 100), PlainConv);
            Race("3x3 convolution, 16 to 16, 12x12 outputs", RandomOps.Conv(
                OpCode.Conv2D, 2, 1, 14, 14, 16, 12, 12, 16, 3, 3, 1, 1, 0, 0, true, 50), PlainConv);
            Race("depthwise 3x3, 64 channels, 24x12 outputs", RandomOps.Conv(
                OpCode.DepthwiseConv2D, 3, 1, 26, 14, 64, 24, 12, 64, 3, 3, 1, 1, 0, 0, true, 100), PlainDepthwise);
            Race("the same, the plain loop's weights in locals", RandomOps.Conv(
                OpCode.DepthwiseConv2D, 3, 1, 26, 14, 64, 24, 12, 64, 3, 3, 1, 1, 0, 0, true, 100), PlainDepthwiseInLocals);
            Race("fully connected, 128 to 128", RandomOps.FullyConnected(4, 1, 128, 128, false, 40), PlainDense);
            Console.WriteLine(slowest <= SlowestPlain
                ? $"The comparisons count: no plain loop takes more than {SlowestPlain:F2} bare loops, the slowest {slowest:F2}."
                : $"The comparisons do NOT count: a plain loop takes {slowest:F2} bare loops, more than {SlowestPlain:F2}.");
        }

        private static void PlainConv(OpCase one, int units)
        {
            PlainConvolution.Eval(one.Model, 0, one.Arena);
        }

        private static void PlainDepthwise(OpCase one, int units)
        {
            PlainDepthwise3x3.Eval(one.Model, 0, one.Arena);
        }

        private static void PlainDepthwiseInLocals(OpCase one, int units)
        {
            PlainDepthwise3x3InLocals.Eval(one.Model, 0, one.Arena);
        }

        private static void PlainDense(OpCase one, int units)
        {
            Benchmarks.PlainDense.Eval(one.Model, 0, one.Arena);
        }

        private delegate void Plain(OpCase one, int units);

        private static void Race(string name, OpCase one, Plain plain)
        {
            SetOrdinaryShifts(one);
            int units = BitConverter.ToInt32(one.Model, OpRecord.Units);
            double macs = (double)units * BitConverter.ToInt32(one.Model, OpRecord.MacsPerUnit);
            bool dense = one.Model[OpRecord.Code] == (byte)OpCode.FullyConnected;
            ManagedBackend backend = Open(one, false);
            ManagedBackend prepacked = Open(one, dense);
            AssertSame(name, one, () => plain(one, units), () => backend.Eval(0, 0, units), () => prepacked.Eval(0, 0, units));
            double[] ticks = Benchmarks.Race.Run(
                new Work[]
                {
                    PlainLoop.Run,
                    () => plain(one, units),
                    () => backend.Eval(0, 0, units),
                    () => prepacked.Eval(0, 0, units),
                },
                Rounds);
            double step = ticks[0] / PlainLoop.Steps;
            double plainSteps = ticks[1] / macs / step;
            slowest = plainSteps > slowest ? plainSteps : slowest;
            Report.Write(name, plainSteps, ticks[2] / macs / step);
            if (dense)
            {
                Report.Write(name + ", prepacked", plainSteps, ticks[3] / macs / step);
            }
        }

        /// <summary>Shifts as networks have them; random ones are there for the tests.</summary>
        private static void SetOrdinaryShifts(OpCase one)
        {
            const byte Ordinary = 0xF7;
            if (one.Model[OpRecord.Code] == (byte)OpCode.FullyConnected)
            {
                one.Model[FullyConnectedRecord.Shift] = Ordinary;
                return;
            }

            int shiftStart = BitConverter.ToInt32(one.Model, ConvRecord.ShiftStart);
            int channels = BitConverter.ToUInt16(one.Model, ConvRecord.OutputChannels);
            for (int channel = 0; channel < channels; channel++)
            {
                one.Model[shiftStart + channel] = Ordinary;
            }
        }

        /// <summary>A race of what computes different things is none.</summary>
        private static void AssertSame(string name, OpCase one, params Work[] works)
        {
            works[0]();
            sbyte[] expected = (sbyte[])one.Arena.Clone();
            for (int i = 1; i < works.Length; i++)
            {
                works[i]();
                for (int j = 0; j < expected.Length; j++)
                {
                    if (one.Arena[j] != expected[j])
                    {
                        throw new InvalidOperationException(name);
                    }
                }
            }
        }

        private static ManagedBackend Open(OpCase one, bool prepack)
        {
            ManagedBackend backend = new ManagedBackend { PrepackWeights = prepack };
            backend.Open(one.Model, 0, BitConverter.ToUInt16(one.Model, OpRecord.Size), one.Arena);
            backend.Prepare(0);
            return backend;
        }
    }
}
