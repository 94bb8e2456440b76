using System;

namespace TinyInfer
{
    /// <summary>
    /// What is computed once for each weighted op: ints in one array, an entry an op. An entry is found by its record;
    /// ops are evaluated in order, so it is nearly always the one after the last.
    /// </summary>
    internal class PreparedOps
    {
        // An entry: its record, where the next one begins, then what its kernel wants.
        private const int Record = 0;
        private const int Next = 1;
        private const int Content = 2;

        /// <summary>Biases are kept while the ints of a model are no more than this.</summary>
        private const int MostInts = 176;

        /// <summary>The entries.</summary>
        public readonly int[] Ints;

        private int _last;

        private PreparedOps(int[] ints)
        {
            Ints = ints;
        }

        /// <summary>Bytes of all entries.</summary>
        public static int Bytes(byte[] model, int opsStart, int opsEnd)
        {
            return 4 * Build(model, opsStart, opsEnd, null);
        }

        /// <summary>Allocates and begins all entries.</summary>
        public static PreparedOps Allocate(byte[] model, int opsStart, int opsEnd)
        {
            int[] ints = new int[Build(model, opsStart, opsEnd, null)];
            Build(model, opsStart, opsEnd, ints);
            return new PreparedOps(ints);
        }

        /// <summary>Where the content of an op's entry begins.</summary>
        public int Find(int record)
        {
            int[] ints = Ints;
            int entry = ints[_last + Next];
            entry = entry < ints.Length ? entry : 0;
            while (ints[entry + Record] != record)
            {
                entry = ints[entry + Next];
                entry = entry < ints.Length ? entry : 0;
            }

            _last = entry;
            return entry + Content;
        }

        /// <summary>How many ints of an entry are beyond those that its kernel always has.</summary>
        public int Additional(int content, int always)
        {
            return Ints[content - Content + Next] - content - always;
        }

        private static int Build(byte[] model, int opsStart, int opsEnd, int[] ints)
        {
            int count = 0;
            for (int record = opsStart; record < opsEnd; record += BitConverter.ToUInt16(model, record + OpRecord.Size))
            {
                int content = 0;
                switch ((OpCode)BitConverter.ToUInt16(model, record + OpRecord.Code))
                {
                    case OpCode.Conv2D:
                    case OpCode.DepthwiseConv2D:
                        content = Conv2DKernel.Takes(model, record) ? 1 : 0;
                        break;
                    case OpCode.FullyConnected:
                        content = FullyConnectedKernel.PreparedInts;
                        int biases = BitConverter.ToInt32(model, record + FullyConnectedRecord.OutputDepth);
                        if (biases <= MostInts - count - Content - content)
                        {
                            content += biases;
                        }

                        break;
                }

                if (content > 0)
                {
                    int next = count + Content + content;
                    if (ints != null)
                    {
                        ints[count + Record] = record;
                        ints[count + Next] = next;
                    }

                    count = next;
                }
            }

            return count;
        }
    }
}
