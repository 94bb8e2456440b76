using System;

namespace TinyInfer.Benchmarks
{
    /// <summary>
    /// What the managed kernels and whole networks cost on this CLR, in steps of a plain inner loop that is timed beside
    /// them. Such ratios carry over from board to board, times do not.
    /// </summary>
    public class Program
    {
        public static void Main()
        {
            // run-on-nanoclr waits for the first and the last of these lines.
            Console.WriteLine("TinyInfer benchmarks");
            Console.WriteLine("One step is one of the plain loop acc += a[i] * b[i] on sbyte[].");
            Console.WriteLine("Kernels, steps per multiply-accumulate or, where nothing is multiplied, per element:");
            KernelBenchmark.Run(Resources.GetBytes(Resources.BinaryResources.kernels));
            Console.WriteLine("Networks, steps per multiply-accumulate, all ops together:");
            Networks.Run();
            Console.WriteLine("End of the benchmarks.");
        }
    }
}
