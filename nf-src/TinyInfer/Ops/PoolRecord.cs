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

        public static void Check(RecordChecker record)
        {
            int batches = record.Dimension(Batches);
            int inputHeight = record.Dimension(InputHeight);
            int inputWidth = record.Dimension(InputWidth);
            int channels = record.Dimension(Channels);
            int outputHeight = record.Dimension(OutputHeight);
            int outputWidth = record.Dimension(OutputWidth);
            int kernelHeight = record.Dimension(KernelHeight);
            int kernelWidth = record.Dimension(KernelWidth);
            CheckWindows(record, PaddingTop, kernelHeight, record.Dimension(StrideHeight), inputHeight, outputHeight);
            CheckWindows(record, PaddingLeft, kernelWidth, record.Dimension(StrideWidth), inputWidth, outputWidth);

            int inputBytes = record.Product(batches, inputHeight, inputWidth, channels);
            int outputBytes = record.Product(batches, outputHeight, outputWidth, channels);
            record.Arena(InputStart, inputBytes);
            record.Arena(OutputStart, outputBytes);
            record.Activation(ActivationMin, ActivationMax);
            record.Exactly(Reserved, record.UInt16(Reserved), 0);
            record.Disjoint(OutputStart, record.Int32(OutputStart), outputBytes, record.Int32(InputStart), inputBytes);
            record.Units(record.Product(batches, outputHeight), 0);

            // What a window reads of the input is bounded, or a small file could keep a processor busy for days.
            int rows = kernelHeight < inputHeight ? kernelHeight : inputHeight;
            int columns = kernelWidth < inputWidth ? kernelWidth : inputWidth;
            record.Product(outputBytes, record.Product(rows, columns));
        }

        // Windows move in one direction: if the first and the last meet the input, all do.
        private static void CheckWindows(RecordChecker record, int paddingField, int kernel, int stride, int inputSize, int outputSize)
        {
            int padding = record.UInt16(paddingField);
            long last = (long)(outputSize - 1) * stride - padding;
            record.Require(padding < kernel, ErrorCode.ShapeMismatch, paddingField, padding, kernel);
            record.Require(last < inputSize, ErrorCode.ShapeMismatch, paddingField, outputSize, inputSize);
        }
    }
}
