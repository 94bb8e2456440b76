using TinyInfer.Reference;

namespace TinyInfer.Benchmarks
{
    /// <summary>Times whole inferences, with the plain kernels and with the runtime's.</summary>
    internal static class NetworkBenchmark
    {
        private const int ManyMacs = 1000000;

        public static void Run(string name, byte[] bytes)
        {
            Model model = Model.Load(ModelSource.FromArray(bytes));
            using (Interpreter reference = new Interpreter(model, new ReferenceBackend()))
            using (Interpreter interpreter = new Interpreter(model))
            {
                double[] ticks = Race.Run(new Work[] { PlainLoop.Run, reference.Invoke, interpreter.Invoke }, model.Macs < ManyMacs ? 10 : 3);
                double work = model.Macs * ticks[0] / PlainLoop.Steps;
                Report.Write($"{name}, {model.Macs} multiply-accumulates", ticks[1] / work, ticks[2] / work);
            }
        }
    }
}
