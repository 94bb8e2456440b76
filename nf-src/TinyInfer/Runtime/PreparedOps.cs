using System;

namespace TinyInfer
{
    /// <summary>
    /// What is computed once for each weighted op: ints in one array, an entry an op. An entry is found by its record;
    /// ops are evaluated in order, so it is nearly always the one after the last. FULLY_CONNECTED ops for which there is
    /// no room share the last entry: each is prepared again when its turn comes.
    /// </summary>
    internal class PreparedOps
    {
        // An entry: its record, where the next one begins, then what its kernel wants.
        private const int Record = 0;
        private const int Next = 1;
        private const int Content = 2;

        /// <summary>Entries of FULLY_CONNECTED ops, and their biases, are kept while the ints of a model are no more than this.</summary>
        private const int MostInts = 128;

        /// <summary>The same where convolutions need scratch memory: together they take two kilobytes at most.</summary>
        private const int MostIntsBesideConvolutions = 44;

        private const int None = -1;

        /// <summary>The entries.</summary>
        public readonly int[] Ints;

        private int _last;

        private PreparedOps(int[] ints)
        {
            Ints = ints;
        }

        /// <summary>Bytes of all entries.</summary>
        public static int Bytes(byte[] model, int opsStart, int opsEnd, bool prepack)
        {
            return 4 * Build(model, opsStart, opsEnd, prepack, null);
        }

        /// <summary>Allocates and begins all entries.</summary>
        /// <param name="prepack">Whether weights are packed: where they are cannot be prepared twice.</param>
        public static PreparedOps Allocate(byte[] model, int opsStart, int opsEnd, bool prepack)
        {
            int[] ints = new int[Build(model, opsStart, opsEnd, prepack, null)];
            Build(model, opsStart, opsEnd, prepack, ints);
            return new PreparedOps(ints);
        }

        /// <summary>Where the content of an op's entry begins; negative if it has none, or another has had it since.</summary>
        public int Find(int record)
        {
            int[] ints = Ints;
            int last = _last;
            int entry = last;
            do
            {
                entry = ints[entry + Next];
                entry = entry < ints.Length ? entry : 0;
                if (ints[entry + Record] == record)
                {
                    _last = entry;
                    return entry + Content;
                }
            }
            while (entry != last);
            return None;
        }

        /// <summary>The content of an op's own entry, or else of the shared one, which is then this op's.</summary>
        public int Claim(int record)
        {
            int content = Find(record);
            if (content < 0)
            {
                int[] ints = Ints;
                int entry = _last;
                while (ints[entry + Next] < ints.Length)
                {
                    entry = ints[entry + Next];
                }

                ints[entry + Record] = record;
                _last = entry;
                content = entry + Content;
            }

            return content;
        }

        /// <summary>How many ints of an entry are beyond those that its kernel always has.</summary>
        public int Additional(int content, int always)
        {
            return Ints[content - Content + Next] - content - always;
        }

        private static int Build(byte[] model, int opsStart, int opsEnd, bool prepack, int[] ints)
        {
            int most = HasConvolution(model, opsStart, opsEnd) ? MostIntsBesideConvolutions : MostInts;
            int count = 0;
            bool shares = false;
            for (int record = opsStart; record < opsEnd; record += BitConverter.ToUInt16(model, record + OpRecord.Size))
            {
                switch ((OpCode)BitConverter.ToUInt16(model, record + OpRecord.Code))
                {
                    case OpCode.Conv2D:
                    case OpCode.DepthwiseConv2D:
                    case OpCode.Conv2DPart:
                        if (Conv2DKernel.Takes(model, record) && Conv2DKernel.MayFlush(model, record))
                        {
                            count = Add(ints, count, record, 1);
                        }

                        break;
                    case OpCode.FullyConnected:
                        int content = FullyConnectedKernel.PreparedInts;
                        int room = most - count - Content - content;
                        if (!prepack && room < 0)
                        {
                            shares = true;
                            break;
                        }

                        int biases = BitConverter.ToInt32(model, record + FullyConnectedRecord.OutputDepth);
                        count = Add(ints, count, record, biases <= room ? content + biases : content);
                        break;
                }
            }

            return shares ? Add(ints, count, None, FullyConnectedKernel.PreparedInts) : count;
        }

        private static bool HasConvolution(byte[] model, int opsStart, int opsEnd)
        {
            for (int record = opsStart; record < opsEnd; record += BitConverter.ToUInt16(model, record + OpRecord.Size))
            {
                OpCode code = (OpCode)BitConverter.ToUInt16(model, record + OpRecord.Code);
                if ((code == OpCode.Conv2D || code == OpCode.DepthwiseConv2D || code == OpCode.Conv2DPart) && Conv2DKernel.Takes(model, record))
                {
                    return true;
                }
            }

            return false;
        }

        private static int Add(int[] ints, int count, int record, int content)
        {
            int next = count + Content + content;
            if (ints != null)
            {
                ints[count + Record] = record;
                ints[count + Next] = next;
            }

            return next;
        }
    }
}
