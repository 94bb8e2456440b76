using System;

namespace TinyInfer
{
    /// <summary>
    /// A tile: up to twelve consecutive output positions of a convolution, and their inputs as <see cref="PackedMacs"/>
    /// wants them. Twelve ints of each kind, then four flags.
    /// </summary>
    internal static class ConvTile
    {
        private const int Origin = 0;
        private const int Y = Origin + PackedMacs.Positions;
        private const int X = Y + PackedMacs.Positions;
        private const int Inside = X + PackedMacs.Positions;

        /// <summary>Ints that describe a tile.</summary>
        public const int Ints = Inside + PackedMacs.Groups;

        /// <summary>Finds where the windows of positions [first, first + 12) begin. From the last one on they are all the same.</summary>
        /// <param name="first">A position counts the outputs of all rows of all batches.</param>
        /// <param name="last">The last position that is wanted.</param>
        public static void Locate(byte[] model, int record, int first, int last, int[] tile)
        {
            int inputStart = BitConverter.ToInt32(model, record + ConvRecord.InputStart);
            int inputHeight = BitConverter.ToUInt16(model, record + ConvRecord.InputHeight);
            int inputWidth = BitConverter.ToUInt16(model, record + ConvRecord.InputWidth);
            int inputChannels = BitConverter.ToUInt16(model, record + ConvRecord.InputChannels);
            int outputHeight = BitConverter.ToUInt16(model, record + ConvRecord.OutputHeight);
            int outputWidth = BitConverter.ToUInt16(model, record + ConvRecord.OutputWidth);
            int strideHeight = BitConverter.ToUInt16(model, record + ConvRecord.StrideHeight);
            int strideWidth = BitConverter.ToUInt16(model, record + ConvRecord.StrideWidth);
            int paddingTop = BitConverter.ToUInt16(model, record + ConvRecord.PaddingTop);
            int paddingLeft = BitConverter.ToUInt16(model, record + ConvRecord.PaddingLeft);
            int lastWholeY = inputHeight - 1 - (BitConverter.ToUInt16(model, record + ConvRecord.KernelHeight) - 1)
                * BitConverter.ToUInt16(model, record + ConvRecord.DilationHeight);
            int lastWholeX = inputWidth - 1 - (BitConverter.ToUInt16(model, record + ConvRecord.KernelWidth) - 1)
                * BitConverter.ToUInt16(model, record + ConvRecord.DilationWidth);

            int row = first / outputWidth;
            int column = first - row * outputWidth;
            int batch = row / outputHeight;
            int y = (row - batch * outputHeight) * strideHeight - paddingTop;
            int x = column * strideWidth - paddingLeft;
            int left = last - first;
            int inside = 1;
            for (int i = 0; i < PackedMacs.Positions; i++)
            {
                tile[Origin + i] = inputStart + ((batch * inputHeight + y) * inputWidth + x) * inputChannels;
                tile[Y + i] = y;
                tile[X + i] = x;
                if (y < 0 || y > lastWholeY || x < 0 || x > lastWholeX)
                {
                    inside = 0;
                }

                if (i % PackedFields.Count == PackedFields.Count - 1)
                {
                    tile[Inside + i / PackedFields.Count] = inside;
                    inside = 1;
                }

                if (i < left)
                {
                    column++;
                    x += strideWidth;
                    if (column == outputWidth)
                    {
                        column = 0;
                        row++;
                        batch = row / outputHeight;
                        y = (row - batch * outputHeight) * strideHeight - paddingTop;
                        x = -paddingLeft;
                    }
                }
            }
        }

        /// <summary>Packs eight taps of all positions of a tile.</summary>
        /// <param name="tap">Taps are counted as the weights are stored; those before 0 are packed as 0.</param>
        /// <param name="columns">long [groups][8].</param>
        public static void Pack(
            sbyte[] arena, int[] tile, int groups, int tap, long[] columns,
            int inputHeight, int inputWidth, int inputChannels, int kernelWidth, int dilationHeight, int dilationWidth, int zeroPoint)
        {
            // Dividing rounds to 0, and taps before the first one do not matter.
            int cell = tap / inputChannels;
            int channel = tap - cell * inputChannels;
            int kernelY = cell / kernelWidth;
            int kernelX = cell - kernelY * kernelWidth;
            if (inputChannels % PackedMacs.Taps == 0)
            {
                PackCell(
                    arena, tile, groups, columns, kernelY * dilationHeight, kernelX * dilationWidth, channel,
                    inputHeight, inputWidth, inputChannels, zeroPoint);
                return;
            }

            for (int column = 0; column < PackedMacs.Taps; column++)
            {
                PackTap(
                    arena, tile, groups, columns, column, tap + column < 0, kernelY * dilationHeight, kernelX * dilationWidth, channel,
                    inputHeight, inputWidth, inputChannels, zeroPoint);
                if (tap + column >= 0)
                {
                    channel++;
                    if (channel == inputChannels)
                    {
                        channel = 0;
                        kernelX++;
                        if (kernelX == kernelWidth)
                        {
                            kernelX = 0;
                            kernelY++;
                        }
                    }
                }
                else if (tap + column == -1)
                {
                    channel = 0;
                    kernelX = 0;
                    kernelY = 0;
                }
            }
        }

        /// <summary>Eight taps that lie side by side in the input.</summary>
        private static void PackCell(
            sbyte[] arena, int[] tile, int groups, long[] columns, int dy, int dx, int channel,
            int inputHeight, int inputWidth, int inputChannels, int zeroPoint)
        {
            int offset = (dy * inputWidth + dx) * inputChannels + channel;
            int position = 0;
            for (int group = 0; group < groups; group++)
            {
                int column = group * PackedMacs.Taps;
                if (tile[Inside + group] != 0 || IsInside(tile, position, dy, dx, inputHeight, inputWidth))
                {
                    int a = tile[position] + offset;
                    int b = tile[position + 1] + offset;
                    int c = tile[position + 2] + offset;
                    for (int end = a + PackedMacs.Taps; a < end; a += 4)
                    {
                        columns[column] = arena[a] + ((long)arena[b] << 21) + ((long)arena[c] << 42);
                        columns[column + 1] = arena[a + 1] + ((long)arena[b + 1] << 21) + ((long)arena[c + 1] << 42);
                        columns[column + 2] = arena[a + 2] + ((long)arena[b + 2] << 21) + ((long)arena[c + 2] << 42);
                        columns[column + 3] = arena[a + 3] + ((long)arena[b + 3] << 21) + ((long)arena[c + 3] << 42);
                        column += 4;
                        b += 4;
                        c += 4;
                    }
                }
                else
                {
                    PackField(arena, tile, position + 2, dy, dx, offset, inputHeight, inputWidth, zeroPoint, columns, column, 0);
                    PackField(arena, tile, position + 1, dy, dx, offset, inputHeight, inputWidth, zeroPoint, columns, column, 21);
                    PackField(arena, tile, position, dy, dx, offset, inputHeight, inputWidth, zeroPoint, columns, column, 21);
                }

                position += PackedFields.Count;
            }
        }

        /// <summary>Whether one tap of all positions of a group lies in the input.</summary>
        private static bool IsInside(int[] tile, int position, int dy, int dx, int inputHeight, int inputWidth)
        {
            for (int end = position + PackedFields.Count; position < end; position++)
            {
                if ((uint)(tile[Y + position] + dy) >= (uint)inputHeight || (uint)(tile[X + position] + dx) >= (uint)inputWidth)
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Shifts eight columns and adds eight inputs of one position, or as often the zero point.</summary>
        private static void PackField(
            sbyte[] arena, int[] tile, int position, int dy, int dx, int offset, int inputHeight, int inputWidth, int zeroPoint,
            long[] columns, int column, int shift)
        {
            int y = tile[Y + position] + dy;
            int x = tile[X + position] + dx;
            int end = column + PackedMacs.Taps;
            if (shift == 0)
            {
                Array.Clear(columns, column, PackedMacs.Taps);
            }

            if (y < 0 || y >= inputHeight || x < 0 || x >= inputWidth)
            {
                for (; column < end; column++)
                {
                    columns[column] = (columns[column] << shift) + zeroPoint;
                }
            }
            else
            {
                int input = tile[Origin + position] + offset;
                for (; column < end; column++)
                {
                    columns[column] = (columns[column] << shift) + arena[input];
                    input++;
                }
            }
        }

        /// <summary>One tap of all groups.</summary>
        private static void PackTap(
            sbyte[] arena, int[] tile, int groups, long[] columns, int column, bool before, int dy, int dx, int channel,
            int inputHeight, int inputWidth, int inputChannels, int zeroPoint)
        {
            int offset = (dy * inputWidth + dx) * inputChannels + channel;
            int position = 0;
            for (int group = 0; group < groups; group++)
            {
                if (before)
                {
                    columns[column] = 0;
                }
                else if (tile[Inside + group] != 0)
                {
                    columns[column] = arena[tile[position] + offset]
                        + ((long)arena[tile[position + 1] + offset] << 21)
                        + ((long)arena[tile[position + 2] + offset] << 42);
                }
                else
                {
                    long packed = 0;
                    for (int i = position + 2; i >= position; i--)
                    {
                        int y = tile[Y + i] + dy;
                        int x = tile[X + i] + dx;
                        bool inside = y >= 0 && y < inputHeight && x >= 0 && x < inputWidth;
                        packed = (packed << PackedFields.Bits) + (inside ? arena[tile[i] + offset] : zeroPoint);
                    }

                    columns[column] = packed;
                }

                column += PackedMacs.Taps;
                position += PackedFields.Count;
            }
        }
    }
}
