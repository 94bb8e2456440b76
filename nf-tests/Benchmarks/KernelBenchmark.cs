using System;
using TinyInfer.Reference;

namespace TinyInfer.Benchmarks
{
    /// <summary>Times each op of the network that has every kernel, with the plain kernels and with the runtime's, in turns.</summary>
    internal static class KernelBenchmark
    {
        private const long Enough = 8 * TimeSpan.TicksPerSecond;

        public static void Run(byte[] bytes)
        {
            int ops = KernelsModel.Ops.Length;
            long[] plain = new long[ops];
            long[] kernels = new long[ops];
            long bare = 0;
            int inferences = 0;
            Model model = Model.Load(ModelSource.FromArray(bytes));
            using (Interpreter reference = new Interpreter(model, new ReferenceBackend()))
            using (Interpreter interpreter = new Interpreter(model))
            {
                long start = Clock.Ticks;
                while (Clock.Ticks - start < Enough)
                {
                    long before = Clock.Ticks;
                    PlainLoop.Run();
                    bare += Clock.Ticks - before;
                    AddSteps(reference, plain);
                    AddSteps(interpreter, kernels);
                    inferences++;
                }
            }

            double step = bare / ((double)inferences * PlainLoop.Steps);
            for (int op = 0; op < ops; op++)
            {
                double work = (double)inferences * KernelsModel.Work[op] * step;
                Report.Write(KernelsModel.Ops[op], plain[op] / work, kernels[op] / work);
            }
        }

        private static void AddSteps(Interpreter interpreter, long[] ticks)
        {
            for (int op = 0; op < ticks.Length; op++)
            {
                long before = Clock.Ticks;
                interpreter.Step();
                ticks[op] += Clock.Ticks - before;
            }
        }
    }
}
