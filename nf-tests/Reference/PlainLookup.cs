using System;

namespace TinyInfer.Reference
{
    /// <summary>output[i] = table[input[i] + 128].</summary>
    internal static class PlainLookup
    {
        public static void Eval(byte[] model, int record, sbyte[] arena)
        {
            int input = BitConverter.ToInt32(model, record + LookupRecord.InputStart);
            int output = BitConverter.ToInt32(model, record + LookupRecord.OutputStart);
            int count = BitConverter.ToInt32(model, record + LookupRecord.Count);
            int tableOfZero = BitConverter.ToInt32(model, record + LookupRecord.TableStart) + LookupRecord.TableBytes / 2;

            int end = input + count;
            for (; input < end; input++)
            {
                arena[output] = (sbyte)model[tableOfZero + arena[input]];
                output++;
            }
        }
    }
}
