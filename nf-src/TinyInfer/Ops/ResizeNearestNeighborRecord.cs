namespace TinyInfer
{
    /// <summary>
    /// RESIZE_NEAREST_NEIGHBOR over NHWC. Which row and column each output position takes is decided at conversion.
    /// A unit is an output row; rows of all batches count.
    /// </summary>
    internal static class ResizeNearestNeighborRecord
    {
        public const int InputStart = OpRecord.HeaderSize;          // i32, arena
        public const int OutputStart = InputStart + 4;              // i32, arena
        public const int RowsStart = OutputStart + 4;               // i32, file, u16 [OutputHeight]: input rows
        public const int ColumnsStart = RowsStart + 4;              // i32, file, u16 [OutputWidth]: input columns
        public const int Batches = ColumnsStart + 4;                // u16 from here on
        public const int InputHeight = Batches + 2;
        public const int InputWidth = InputHeight + 2;
        public const int Channels = InputWidth + 2;
        public const int OutputHeight = Channels + 2;
        public const int OutputWidth = OutputHeight + 2;
        public const int Size = OutputWidth + 2;

        public static void Check(RecordChecker record)
        {
            int batches = record.Dimension(Batches);
            int inputHeight = record.Dimension(InputHeight);
            int inputWidth = record.Dimension(InputWidth);
            int channels = record.Dimension(Channels);
            int outputHeight = record.Dimension(OutputHeight);
            int outputWidth = record.Dimension(OutputWidth);
            int inputBytes = record.Product(batches, inputHeight, inputWidth, channels);
            int outputBytes = record.Product(batches, outputHeight, outputWidth, channels);
            record.Arena(InputStart, inputBytes);
            record.Arena(OutputStart, outputBytes);
            record.ConstantsBelow(RowsStart, outputHeight, inputHeight);
            record.ConstantsBelow(ColumnsStart, outputWidth, inputWidth);
            record.Disjoint(OutputStart, record.Int32(OutputStart), outputBytes, record.Int32(InputStart), inputBytes);
            record.Units(record.Product(batches, outputHeight), 0);
        }
    }
}
