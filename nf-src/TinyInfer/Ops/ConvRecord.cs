namespace TinyInfer
{
    /// <summary>
    /// CONV_2D (weights OHWI) and DEPTHWISE_CONV_2D (weights [1, H, W, C], depth multiplier = OutputChannels / InputChannels).
    /// A unit is an output row; rows of all batches count. Padded positions read as the input's zero point,
    /// which the bias contains already: bias[c] = the network's bias[c] - InputZeroPoint * sum(weights of c).
    /// </summary>
    internal static class ConvRecord
    {
        public const int InputStart = OpRecord.HeaderSize;          // i32, arena, NHWC
        public const int OutputStart = InputStart + 4;              // i32, arena, NHWC
        public const int WeightsStart = OutputStart + 4;            // i32, file, int8
        public const int BiasStart = WeightsStart + 4;              // i32, file, int32 [OutputChannels]
        public const int MultiplierStart = BiasStart + 4;           // i32, file, int32 [OutputChannels]; None: per tensor
        public const int ShiftStart = MultiplierStart + 4;          // i32, file, int8 [OutputChannels]; None: per tensor
        public const int Multiplier = ShiftStart + 4;               // i32, Q31, used when per tensor
        public const int Shift = Multiplier + 4;                    // i8, positive = left, used when per tensor
        public const int WeightLayout = Shift + 1;                  // u8, 0 = plain
        public const int InputZeroPoint = WeightLayout + 1;         // i8
        public const int OutputZeroPoint = InputZeroPoint + 1;      // i8
        public const int ActivationMin = OutputZeroPoint + 1;       // i8
        public const int ActivationMax = ActivationMin + 1;         // i8
        public const int Batches = ActivationMax + 1;               // u16 from here on
        public const int InputHeight = Batches + 2;
        public const int InputWidth = InputHeight + 2;
        public const int InputChannels = InputWidth + 2;
        public const int OutputHeight = InputChannels + 2;
        public const int OutputWidth = OutputHeight + 2;
        public const int OutputChannels = OutputWidth + 2;
        public const int KernelHeight = OutputChannels + 2;
        public const int KernelWidth = KernelHeight + 2;
        public const int StrideHeight = KernelWidth + 2;
        public const int StrideWidth = StrideHeight + 2;
        public const int DilationHeight = StrideWidth + 2;
        public const int DilationWidth = DilationHeight + 2;
        public const int PaddingTop = DilationWidth + 2;
        public const int PaddingLeft = PaddingTop + 2;
        public const int Size = PaddingLeft + 2;
    }
}
