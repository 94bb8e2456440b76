using System;

namespace TinyInfer.Reference
{
    /// <summary>The largest of the input positions under the window. Input and output have the same scale and zero point.</summary>
    internal static class PlainMaxPool2D
    {
        /// <summary>Computes output rows [first, first + count) of all batches' rows, in ascending order.</summary>
        public static void Eval(byte[] model, int record, sbyte[] arena, int first, int count)
        {
            int inputStart = BitConverter.ToInt32(model, record + PoolRecord.InputStart);
            int outputStart = BitConverter.ToInt32(model, record + PoolRecord.OutputStart);
            int inputHeight = BitConverter.ToUInt16(model, record + PoolRecord.InputHeight);
            int inputWidth = BitConverter.ToUInt16(model, record + PoolRecord.InputWidth);
            int channels = BitConverter.ToUInt16(model, record + PoolRecord.Channels);
            int outputHeight = BitConverter.ToUInt16(model, record + PoolRecord.OutputHeight);
            int outputWidth = BitConverter.ToUInt16(model, record + PoolRecord.OutputWidth);
            int kernelHeight = BitConverter.ToUInt16(model, record + PoolRecord.KernelHeight);
            int kernelWidth = BitConverter.ToUInt16(model, record + PoolRecord.KernelWidth);
            int strideHeight = BitConverter.ToUInt16(model, record + PoolRecord.StrideHeight);
            int strideWidth = BitConverter.ToUInt16(model, record + PoolRecord.StrideWidth);
            int paddingTop = BitConverter.ToUInt16(model, record + PoolRecord.PaddingTop);
            int paddingLeft = BitConverter.ToUInt16(model, record + PoolRecord.PaddingLeft);
            int activationMin = (sbyte)model[record + PoolRecord.ActivationMin];
            int activationMax = (sbyte)model[record + PoolRecord.ActivationMax];

            int inputRowBytes = inputWidth * channels;
            int output = outputStart + first * outputWidth * channels;
            for (int unit = first; unit < first + count; unit++)
            {
                int batch = unit / outputHeight;
                int windowY = (unit - batch * outputHeight) * strideHeight - paddingTop;
                int top = windowY < 0 ? 0 : windowY;
                int bottom = windowY + kernelHeight < inputHeight ? windowY + kernelHeight : inputHeight;
                int windowRow = inputStart + (batch * inputHeight + top) * inputRowBytes;

                for (int x = 0; x < outputWidth; x++)
                {
                    int windowX = x * strideWidth - paddingLeft;
                    int left = windowX < 0 ? 0 : windowX;
                    int right = windowX + kernelWidth < inputWidth ? windowX + kernelWidth : inputWidth;
                    int columnBytes = (right - left) * channels;
                    for (int channel = 0; channel < channels; channel++)
                    {
                        int result = sbyte.MinValue;
                        int start = windowRow + left * channels + channel;
                        for (int y = top; y < bottom; y++)
                        {
                            int end = start + columnBytes;
                            for (int i = start; i < end; i += channels)
                            {
                                int value = arena[i];
                                if (value > result)
                                {
                                    result = value;
                                }
                            }

                            start += inputRowBytes;
                        }

                        result = result < activationMin ? activationMin : result;
                        arena[output] = (sbyte)(result > activationMax ? activationMax : result);
                        output++;
                    }
                }
            }
        }
    }
}
