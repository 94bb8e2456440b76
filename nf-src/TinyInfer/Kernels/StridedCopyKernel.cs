using System;

namespace TinyInfer
{
    /// <summary>Copies runs of bytes from strided to strided places: four nested loops around a run.</summary>
    internal static class StridedCopyKernel
    {
        private const int Loop0 = StridedCopyRecord.FirstLoop;
        private const int Loop1 = Loop0 + StridedCopyRecord.LoopSize;
        private const int Loop2 = Loop1 + StridedCopyRecord.LoopSize;
        private const int Loop3 = Loop2 + StridedCopyRecord.LoopSize;

        public static void Eval(byte[] model, int record, sbyte[] arena)
        {
            int input0 = BitConverter.ToInt32(model, record + StridedCopyRecord.InputStart);
            int output0 = BitConverter.ToInt32(model, record + StridedCopyRecord.OutputStart);
            int runBytes = BitConverter.ToInt32(model, record + StridedCopyRecord.RunBytes);
            int count0 = BitConverter.ToInt32(model, record + Loop0 + StridedCopyRecord.LoopCount);
            int inputStride0 = BitConverter.ToInt32(model, record + Loop0 + StridedCopyRecord.LoopInputStride);
            int outputStride0 = BitConverter.ToInt32(model, record + Loop0 + StridedCopyRecord.LoopOutputStride);
            int count1 = BitConverter.ToInt32(model, record + Loop1 + StridedCopyRecord.LoopCount);
            int inputStride1 = BitConverter.ToInt32(model, record + Loop1 + StridedCopyRecord.LoopInputStride);
            int outputStride1 = BitConverter.ToInt32(model, record + Loop1 + StridedCopyRecord.LoopOutputStride);
            int count2 = BitConverter.ToInt32(model, record + Loop2 + StridedCopyRecord.LoopCount);
            int inputStride2 = BitConverter.ToInt32(model, record + Loop2 + StridedCopyRecord.LoopInputStride);
            int outputStride2 = BitConverter.ToInt32(model, record + Loop2 + StridedCopyRecord.LoopOutputStride);
            int count3 = BitConverter.ToInt32(model, record + Loop3 + StridedCopyRecord.LoopCount);
            int inputStride3 = BitConverter.ToInt32(model, record + Loop3 + StridedCopyRecord.LoopInputStride);
            int outputStride3 = BitConverter.ToInt32(model, record + Loop3 + StridedCopyRecord.LoopOutputStride);

            for (int i0 = 0; i0 < count0; i0++)
            {
                int input1 = input0;
                int output1 = output0;
                for (int i1 = 0; i1 < count1; i1++)
                {
                    int input2 = input1;
                    int output2 = output1;
                    for (int i2 = 0; i2 < count2; i2++)
                    {
                        int input = input2;
                        int output = output2;
                        for (int i3 = 0; i3 < count3; i3++)
                        {
                            // A call costs as much as several bytes moved one by one.
                            if (runBytes == 1)
                            {
                                arena[output] = arena[input];
                            }
                            else
                            {
                                Array.Copy(arena, input, arena, output, runBytes);
                            }

                            input += inputStride3;
                            output += outputStride3;
                        }

                        input2 += inputStride2;
                        output2 += outputStride2;
                    }

                    input1 += inputStride1;
                    output1 += outputStride1;
                }

                input0 += inputStride0;
                output0 += outputStride0;
            }
        }
    }
}
