using System;
using TinyInfer.Reference;

namespace TinyInfer.Benchmarks
{
    /// <summary>Kernels against plain loops on one op of a given shape, and both against the bare loop.</summary>
    internal static class KernelRace
    {
        private const int Rounds = 12;

        public static void Run()
        {
            Race("pointwise convolution, 64 to 64, 12x3", RandomOps.Conv(
                OpCode.Conv2D, 1, 1, 12, 3, 64, 12, 3, 64, 1, 1, 1, 1, 0, 0, true, 100), PlainConv);
            Race("3x3 convolution, 16 to 16, 12x12", RandomOps.Conv(
                OpCode.Conv2D, 2, 1, 12, 12, 16, 12, 12, 16, 3, 3, 1, 1, 1, 1, true, 50), PlainConv);
            Race("depthwise 3x3, 64 channels, 12x12 outputs, no padding", RandomOps.Conv(
                OpCode.DepthwiseConv2D, 3, 1, 14, 14, 64, 12, 12, 64, 3, 3, 1, 1, 0, 0, true, 100), PlainDepthwise);
            Race("the same, the plain loop's weights in locals", RandomOps.Conv(
                OpCode.DepthwiseConv2D, 3, 1, 14, 14, 64, 12, 12, 64, 3, 3, 1, 1, 0, 0, true, 100), PlainDepthwiseInLocals);
            Race("fully connected, 128 to 128", RandomOps.FullyConnected(4, 1, 128, 128, false, 40), PlainDense);
        }

        private static void PlainConv(OpCase one, int units)
        {
            PlainConv2D.Eval(one.Model, 0, one.Arena, 0, units);
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
            PlainFullyConnected.Eval(one.Model, 0, one.Arena, 0, units);
        }

        private delegate void Plain(OpCase one, int units);

        private static void Race(string name, OpCase one, Plain plain)
        {
            int units = BitConverter.ToInt32(one.Model, OpRecord.Units);
            double macs = (double)units * BitConverter.ToInt32(one.Model, OpRecord.MacsPerUnit);
            bool dense = one.Model[OpRecord.Code] == (byte)OpCode.FullyConnected;
            ManagedBackend backend = Open(one, false);
            ManagedBackend prepacked = Open(one, dense);
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
            Report.Write(name, ticks[1] / macs / step, ticks[2] / macs / step);
            if (dense)
            {
                Report.Write(name + ", prepacked", ticks[1] / macs / step, ticks[3] / macs / step);
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
