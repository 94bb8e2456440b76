using System;

namespace TinyInfer.Reference
{
    /// <summary>Stores the weights of an <see cref="OpCase"/> in another layout, each where docs/format.md says that it lies.</summary>
    internal static class WeightPacker
    {
        // G of docs/format.md, "Weight layouts".
        private static readonly int[] _transform = { 2, 0, 0, 1, 1, 1, 1, -1, 1, 0, 0, 2 };

        /// <summary>A model with the same op: the packed weights lie behind everything else.</summary>
        /// <param name="plain">A record of CONV_2D or FULLY_CONNECTED at 0, and its constants.</param>
        public static byte[] Pack(byte[] plain, int layout)
        {
            bool dense = BitConverter.ToUInt16(plain, OpRecord.Code) == (int)OpCode.FullyConnected;
            int inputs = dense ? BitConverter.ToInt32(plain, FullyConnectedRecord.InputDepth) : BitConverter.ToUInt16(plain, ConvRecord.InputChannels);
            int taps = dense ? 1 : BitConverter.ToUInt16(plain, ConvRecord.KernelHeight) * BitConverter.ToUInt16(plain, ConvRecord.KernelWidth);
            int channels = dense ? BitConverter.ToInt32(plain, FullyConnectedRecord.OutputDepth) : BitConverter.ToUInt16(plain, ConvRecord.OutputChannels);
            int block = dense ? WeightedFields.DenseBlock : WeightedFields.ConvBlock;
            int values = taps * inputs;
            int paddedChannels = (channels + block - 1) / block * block;
            int padded = ((layout == WeightedFields.WinogradLayout ? inputs : values) + 3) / 4 * 4;
            int bytes = paddedChannels * padded * (layout == WeightedFields.PairLayout ? 1 : layout == WeightedFields.Int16Layout ? 2 : 32);

            int start = (plain.Length + 15) / 16 * 16;
            byte[] model = new byte[start + bytes];
            Array.Copy(plain, model, plain.Length);
            int weights = BitConverter.ToInt32(plain, ConvRecord.WeightsStart);
            for (int c = 0; c < channels; c++)
            {
                int inBlock = c % block;
                for (int k = 0; k < (layout == WeightedFields.WinogradLayout ? inputs : values); k++)
                {
                    int weight = (sbyte)plain[weights + c * values + k];
                    switch (layout)
                    {
                        case WeightedFields.PairLayout:
                            Add(model, start + c / block * block * padded + Place(k, 2 * block) + inBlock / 2 * 4, c % 2 == 0 ? weight : 256 * weight);
                            break;
                        case WeightedFields.Int16Layout:
                            Add(model, start + c / block * 2 * block * padded + Place(k, 4 * block) + inBlock * 4, 2 * weight);
                            break;
                        case WeightedFields.WinogradLayout:
                            for (int f = 0; f < 16; f++)
                            {
                                Add(model, start + (c / 2 * 16 + f) * 4 * padded + Place(k, 8) + inBlock * 4, Frequency(plain, weights + c * values + k, inputs, f));
                            }

                            break;
                    }
                }
            }

            model[ConvRecord.WeightLayout] = (byte)layout;
            for (int i = 0; i < 4; i++)
            {
                model[ConvRecord.WeightsStart + i] = (byte)(start >> (8 * i));
            }

            return model;
        }

        private static int Place(int k, int stride)
        {
            return k / 4 * 2 * stride + k % 2 * stride + k / 2 % 2 * 2;
        }

        /// <summary>Element f of G g Gᵀ, summed as it is written.</summary>
        private static int Frequency(byte[] plain, int kernel, int step, int f)
        {
            int sum = 0;
            for (int y = 0; y < 3; y++)
            {
                for (int x = 0; x < 3; x++)
                {
                    sum += _transform[f / 4 * 3 + y] * (sbyte)plain[kernel + (3 * y + x) * step] * _transform[f % 4 * 3 + x];
                }
            }

            return sum;
        }

        // Two weights may share a halfword: one after the other is added to it, modulo 2^16.
        private static void Add(byte[] model, int at, int value)
        {
            int sum = model[at] + (model[at + 1] << 8) + value;
            model[at] = (byte)sum;
            model[at + 1] = (byte)(sum >> 8);
        }
    }
}
