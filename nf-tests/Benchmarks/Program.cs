using System;

namespace TinyInfer.Benchmarks
{
    /// <summary>
    /// What the managed kernels and whole networks cost on this CLR, beside plain loops, in steps of the bare loop
    /// acc += a[i] * b[i] that is timed with them. Such ratios carry over from board to board, times do not.
    /// </summary>
    public class Program
    {
        public static void Main()
        {
            // run-on-nanoclr waits for the first and the last of these lines.
            Console.WriteLine("TinyInfer benchmarks");
            Console.WriteLine("Constructs, in empty steps of a loop:");
            ConstructCosts.Run();
            Console.WriteLine("The rest in steps of the bare loop acc += a[i] * b[i] on sbyte[].");
            Console.WriteLine("Kernels, per multiply-accumulate:");
            Console.WriteLine(Report.Heading);
            KernelRace.Run();
            Console.WriteLine("Features, per frame, in float and in integers:");
            Console.WriteLine(Report.Heading);
            FeatureRace.Run();
            Console.WriteLine("All kernels, per multiply-accumulate or, where nothing is multiplied, per element:");
            Console.WriteLine(Report.Heading);
            KernelBenchmark.Run(Resources.GetBytes(Resources.BinaryResources.kernels));
            Console.WriteLine("Networks, per multiply-accumulate, all ops together:");
            Console.WriteLine(Report.Heading);
            Networks.Run();
            Console.WriteLine("End of the benchmarks.");
        }
    }
}
