using System;

namespace TinyInfer
{
    /// <summary>
    /// Weights that a file stores in another layout, in the plain order that the managed kernels read. One array serves all
    /// ops of a model: of a convolution it takes all weights, of a FULLY_CONNECTED some output channels at a time.
    /// </summary>
    internal class PlainWeights
    {
        /// <summary>Where the weights begin in <see cref="Bytes"/>: kernels may read so many bytes before them.</summary>
        public const int Start = 16;

        /// <summary>Of a FULLY_CONNECTED at a time, or one output channel.</summary>
        private const int DenseBytes = 2048;

        private const int None = -1;
        private const int ConvBlock = WeightedFields.ConvBlock;
        private const int DenseBlock = WeightedFields.DenseBlock;

        /// <summary>The plain weights, from <see cref="Start"/> on.</summary>
        public readonly byte[] Bytes;

        private int _record = None;

        private PlainWeights(int count)
        {
            Bytes = new byte[count];
        }

        /// <summary>Bytes that <see cref="Allocate"/> takes; 0 if all weights are plain.</summary>
        public static int Count(byte[] model, int opsStart, int opsEnd)
        {
            int most = 0;
            for (int record = opsStart; record < opsEnd; record += BitConverter.ToUInt16(model, record + OpRecord.Size))
            {
                if (!Has(model, record))
                {
                    continue;
                }

                int count = IsDense(model, record)
                    ? DenseChannels(model, record) * BitConverter.ToInt32(model, record + FullyConnectedRecord.InputDepth)
                    : BitConverter.ToUInt16(model, record + ConvRecord.OutputChannels) * ConvValues(model, record);
                most = count > most ? count : most;
            }

            return most > 0 ? Start + most : 0;
        }

        /// <summary>An array for the weights of all ops in turn; null if all are plain.</summary>
        public static PlainWeights Allocate(byte[] model, int opsStart, int opsEnd)
        {
            int count = Count(model, opsStart, opsEnd);
            return count > 0 ? new PlainWeights(count) : null;
        }

        /// <summary>Whether an op's weights are stored in a layout other than the plain one.</summary>
        public static bool Has(byte[] model, int record)
        {
            // A call of BitConverter costs three times as much. Opcodes above 255 do not exist.
            int code = model[record + OpRecord.Code];
            return (code == (int)OpCode.Conv2D || code == (int)OpCode.FullyConnected || code == (int)OpCode.Conv2DPart)
                && model[record + ConvRecord.WeightLayout] != WeightedFields.PlainLayout;
        }

        /// <summary>How many output channels of a FULLY_CONNECTED there is room for.</summary>
        public static int DenseChannels(byte[] model, int record)
        {
            int depth = BitConverter.ToInt32(model, record + FullyConnectedRecord.InputDepth);
            int channels = BitConverter.ToInt32(model, record + FullyConnectedRecord.OutputDepth);
            int fit = depth < DenseBytes ? DenseBytes / depth : 1;
            return fit < channels ? fit : channels;
        }

        /// <summary>Brings all weights of a convolution here, unless they are here already.</summary>
        public void LoadConv(byte[] model, int record)
        {
            if (_record != record)
            {
                _record = record;
                Unpack(model, record, 0, BitConverter.ToUInt16(model, record + ConvRecord.OutputChannels), Bytes, Start);
            }
        }

        /// <summary>Brings some output channels of a FULLY_CONNECTED here.</summary>
        public void LoadDense(byte[] model, int record, int first, int count)
        {
            _record = None;
            Unpack(model, record, first, count, Bytes, Start);
        }

        /// <summary>Writes the plain weights of output channels [first, first + count) of a CONV_2D or FULLY_CONNECTED.</summary>
        public static void Unpack(byte[] model, int record, int first, int count, byte[] plain, int at)
        {
            bool dense = IsDense(model, record);
            int weights = BitConverter.ToInt32(model, record + ConvRecord.WeightsStart);
            int values = dense ? BitConverter.ToInt32(model, record + FullyConnectedRecord.InputDepth) : ConvValues(model, record);
            int block = dense ? DenseBlock : ConvBlock;
            int padded = (values + 3) / 4 * 4;
            for (int channel = first; channel < first + count; channel++)
            {
                int inBlock = channel % block;
                switch (model[record + ConvRecord.WeightLayout])
                {
                    case WeightedFields.PairLayout:
                        int pairs = weights + channel / block * block * padded + inBlock / 2 * 4;
                        UnpackPairs(model, pairs, 2 * block, channel % 2 != 0, values, plain, at);
                        break;
                    case WeightedFields.Int16Layout:
                        UnpackHalves(model, weights + channel / block * 2 * block * padded + inBlock * 4, 4 * block, values, plain, at);
                        break;
                    case WeightedFields.WinogradLayout:
                        int inputs = values / 9;
                        UnpackWinograd(model, weights + (channel / 2 * 16 * ((inputs + 3) / 4 * 4) + inBlock) * 4, inputs, plain, at);
                        break;
                    default:
                        Array.Copy(model, weights + channel * values, plain, at, values);
                        break;
                }

                at += values;
            }
        }

        // Values of a group of four lie as 0 and 2 in a word, then, a stride further, 1 and 3.
        private static int OffsetOf(int value, int stride)
        {
            return (value >> 2) * 2 * stride + (value & 1) * stride + (value & 2);
        }

        // A halfword is even + 256 * odd, so that its high byte is one less than the odd weight where the even one is negative.
        private static void UnpackPairs(byte[] model, int start, int stride, bool odd, int values, byte[] plain, int at)
        {
            for (int value = 0; value < values; value++)
            {
                int pair = start + OffsetOf(value, stride);
                plain[at + value] = odd ? (byte)(model[pair + 1] + (model[pair] >> 7)) : model[pair];
            }
        }

        // A halfword is twice the weight.
        private static void UnpackHalves(byte[] model, int start, int stride, int values, byte[] plain, int at)
        {
            for (int value = 0; value < values; value++)
            {
                int half = start + OffsetOf(value, stride);
                plain[at + value] = (byte)((model[half] >> 1) | (model[half + 1] << 7));
            }
        }

        // U = G g Gᵀ with G = [2 0 0; 1 1 1; 1 -1 1; 0 0 2], a 4 × 4 matrix whose elements lie a frequency apart. The corners give the
        // corners of g, the middles of the outer rows and columns those between, and U11, the sum of all, what is left.
        private static void UnpackWinograd(byte[] model, int start, int inputs, byte[] plain, int at)
        {
            int frequency = 4 * ((inputs + 3) / 4 * 4);
            for (int input = 0; input < inputs; input++)
            {
                int u = start + OffsetOf(input, 8);
                int g00 = Half(model, u) >> 2;
                int g02 = Half(model, u + 3 * frequency) >> 2;
                int g20 = Half(model, u + 12 * frequency) >> 2;
                int g22 = Half(model, u + 15 * frequency) >> 2;
                int g01 = (Half(model, u + frequency) >> 1) - g00 - g02;
                int g10 = (Half(model, u + 4 * frequency) >> 1) - g00 - g20;
                int g12 = (Half(model, u + 7 * frequency) >> 1) - g02 - g22;
                int g21 = (Half(model, u + 13 * frequency) >> 1) - g20 - g22;
                int g11 = Half(model, u + 5 * frequency) - g00 - g01 - g02 - g10 - g12 - g20 - g21 - g22;
                plain[at + input] = (byte)g00;
                plain[at + inputs + input] = (byte)g01;
                plain[at + 2 * inputs + input] = (byte)g02;
                plain[at + 3 * inputs + input] = (byte)g10;
                plain[at + 4 * inputs + input] = (byte)g11;
                plain[at + 5 * inputs + input] = (byte)g12;
                plain[at + 6 * inputs + input] = (byte)g20;
                plain[at + 7 * inputs + input] = (byte)g21;
                plain[at + 8 * inputs + input] = (byte)g22;
            }
        }

        private static int Half(byte[] model, int at)
        {
            return model[at] | ((sbyte)model[at + 1] << 8);
        }

        private static bool IsDense(byte[] model, int record)
        {
            return BitConverter.ToUInt16(model, record + OpRecord.Code) == (int)OpCode.FullyConnected;
        }

        private static int ConvValues(byte[] model, int record)
        {
            return BitConverter.ToUInt16(model, record + ConvRecord.KernelHeight)
                * BitConverter.ToUInt16(model, record + ConvRecord.KernelWidth)
                * BitConverter.ToUInt16(model, record + ConvRecord.InputChannels);
        }
    }
}
