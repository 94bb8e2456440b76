namespace TinyInfer
{
    /// <summary>
    /// AVERAGE_POOL_2D and MAX_POOL_2D over NHWC. A unit is an output row; rows of all batches count.
    /// Padded positions do not take part; every window holds at least one position of the input.
    /// </summary>
    internal static class PoolRecord
    {
        public const int InputStart = OpRecord.HeaderSize;          // i32, arena
        public const int OutputStart = InputStart + 4;              // i32, arena
        public const int Batches = OutputStart + 4;                 // u16 from here on
        public const int InputHeight = Batches + 2;
        public const int InputWidth = InputHeight + 2;
        public const int Channels = InputWidth + 2;
        public const int OutputHeight = Channels + 2;
        public const int OutputWidth = OutputHeight + 2;
        public const int KernelHeight = OutputWidth + 2;
        public const int KernelWidth = KernelHeight + 2;
        public const int StrideHeight = KernelWidth + 2;
        public const int StrideWidth = StrideHeight + 2;
        public const int PaddingTop = StrideWidth + 2;
        public const int PaddingLeft = PaddingTop + 2;
        public const int ActivationMin = PaddingLeft + 2;           // i8
        public const int ActivationMax = ActivationMin + 1;         // i8
        public const int Reserved = ActivationMax + 1;              // u16, 0
        public const int Size = Reserved + 2;
    }
}
