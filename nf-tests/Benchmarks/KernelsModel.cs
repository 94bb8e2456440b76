namespace TinyInfer.Benchmarks
{
    /// <summary>What Models/kernels.tinf consists of. A test on the PC compares this with the file.</summary>
    internal static class KernelsModel
    {
        /// <summary>The ops, in order.</summary>
        public static readonly string[] Ops =
        {
            "Conv2D 3x3, 16 to 16 channels",
            "Conv2D 1x1, 16 to 16 channels",
            "DepthwiseConv2D 3x3, 16 channels",
            "AveragePool2D 3x3",
            "Add",
            "Sub",
            "LoadConstant",
            "Mul",
            "Lookup",
            "StridedCopy, a transpose",
            "MaxPool2D 2x2",
            "ResizeNearestNeighbor 4x4 to 8x8",
            "Softmax of 16",
            "Mean 8x8",
            "ArgMax of 16",
            "FullyConnected 1024 to 16",
            "Fill",
            "StridedCopy, a padding",
        };

        /// <summary>For each op, its multiply-accumulates; where it has none, the values of the larger of its input and output.</summary>
        public static readonly int[] Work =
        {
            147456, 16384, 9216, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 16384, 2048, 1024,
        };
    }
}
