using System;

namespace TinyInfer
{
    /// <summary>ARG_MAX: output[o, i] = the smallest a for which input[o, a, i] is largest, as little-endian int32.</summary>
    internal static class ArgMaxKernel
    {
        public static void Eval(byte[] model, int record, sbyte[] arena)
        {
            int inputStart = BitConverter.ToInt32(model, record + ArgMaxRecord.InputStart);
            int output = BitConverter.ToInt32(model, record + ArgMaxRecord.OutputStart);
            int outer = BitConverter.ToInt32(model, record + ArgMaxRecord.Outer);
            int axis = BitConverter.ToInt32(model, record + ArgMaxRecord.Axis);
            int inner = BitConverter.ToInt32(model, record + ArgMaxRecord.Inner);

            for (int o = 0; o < outer; o++)
            {
                for (int i = 0; i < inner; i++)
                {
                    int input = inputStart + i;
                    int max = arena[input];
                    int index = 0;
                    for (int a = 1; a < axis; a++)
                    {
                        input += inner;
                        if (arena[input] > max)
                        {
                            max = arena[input];
                            index = a;
                        }
                    }

                    arena[output] = (sbyte)index;
                    arena[output + 1] = (sbyte)(index >> 8);
                    arena[output + 2] = (sbyte)(index >> 16);
                    arena[output + 3] = (sbyte)(index >> 24);
                    output += 4;
                }

                inputStart += axis * inner;
            }
        }
    }
}
