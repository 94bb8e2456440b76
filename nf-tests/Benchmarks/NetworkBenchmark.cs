using System;

namespace TinyInfer.Benchmarks
{
    /// <summary>Times whole inferences.</summary>
    internal static class NetworkBenchmark
    {
        public static void Run(string name, byte[] bytes)
        {
            double plain = PlainLoop.TicksPerStep();
            Model model = Model.Load(ModelSource.FromArray(bytes));
            using (Interpreter interpreter = new Interpreter(model))
            {
                int inferences = 0;
                long start = Clock.Ticks;
                long elapsed = 0;
                while (elapsed < Clock.Enough)
                {
                    interpreter.Invoke();
                    inferences++;
                    elapsed = Clock.Ticks - start;
                }

                double steps = elapsed / ((double)inferences * model.Macs * plain);
                Console.WriteLine($"{steps:F2}  {name}, {model.Macs} multiply-accumulates");
            }
        }
    }
}
