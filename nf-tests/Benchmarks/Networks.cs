namespace TinyInfer.Benchmarks
{
    /// <summary>
    /// The networks to time. To time one of your own, add its .tinf to Resources.resx and a line here. run-on-nanoclr puts
    /// its own list in the place of this file.
    /// </summary>
    internal static class Networks
    {
        public static void Run()
        {
            NetworkBenchmark.Run("kernels", Resources.GetBytes(Resources.BinaryResources.kernels));
        }
    }
}
