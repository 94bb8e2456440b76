using System;

namespace TinyInfer
{
    /// <summary>Computes every op in managed code: on stock firmware and on a PC. The arena is an array on the managed heap.</summary>
    public class ManagedBackend : Backend
    {
        private byte[] _model;
        private sbyte[] _arena;
        private Scratch _scratch;
        private PreparedOps _prepared;
        private long[] _packed;
        private int _packedEnd;
        private int _persistentBytes;

        /// <summary>
        /// Whether to keep the weights of FULLY_CONNECTED ops in RAM as well, in a form that is computed several times
        /// faster: 2.67 bytes a weight. Set before the interpreter is made.
        /// </summary>
        public bool PrepackWeights { get; set; }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "managed"; }
        }

        /// <inheritdoc/>
        public override int PersistentBytes
        {
            get { return _persistentBytes; }
        }

        /// <inheritdoc/>
        public override void Open(Model model)
        {
            if (model.Source.Array == null)
            {
                throw new TinyInferException(ErrorCode.NotInMemory, 0, model.FileBytes, 0);
            }

            Open(model, model.Bytes);
        }

        /// <summary>Opens a model whose whole file is in an array.</summary>
        internal void Open(Model model, byte[] file)
        {
            int arenaBytes = model.ArenaBytes;
            _persistentBytes = PersistentBytesOf(file, model.OpsStart, model.OpsEnd, PrepackWeights);
            try
            {
                Open(file, model.OpsStart, model.OpsEnd, new sbyte[arenaBytes]);
            }
            catch (OutOfMemoryException)
            {
                Close();
                throw new TinyInferException(ErrorCode.OutOfMemory, FileHeader.ArenaBytes, arenaBytes + _persistentBytes, 0);
            }
        }

        /// <summary>Opens records wherever they are, for tests of kernels.</summary>
        internal void Open(byte[] model, int opsStart, int opsEnd, sbyte[] arena)
        {
            _model = model;
            _arena = arena;
            _scratch = Scratch.Allocate(model, opsStart, opsEnd, PrepackWeights);
            _prepared = PreparedOps.Allocate(model, opsStart, opsEnd);
            _packed = PrepackWeights ? new long[PackedCount(model, opsStart, opsEnd)] : null;
            _packedEnd = 0;
        }

        /// <summary>The arena, for reference kernels.</summary>
        internal sbyte[] Arena
        {
            get { return _arena; }
        }

        /// <summary>Bytes beside the arena: what the kernels share, what is prepared for each op, packed weights.</summary>
        internal static int PersistentBytesOf(byte[] model, int opsStart, int opsEnd, bool prepackWeights)
        {
            return Scratch.Bytes(model, opsStart, opsEnd, prepackWeights)
                + PreparedOps.Bytes(model, opsStart, opsEnd)
                + (prepackWeights ? 8 * PackedCount(model, opsStart, opsEnd) : 0);
        }

        private static int PackedCount(byte[] model, int opsStart, int opsEnd)
        {
            int count = 0;
            for (int record = opsStart; record < opsEnd; record += BitConverter.ToUInt16(model, record + OpRecord.Size))
            {
                if (BitConverter.ToUInt16(model, record + OpRecord.Code) == (int)OpCode.FullyConnected)
                {
                    count += FullyConnectedKernel.PackedCount(model, record);
                }
            }

            return count;
        }

        /// <inheritdoc/>
        public override bool Supports(OpCode op)
        {
            return op >= OpCode.Conv2D && op <= OpCode.LoadConstant;
        }

        /// <inheritdoc/>
        public override void Prepare(int record)
        {
            switch ((OpCode)BitConverter.ToUInt16(_model, record + OpRecord.Code))
            {
                case OpCode.Conv2D:
                case OpCode.DepthwiseConv2D:
                    if (Conv2DKernel.Takes(_model, record))
                    {
                        _prepared.Ints[_prepared.Find(record)] = Conv2DKernel.TapsBetweenFlushes(_model, record);
                    }

                    break;
                case OpCode.FullyConnected:
                    int at = _prepared.Find(record);
                    FullyConnectedKernel.Prepare(
                        _model, record, _prepared.Ints, at, _prepared.Additional(at, FullyConnectedKernel.PreparedInts), _packed, _packedEnd);
                    _packedEnd += _packed == null ? 0 : FullyConnectedKernel.PackedCount(_model, record);
                    break;
            }
        }

        /// <inheritdoc/>
        public override void Eval(int record, int first, int count)
        {
            byte[] model = _model;
            sbyte[] arena = _arena;

            // A call of BitConverter costs three times as much.
            switch ((OpCode)(model[record + OpRecord.Code] + (model[record + OpRecord.Code + 1] << 8)))
            {
                case OpCode.Conv2D:
                case OpCode.DepthwiseConv2D:
                    if (Conv2DKernel.Takes(model, record))
                    {
                        int tapsBetweenFlushes = _prepared.Ints[_prepared.Find(record)];
                        Conv2DKernel.Eval(model, record, arena, first, count, tapsBetweenFlushes, _scratch);
                    }
                    else
                    {
                        DepthwiseConv2DKernel.Eval(model, record, arena, first, count);
                    }

                    break;
                case OpCode.FullyConnected:
                    FullyConnectedKernel.Eval(
                        model, arena, first, count, _prepared.Ints, _prepared.Find(record), _packed, _scratch);
                    break;
                case OpCode.AveragePool2D:
                    AveragePool2DKernel.Eval(model, record, arena, first, count);
                    break;
                case OpCode.MaxPool2D:
                    MaxPool2DKernel.Eval(model, record, arena, first, count);
                    break;
                case OpCode.Add:
                    AddKernel.Eval(model, record, arena, 1);
                    break;
                case OpCode.Sub:
                    AddKernel.Eval(model, record, arena, -1);
                    break;
                case OpCode.Mul:
                    MulKernel.Eval(model, record, arena);
                    break;
                case OpCode.Softmax:
                    SoftmaxKernel.Eval(model, record, arena, _scratch.Ints);
                    break;
                case OpCode.Lookup:
                    LookupKernel.Eval(model, record, arena);
                    break;
                case OpCode.Mean:
                    MeanKernel.Eval(model, record, arena);
                    break;
                case OpCode.ArgMax:
                    ArgMaxKernel.Eval(model, record, arena);
                    break;
                case OpCode.ResizeNearestNeighbor:
                    ResizeNearestNeighborKernel.Eval(model, record, arena, first, count);
                    break;
                case OpCode.StridedCopy:
                    StridedCopyKernel.Eval(model, record, arena);
                    break;
                case OpCode.Fill:
                    FillKernel.Eval(model, record, arena);
                    break;
                case OpCode.LoadConstant:
                    LoadConstantKernel.Eval(model, record, arena);
                    break;
            }
        }

        /// <inheritdoc/>
        public override void Read(int arenaStart, sbyte[] destination, int destinationIndex, int count)
        {
            Array.Copy(_arena, arenaStart, destination, destinationIndex, count);
        }

        /// <inheritdoc/>
        public override void Write(int arenaStart, sbyte[] source, int sourceIndex, int count)
        {
            Array.Copy(source, sourceIndex, _arena, arenaStart, count);
        }

        /// <inheritdoc/>
        public override void Close()
        {
            _model = null;
            _arena = null;
            _scratch = null;
            _prepared = null;
            _packed = null;
        }
    }
}
