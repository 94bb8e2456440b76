using System;

namespace TinyInfer
{
    /// <summary>Memory that the kernels of one model share: as much as its neediest op wants. Nothing in it outlives an Eval.</summary>
    internal class Scratch
    {
        /// <summary>Columns of packed inputs: long [groups][taps].</summary>
        public readonly long[] Columns;

        /// <summary>Packed sums.</summary>
        public readonly long[] Accumulators;

        /// <summary>Where the windows of a tile begin, and sums.</summary>
        public readonly int[] Ints;

        private const int LongBytes = 8;
        private const int IntBytes = 4;

        private Scratch(int columns, int accumulators, int ints)
        {
            Columns = new long[columns];
            Accumulators = new long[accumulators];
            Ints = new int[ints];
        }

        /// <summary>Bytes of these arrays.</summary>
        public int ByteCount
        {
            get { return (Columns.Length + Accumulators.Length) * LongBytes + Ints.Length * IntBytes; }
        }

        /// <summary>Bytes that <see cref="Allocate"/> takes.</summary>
        public static int Bytes(byte[] model, int opsStart, int opsEnd, bool prepack)
        {
            int columns, accumulators, ints;
            Measure(model, opsStart, opsEnd, prepack, out columns, out accumulators, out ints);
            return (columns + accumulators) * LongBytes + ints * IntBytes;
        }

        public static Scratch Allocate(byte[] model, int opsStart, int opsEnd, bool prepack)
        {
            int columns, accumulators, ints;
            Measure(model, opsStart, opsEnd, prepack, out columns, out accumulators, out ints);
            return new Scratch(columns, accumulators, ints);
        }

        private static void Measure(
            byte[] model, int opsStart, int opsEnd, bool prepack, out int columns, out int accumulators, out int ints)
        {
            columns = 0;
            accumulators = 0;
            ints = 0;
            for (int record = opsStart; record < opsEnd; record += BitConverter.ToUInt16(model, record + OpRecord.Size))
            {
                int moreColumns = 0;
                int moreAccumulators = 0;
                int moreInts = 0;
                switch ((OpCode)BitConverter.ToUInt16(model, record + OpRecord.Code))
                {
                    case OpCode.Conv2D:
                    case OpCode.DepthwiseConv2D:
                    case OpCode.Conv2DPart:
                        if (Conv2DKernel.Takes(model, record))
                        {
                            moreColumns = PackedMacs.Columns;
                            moreAccumulators = Conv2DKernel.AccumulatorCount(model, record);
                            moreInts = Conv2DKernel.Ints;
                        }

                        break;
                    case OpCode.FullyConnected:
                        moreAccumulators = prepack ? FullyConnectedKernel.AccumulatorCount(model, record) : 0;
                        moreInts = FullyConnectedKernel.IntCount(model, record);
                        break;
                    case OpCode.Softmax:
                        moreInts = SoftmaxKernel.TableInts;
                        break;
                }

                columns = moreColumns > columns ? moreColumns : columns;
                accumulators = moreAccumulators > accumulators ? moreAccumulators : accumulators;
                ints = moreInts > ints ? moreInts : ints;
            }
        }
    }
}
