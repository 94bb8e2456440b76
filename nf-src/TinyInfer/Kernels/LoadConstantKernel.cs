using System;

namespace TinyInfer
{
    /// <summary>Copies constant bytes into the arena.</summary>
    internal static class LoadConstantKernel
    {
        public static void Eval(byte[] model, int record, sbyte[] arena)
        {
            int output = BitConverter.ToInt32(model, record + LoadConstantRecord.OutputStart);
            int data = BitConverter.ToInt32(model, record + LoadConstantRecord.DataStart);
            int count = BitConverter.ToInt32(model, record + LoadConstantRecord.Count);

            // Array.Copy does not convert between byte[] and sbyte[].
            int end = data + count;
            for (; data < end - 3; data += 4)
            {
                arena[output] = (sbyte)model[data];
                arena[output + 1] = (sbyte)model[data + 1];
                arena[output + 2] = (sbyte)model[data + 2];
                arena[output + 3] = (sbyte)model[data + 3];
                output += 4;
            }

            for (; data < end; data++)
            {
                arena[output] = (sbyte)model[data];
                output++;
            }
        }
    }
}
