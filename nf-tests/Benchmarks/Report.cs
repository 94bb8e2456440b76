using System;

namespace TinyInfer.Benchmarks
{
    /// <summary>A line of a comparison: plain loops, kernels, how much faster these are, what it is about.</summary>
    internal static class Report
    {
        public const string Heading = "plain  kernel  faster";

        public static void Write(string name, double plain, double kernel)
        {
            Console.WriteLine($"{plain:F2}   {kernel:F2}    {plain / kernel:F2} x  {name}");
        }
    }
}
