using System;

namespace TinyInfer
{
    /// <summary>
    /// A CONV_2D whose output is some of the channels of a tensor that has more: the fields of <see cref="ConvRecord"/>, and one.
    /// </summary>
    internal static class ConvPartRecord
    {
        public const int OutputPixelStride = ConvRecord.Size;       // i32, bytes from an output position to the next one
        public const int Size = OutputPixelStride + 4;

        /// <summary>Checks the stride.</summary>
        /// <returns>Bytes from the first output to the last one, with those between that belong to other ops.</returns>
        public static int OutputBytes(RecordChecker record, int positions, int channels)
        {
            int stride = record.Count(OutputPixelStride);
            record.Require(stride >= channels, ErrorCode.ShapeMismatch, OutputPixelStride, stride, channels);
            record.Require(stride <= record.ArenaBytes, ErrorCode.OutOfRange, OutputPixelStride, stride, record.ArenaBytes);
            return record.Product(positions, stride) - (stride - channels);
        }

        /// <summary>Bytes from an output position of a convolution to the next one; of any convolution.</summary>
        public static int StrideOf(byte[] model, int record)
        {
            // A call of BitConverter costs three times as much. Opcodes above 255 do not exist.
            return model[record + OpRecord.Code] == (int)OpCode.Conv2DPart
                ? BitConverter.ToInt32(model, record + OutputPixelStride)
                : BitConverter.ToUInt16(model, record + ConvRecord.OutputChannels);
        }
    }
}
