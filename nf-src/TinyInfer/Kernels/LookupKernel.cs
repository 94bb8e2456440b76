using System;

namespace TinyInfer
{
    /// <summary>output[i] = table[input[i] + 128].</summary>
    internal static class LookupKernel
    {
        public static void Eval(byte[] model, int record, sbyte[] arena)
        {
            int input = BitConverter.ToInt32(model, record + LookupRecord.InputStart);
            int output = BitConverter.ToInt32(model, record + LookupRecord.OutputStart);
            int count = BitConverter.ToInt32(model, record + LookupRecord.Count);
            int tableOfZero = BitConverter.ToInt32(model, record + LookupRecord.TableStart) + LookupRecord.TableBytes / 2;

            int end = input + count;
            for (; input < end - 3; input += 4)
            {
                arena[output] = (sbyte)model[tableOfZero + arena[input]];
                arena[output + 1] = (sbyte)model[tableOfZero + arena[input + 1]];
                arena[output + 2] = (sbyte)model[tableOfZero + arena[input + 2]];
                arena[output + 3] = (sbyte)model[tableOfZero + arena[input + 3]];
                output += 4;
            }

            for (; input < end; input++)
            {
                arena[output] = (sbyte)model[tableOfZero + arena[input]];
                output++;
            }
        }
    }
}
