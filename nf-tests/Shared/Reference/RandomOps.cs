namespace TinyInfer.Reference
{
    /// <summary>Ops of given shapes and random content. Input at the beginning of the arena, output behind it.</summary>
    internal static class RandomOps
    {
        /// <summary>CONV_2D or DEPTHWISE_CONV_2D.</summary>
        /// <param name="range">Of the weights; 0 for weights and inputs that are nearly all -128.</param>
        public static OpCase Conv(
            OpCode op, uint seed, int batches, int height, int width, int channels, int outputHeight, int outputWidth, int outputChannels,
            int kernelHeight, int kernelWidth, int stride, int dilation, int paddingTop, int paddingLeft, bool perChannel, int range)
        {
            int taps = kernelHeight * kernelWidth * (op == OpCode.Conv2D ? channels : 1);
            int inputBytes = batches * height * width * channels;
            int outputBytes = batches * outputHeight * outputWidth * outputChannels;
            OpCase one = new OpCase(op, ConvRecord.Size, taps * outputChannels + 9 * outputChannels + 64, inputBytes + outputBytes, seed);
            one.I32(OpRecord.Units, batches * outputHeight);
            one.I32(OpRecord.MacsPerUnit, outputWidth * outputChannels * taps);
            one.I32(ConvRecord.InputStart, 0);
            one.I32(ConvRecord.OutputStart, inputBytes);
            one.I32(ConvRecord.WeightsStart, one.Bytes(taps * outputChannels, range, range == 0));
            one.I32(ConvRecord.BiasStart, one.Ints(outputChannels, one.Next(3) == 0 ? 1 << 20 : 2000));
            one.I32(ConvRecord.MultiplierStart, perChannel ? one.Multipliers(outputChannels) : OpRecord.None);
            one.I32(ConvRecord.ShiftStart, perChannel ? one.Shifts(outputChannels, taps) : OpRecord.None);
            one.I32(ConvRecord.Multiplier, perChannel ? 0 : one.Multiplier());
            one.I8(ConvRecord.Shift, perChannel ? 0 : one.Shift(taps));
            one.I8(ConvRecord.InputZeroPoint, one.Next(256) - 128);
            one.I8(ConvRecord.OutputZeroPoint, one.Next(256) - 128);
            one.I8(ConvRecord.ActivationMin, -128 + one.Next(2) * one.Next(100));
            one.I8(ConvRecord.ActivationMax, 127 - one.Next(2) * one.Next(100));
            one.U16(ConvRecord.Batches, batches);
            one.U16(ConvRecord.InputHeight, height);
            one.U16(ConvRecord.InputWidth, width);
            one.U16(ConvRecord.InputChannels, channels);
            one.U16(ConvRecord.OutputHeight, outputHeight);
            one.U16(ConvRecord.OutputWidth, outputWidth);
            one.U16(ConvRecord.OutputChannels, outputChannels);
            one.U16(ConvRecord.KernelHeight, kernelHeight);
            one.U16(ConvRecord.KernelWidth, kernelWidth);
            one.U16(ConvRecord.StrideHeight, stride);
            one.U16(ConvRecord.StrideWidth, stride);
            one.U16(ConvRecord.DilationHeight, dilation);
            one.U16(ConvRecord.DilationWidth, dilation);
            one.U16(ConvRecord.PaddingTop, paddingTop);
            one.U16(ConvRecord.PaddingLeft, paddingLeft);
            one.FillArena(range == 0);
            return one;
        }

        /// <summary>FULLY_CONNECTED.</summary>
        public static OpCase FullyConnected(uint seed, int batches, int inputDepth, int outputDepth, bool perChannel, int range)
        {
            OpCase one = new OpCase(
                OpCode.FullyConnected, FullyConnectedRecord.Size, inputDepth * outputDepth + 9 * outputDepth + 64,
                batches * (inputDepth + outputDepth), seed);
            one.I32(OpRecord.Units, outputDepth);
            one.I32(OpRecord.MacsPerUnit, batches * inputDepth);
            one.I32(FullyConnectedRecord.InputStart, 0);
            one.I32(FullyConnectedRecord.OutputStart, batches * inputDepth);
            one.I32(FullyConnectedRecord.WeightsStart, one.Bytes(inputDepth * outputDepth, range, range == 0));
            one.I32(FullyConnectedRecord.BiasStart, one.Ints(outputDepth, 3000));
            one.I32(FullyConnectedRecord.MultiplierStart, perChannel ? one.Multipliers(outputDepth) : OpRecord.None);
            one.I32(FullyConnectedRecord.ShiftStart, perChannel ? one.Shifts(outputDepth, inputDepth) : OpRecord.None);
            one.I32(FullyConnectedRecord.Multiplier, perChannel ? 0 : one.Multiplier());
            one.I8(FullyConnectedRecord.Shift, perChannel ? 0 : one.Shift(inputDepth));
            one.I8(FullyConnectedRecord.InputZeroPoint, one.Next(256) - 128);
            one.I8(FullyConnectedRecord.OutputZeroPoint, one.Next(256) - 128);
            one.I8(FullyConnectedRecord.ActivationMin, -128 + one.Next(2) * one.Next(100));
            one.I8(FullyConnectedRecord.ActivationMax, 127 - one.Next(2) * one.Next(100));
            one.U16(FullyConnectedRecord.Batches, batches);
            one.I32(FullyConnectedRecord.InputDepth, inputDepth);
            one.I32(FullyConnectedRecord.OutputDepth, outputDepth);
            one.FillArena(range == 0);
            return one;
        }
    }
}
