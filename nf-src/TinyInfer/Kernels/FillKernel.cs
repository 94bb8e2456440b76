using System;

namespace TinyInfer
{
    /// <summary>Sets a range of the arena to one value.</summary>
    internal static class FillKernel
    {
        public static void Eval(byte[] model, int record, sbyte[] arena)
        {
            int output = BitConverter.ToInt32(model, record + FillRecord.OutputStart);
            int count = BitConverter.ToInt32(model, record + FillRecord.Count);
            int value = BitConverter.ToInt32(model, record + FillRecord.Value);

            // Copying what is filled already, twice as much each time, needs few calls and no loop over the bytes.
            arena[output] = (sbyte)value;
            int filled = 1;
            while (filled < count)
            {
                int more = filled < count - filled ? filled : count - filled;
                Array.Copy(arena, output, arena, output + filled, more);
                filled += more;
            }
        }
    }
}
