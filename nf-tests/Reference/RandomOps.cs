namespace TinyInfer.Reference
{
    /// <summary>Ops of given shapes and random content. Input at the beginning of the arena, output behind it.</summary>
    internal static class RandomOps
    {
        /// <summary>A convolution of any kind.</summary>
        /// <param name="range">Of the weights; 0 for weights and inputs that are nearly all -128.</param>
        public static OpCase Conv(
            OpCode op, uint seed, int batches, int height, int width, int channels, int outputHeight, int outputWidth, int outputChannels,
            int kernelHeight, int kernelWidth, int stride, int dilation, int paddingTop, int paddingLeft, bool perChannel, int range)
        {
            int taps = kernelHeight * kernelWidth * (op == OpCode.DepthwiseConv2D ? 1 : channels);
            int inputBytes = batches * height * width * channels;
            int pixelStride = op == OpCode.Conv2DPart ? outputChannels + (int)(seed % 9) : outputChannels;
            int outputBytes = batches * outputHeight * outputWidth * pixelStride;
            OpCase one = new OpCase(op, OpRecords.SizeOf(op), taps * outputChannels + 9 * outputChannels + 64, inputBytes + outputBytes, seed);
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
            if (op == OpCode.Conv2DPart)
            {
                one.I32(ConvPartRecord.OutputPixelStride, pixelStride);
            }

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

        /// <summary>ADD, SUB or MUL of two dense operands, or of one and a row or a number.</summary>
        public static OpCase Binary(OpCode op, uint seed, int outer, int inner, int input2OuterStride, int input2InnerStride)
        {
            int count = outer * inner;
            OpCase one = new OpCase(op, BinaryRecord.Size, 0, 3 * count, seed);
            bool products = op == OpCode.Mul;
            one.I32(OpRecord.Units, 1);
            one.I32(BinaryRecord.Input1Start, 0);
            one.I32(BinaryRecord.Input2Start, count);
            one.I32(BinaryRecord.OutputStart, one.Next(2) * 2 * count);
            one.I32(BinaryRecord.Outer, outer);
            one.I32(BinaryRecord.Inner, inner);
            one.I32(BinaryRecord.Input1OuterStride, inner);
            one.I32(BinaryRecord.Input1InnerStride, 1);
            one.I32(BinaryRecord.Input2OuterStride, input2OuterStride);
            one.I32(BinaryRecord.Input2InnerStride, input2InnerStride);
            one.I32(BinaryRecord.Input1Multiplier, products ? 0 : one.Multiplier());
            one.I32(BinaryRecord.Input2Multiplier, products ? 0 : one.Multiplier());
            one.I32(BinaryRecord.OutputMultiplier, one.Multiplier());
            one.I8(BinaryRecord.Input1Shift, products ? 0 : -one.Next(5));
            one.I8(BinaryRecord.Input2Shift, products ? 0 : -one.Next(5));
            one.I8(BinaryRecord.OutputShift, one.Next(8) == 0 ? one.Next(62) - 31 : products ? -6 - one.Next(4) : -17 - one.Next(4));
            one.I8(BinaryRecord.Input1ZeroPoint, one.Next(256) - 128);
            one.I8(BinaryRecord.Input2ZeroPoint, one.Next(256) - 128);
            one.I8(BinaryRecord.OutputZeroPoint, one.Next(256) - 128);
            one.I8(BinaryRecord.ActivationMin, -128 + one.Next(2) * one.Next(100));
            one.I8(BinaryRecord.ActivationMax, 127 - one.Next(2) * one.Next(100));
            one.FillArena(false);
            return one;
        }

        /// <summary>AVERAGE_POOL_2D or MAX_POOL_2D.</summary>
        public static OpCase Pool(
            OpCode op, uint seed, int batches, int height, int width, int channels, int kernelHeight, int kernelWidth, int stride,
            int paddingTop, int paddingLeft)
        {
            int outputHeight = (height + paddingTop - 1) / stride + 1;
            int outputWidth = (width + paddingLeft - 1) / stride + 1;
            int inputBytes = batches * height * width * channels;
            OpCase one = new OpCase(op, PoolRecord.Size, 0, inputBytes + batches * outputHeight * outputWidth * channels, seed);
            one.I32(OpRecord.Units, batches * outputHeight);
            one.I32(PoolRecord.InputStart, 0);
            one.I32(PoolRecord.OutputStart, inputBytes);
            one.U16(PoolRecord.Batches, batches);
            one.U16(PoolRecord.InputHeight, height);
            one.U16(PoolRecord.InputWidth, width);
            one.U16(PoolRecord.Channels, channels);
            one.U16(PoolRecord.OutputHeight, outputHeight);
            one.U16(PoolRecord.OutputWidth, outputWidth);
            one.U16(PoolRecord.KernelHeight, kernelHeight);
            one.U16(PoolRecord.KernelWidth, kernelWidth);
            one.U16(PoolRecord.StrideHeight, stride);
            one.U16(PoolRecord.StrideWidth, stride);
            one.U16(PoolRecord.PaddingTop, paddingTop);
            one.U16(PoolRecord.PaddingLeft, paddingLeft);
            one.I8(PoolRecord.ActivationMin, -128 + one.Next(2) * one.Next(100));
            one.I8(PoolRecord.ActivationMax, 127 - one.Next(2) * one.Next(100));
            one.FillArena(false);
            return one;
        }

        /// <summary>MEAN.</summary>
        public static OpCase Mean(uint seed, int outer, int axis, int inner)
        {
            OpCase one = new OpCase(OpCode.Mean, MeanRecord.Size, 0, outer * inner * (axis + 1), seed);
            one.I32(OpRecord.Units, 1);
            one.I32(MeanRecord.InputStart, 0);
            one.I32(MeanRecord.OutputStart, outer * axis * inner);
            one.I32(MeanRecord.Outer, outer);
            one.I32(MeanRecord.Axis, axis);
            one.I32(MeanRecord.Inner, inner);
            one.I32(MeanRecord.Bias, axis * (one.Next(256) - 128));
            one.I32(MeanRecord.Multiplier, one.Multiplier());
            one.I8(MeanRecord.Shift, one.Next(6) == 0 ? one.Next(62) - 31 : -one.Next(8));
            one.I8(MeanRecord.OutputZeroPoint, one.Next(256) - 128);
            one.FillArena(false);
            return one;
        }

        /// <summary>LOOKUP, in place for even seeds.</summary>
        public static OpCase Lookup(uint seed, int count)
        {
            OpCase one = new OpCase(OpCode.Lookup, LookupRecord.Size, 512, 2 * count, seed);
            one.I32(OpRecord.Units, 1);
            one.I32(LookupRecord.InputStart, 0);
            one.I32(LookupRecord.OutputStart, seed % 2 == 0 ? 0 : count);
            one.I32(LookupRecord.Count, count);
            one.I32(LookupRecord.TableStart, one.Bytes(LookupRecord.TableBytes, 128, false));
            one.FillArena(false);
            return one;
        }

        /// <summary>SOFTMAX, in place for even seeds.</summary>
        public static OpCase Softmax(uint seed, int rows, int depth)
        {
            int count = rows * depth;
            OpCase one = new OpCase(OpCode.Softmax, SoftmaxRecord.Size, 0, 2 * count, seed);
            one.I32(OpRecord.Units, 1);
            one.I32(SoftmaxRecord.InputStart, 0);
            one.I32(SoftmaxRecord.OutputStart, seed % 2 == 0 ? 0 : count);
            one.I32(SoftmaxRecord.Rows, rows);
            one.I32(SoftmaxRecord.Depth, depth);
            one.I32(SoftmaxRecord.InputMultiplier, one.Multiplier());
            int shift = 18 + one.Next(8);
            one.I32(SoftmaxRecord.InputShift, shift);
            one.I32(SoftmaxRecord.DiffMin, -(one.Next(2) == 0 ? 31 : (31 << 26) >> shift));
            one.FillArena(false);
            return one;
        }
    }
}
