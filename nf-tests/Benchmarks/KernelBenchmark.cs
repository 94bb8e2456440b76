using System;

namespace TinyInfer.Benchmarks
{
    /// <summary>Times each op of the network that has every kernel.</summary>
    internal static class KernelBenchmark
    {
        public static void Run(byte[] bytes)
        {
            double plain = PlainLoop.TicksPerStep();
            long[] ticks = new long[KernelsModel.Ops.Length];
            int inferences = 0;
            using (Interpreter interpreter = new Interpreter(Model.Load(ModelSource.FromArray(bytes))))
            {
                long start = Clock.Ticks;
                while (Clock.Ticks - start < 4 * Clock.Enough)
                {
                    for (int op = 0; op < ticks.Length; op++)
                    {
                        long before = Clock.Ticks;
                        interpreter.Step();
                        ticks[op] += Clock.Ticks - before;
                    }

                    inferences++;
                }
            }

            for (int op = 0; op < ticks.Length; op++)
            {
                double steps = ticks[op] / ((double)inferences * KernelsModel.Work[op] * plain);
                Console.WriteLine($"{steps:F2}  {KernelsModel.Ops[op]}");
            }
        }
    }
}
