using System;

namespace TinyInfer
{
    /// <summary>RESIZE_NEAREST_NEIGHBOR: output[b, y, x] = input[b, rows[y], columns[x]], all channels.</summary>
    internal static class ResizeNearestNeighborKernel
    {
        /// <summary>Computes output rows [first, first + count) of all batches' rows.</summary>
        public static void Eval(byte[] model, int record, sbyte[] arena, int first, int count)
        {
            int inputStart = BitConverter.ToInt32(model, record + ResizeNearestNeighborRecord.InputStart);
            int outputStart = BitConverter.ToInt32(model, record + ResizeNearestNeighborRecord.OutputStart);
            int rowsStart = BitConverter.ToInt32(model, record + ResizeNearestNeighborRecord.RowsStart);
            int columnsStart = BitConverter.ToInt32(model, record + ResizeNearestNeighborRecord.ColumnsStart);
            int inputHeight = BitConverter.ToUInt16(model, record + ResizeNearestNeighborRecord.InputHeight);
            int inputWidth = BitConverter.ToUInt16(model, record + ResizeNearestNeighborRecord.InputWidth);
            int channels = BitConverter.ToUInt16(model, record + ResizeNearestNeighborRecord.Channels);
            int outputHeight = BitConverter.ToUInt16(model, record + ResizeNearestNeighborRecord.OutputHeight);
            int outputWidth = BitConverter.ToUInt16(model, record + ResizeNearestNeighborRecord.OutputWidth);

            int output = outputStart + first * outputWidth * channels;
            for (int unit = first; unit < first + count; unit++)
            {
                int batch = unit / outputHeight;
                int row = BitConverter.ToUInt16(model, rowsStart + 2 * (unit - batch * outputHeight));
                int inputRow = inputStart + (batch * inputHeight + row) * inputWidth * channels;
                for (int x = 0; x < outputWidth; x++)
                {
                    int column = BitConverter.ToUInt16(model, columnsStart + 2 * x);
                    Array.Copy(arena, inputRow + column * channels, arena, output, channels);
                    output += channels;
                }
            }
        }
    }
}
