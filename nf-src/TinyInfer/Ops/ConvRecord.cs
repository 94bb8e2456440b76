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
        public const int WeightsStart = OutputStart + 4;            // i32, file, see WeightLayout
        public const int BiasStart = WeightsStart + 4;              // i32, file, int32 [OutputChannels]
        public const int MultiplierStart = BiasStart + 4;           // i32, file, int32 [OutputChannels]; None: per tensor
        public const int ShiftStart = MultiplierStart + 4;          // i32, file, int8 [OutputChannels]; None: per tensor
        public const int Multiplier = ShiftStart + 4;               // i32, Q31, used when per tensor
        public const int Shift = Multiplier + 4;                    // i8, positive = left, used when per tensor
        public const int WeightLayout = Shift + 1;                  // u8, one of WeightedFields
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

        public static void Check(RecordChecker record, OpCode op)
        {
            bool depthwise = op == OpCode.DepthwiseConv2D;
            int batches = record.Dimension(Batches);
            int inputHeight = record.Dimension(InputHeight);
            int inputWidth = record.Dimension(InputWidth);
            int inputChannels = record.Dimension(InputChannels);
            int outputHeight = record.Dimension(OutputHeight);
            int outputWidth = record.Dimension(OutputWidth);
            int outputChannels = record.Dimension(OutputChannels);
            int kernelHeight = record.Dimension(KernelHeight);
            int kernelWidth = record.Dimension(KernelWidth);
            int strideHeight = record.Dimension(StrideHeight);
            int strideWidth = record.Dimension(StrideWidth);

            // Kernels compute positions of taps in 32 bits.
            record.Product(outputHeight, strideHeight);
            record.Product(outputWidth, strideWidth);
            record.Product(kernelHeight, record.Dimension(DilationHeight));
            record.Product(kernelWidth, record.Dimension(DilationWidth));

            int inputBytes = record.Product(batches, inputHeight, inputWidth, inputChannels);
            int outputBytes = op == OpCode.Conv2DPart
                ? ConvPartRecord.OutputBytes(record, record.Product(record.Product(batches, outputHeight), outputWidth), outputChannels)
                : record.Product(batches, outputHeight, outputWidth, outputChannels);
            int taps = record.Product(kernelHeight, kernelWidth);
            int channelWeights = depthwise ? taps : record.Product(taps, inputChannels);
            record.Arena(InputStart, inputBytes);
            record.Arena(OutputStart, outputBytes);
            if (depthwise)
            {
                WeightedFields.CheckPlain(record, WeightsStart, WeightLayout, outputChannels, channelWeights);
            }
            else
            {
                bool maybeWinograd = kernelHeight == 3 && kernelWidth == 3 && strideHeight == 1 && strideWidth == 1
                    && record.UInt16(DilationHeight) == 1 && record.UInt16(DilationWidth) == 1;
                WeightedFields.CheckLayout(
                    record, WeightsStart, WeightLayout, outputChannels, channelWeights, WeightedFields.ConvBlock, maybeWinograd ? inputChannels : 0);
            }

            WeightedFields.Check(
                record, outputChannels, BiasStart, MultiplierStart, ShiftStart, Multiplier, Shift, ActivationMin, ActivationMax);

            bool pointByPoint = depthwise && taps == 1 && strideHeight == 1 && strideWidth == 1
                && inputChannels == outputChannels && inputHeight == outputHeight && inputWidth == outputWidth
                && record.UInt16(PaddingTop) == 0 && record.UInt16(PaddingLeft) == 0;
            if (pointByPoint)
            {
                record.SameOrDisjoint(OutputStart, record.Int32(OutputStart), record.Int32(InputStart), outputBytes);
            }
            else
            {
                record.Disjoint(OutputStart, record.Int32(OutputStart), outputBytes, record.Int32(InputStart), inputBytes);
            }

            if (depthwise)
            {
                record.Require(outputChannels % inputChannels == 0, ErrorCode.ShapeMismatch, OutputChannels, outputChannels, inputChannels);
            }

            record.Units(
                record.Product(batches, outputHeight),
                record.Product(record.Product(outputWidth, outputChannels), channelWeights));
        }
    }
}
