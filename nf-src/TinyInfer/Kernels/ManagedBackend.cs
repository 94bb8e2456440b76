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
        private PlainWeights _plain;
        private long[] _packed;
        private int _packedEnd;

        /// <summary>
        /// Whether to keep the weights of FULLY_CONNECTED ops in RAM as well, in a form that is computed several times
        /// faster: 2.67 bytes a weight. Set before the interpreter is made. A model that was converted for managed kernels
        /// asks for it by itself.
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
            get { return _scratch == null ? 0 : _scratch.ByteCount + 4 * _prepared.Ints.Length + (_packed == null ? 0 : 8 * _packed.Length); }
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
            bool prepack = PrepackWeights || model.IsForManagedKernels;
            try
            {
                Open(file, model.OpsStart, model.OpsEnd, new sbyte[arenaBytes], prepack);
            }
            catch (OutOfMemoryException)
            {
                Close();
                int persistentBytes = PersistentBytesOf(file, model.OpsStart, model.OpsEnd, prepack);
                throw new TinyInferException(ErrorCode.OutOfMemory, FileHeader.ArenaBytes, arenaBytes + persistentBytes, 0);
            }
        }

        /// <summary>Opens records wherever they are, for tests of kernels.</summary>
        internal void Open(byte[] model, int opsStart, int opsEnd, sbyte[] arena)
        {
            Open(model, opsStart, opsEnd, arena, PrepackWeights);
        }

        private void Open(byte[] model, int opsStart, int opsEnd, sbyte[] arena, bool prepack)
        {
            _model = model;
            _arena = arena;
            _scratch = Scratch.Allocate(model, opsStart, opsEnd, prepack);
            _prepared = PreparedOps.Allocate(model, opsStart, opsEnd, prepack);
            _plain = PlainWeights.Allocate(model, opsStart, opsEnd);
            _packed = prepack ? new long[PackedCount(model, opsStart, opsEnd)] : null;
            _packedEnd = 0;
        }

        /// <summary>The arena, for reference kernels.</summary>
        internal sbyte[] Arena
        {
            get { return _arena; }
        }

        /// <summary>Bytes beside the arena: what the kernels share, what is prepared for each op, plain and packed weights.</summary>
        internal static int PersistentBytesOf(byte[] model, int opsStart, int opsEnd, bool prepackWeights)
        {
            return Scratch.Bytes(model, opsStart, opsEnd, prepackWeights)
                + PreparedOps.Bytes(model, opsStart, opsEnd, prepackWeights)
                + PlainWeights.Count(model, opsStart, opsEnd)
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
            return op >= OpCode.Conv2D && op <= OpCode.Conv2DPart;
        }

        /// <inheritdoc/>
        public override void Prepare(int record)
        {
            switch ((OpCode)BitConverter.ToUInt16(_model, record + OpRecord.Code))
            {
                case OpCode.Conv2D:
                case OpCode.DepthwiseConv2D:
                case OpCode.Conv2DPart:
                    if (Conv2DKernel.Takes(_model, record) && Conv2DKernel.MayFlush(_model, record))
                    {
                        byte[] weights = ConvWeights(record);
                        _prepared.Ints[_prepared.Find(record)] = Conv2DKernel.TapsBetweenFlushes(
                            _model, record, weights, ConvWeightsStart(record, weights));
                    }

                    break;
                case OpCode.FullyConnected:
                    PrepareFullyConnected(record, DenseWeights(record));
                    _packedEnd += _packed == null ? 0 : FullyConnectedKernel.PackedCount(_model, record);
                    break;
            }
        }

        /// <inheritdoc/>
        public override void Eval(int record, int first, int count)
        {
            byte[] model = _model;
            sbyte[] arena = _arena;

            // A call of BitConverter costs three times as much. Opcodes above 255 do not exist.
            switch ((OpCode)model[record + OpRecord.Code])
            {
                case OpCode.Conv2D:
                case OpCode.DepthwiseConv2D:
                case OpCode.Conv2DPart:
                    if (Conv2DKernel.Takes(model, record))
                    {
                        int tapsBetweenFlushes =
                            Conv2DKernel.MayFlush(model, record) ? _prepared.Ints[_prepared.Find(record)] : PackedFields.TapsThatFit;
                        byte[] weights = ConvWeights(record);
                        Conv2DKernel.Eval(
                            model, record, weights, ConvWeightsStart(record, weights), arena, first, count, tapsBetweenFlushes, _scratch);
                    }
                    else
                    {
                        DepthwiseConv2DKernel.Eval(model, record, arena, first, count);
                    }

                    break;
                case OpCode.FullyConnected:
                    int prepared = _prepared.Find(record);
                    prepared = prepared < 0 ? PrepareFullyConnected(record, model) : prepared;
                    if (_plain != null && PlainWeights.Has(model, record))
                    {
                        EvalFullyConnected(record, prepared, first, count);
                    }
                    else
                    {
                        FullyConnectedKernel.Eval(model, model, 0, arena, first, count, _prepared.Ints, prepared, _packed, _scratch);
                    }

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

        /// <summary>The array with the plain weights of a convolution: the model, if it stores them so.</summary>
        private byte[] ConvWeights(int record)
        {
            if (_plain == null || !PlainWeights.Has(_model, record))
            {
                return _model;
            }

            _plain.LoadConv(_model, record);
            return _plain.Bytes;
        }

        private int ConvWeightsStart(int record, byte[] weights)
        {
            return weights == _model ? BitConverter.ToInt32(_model, record + ConvRecord.WeightsStart) : PlainWeights.Start;
        }

        /// <summary>An array with the plain weights of a FULLY_CONNECTED: the model, unless others are to be packed.</summary>
        private byte[] DenseWeights(int record)
        {
            if (_packed == null || !PlainWeights.Has(_model, record))
            {
                return _model;
            }

            int channels = BitConverter.ToInt32(_model, record + FullyConnectedRecord.OutputDepth);
            byte[] weights = new byte[PlainWeights.Start + channels * BitConverter.ToInt32(_model, record + FullyConnectedRecord.InputDepth)];
            PlainWeights.Unpack(_model, record, 0, channels, weights, PlainWeights.Start);
            return weights;
        }

        /// <param name="weights">Read only where they are packed.</param>
        /// <returns>Where it is prepared.</returns>
        private int PrepareFullyConnected(int record, byte[] weights)
        {
            int at = _prepared.Claim(record);
            int start = PlainWeights.Has(_model, record)
                ? PlainWeights.Start
                : BitConverter.ToInt32(_model, record + FullyConnectedRecord.WeightsStart);
            int biases = _prepared.Additional(at, FullyConnectedKernel.PreparedInts);
            FullyConnectedKernel.Prepare(_model, record, weights, start, _prepared.Ints, at, biases, _packed, _packedEnd);
            return at;
        }

        /// <summary>A FULLY_CONNECTED whose weights are not plain: some output channels at a time.</summary>
        private void EvalFullyConnected(int record, int at, int first, int count)
        {
            int most = PlainWeights.DenseChannels(_model, record);
            for (int end = first + count; first < end; first += most)
            {
                int channels = end - first < most ? end - first : most;
                _plain.LoadDense(_model, record, first, channels);
                FullyConnectedKernel.Eval(_model, _plain.Bytes, first, _arena, first, channels, _prepared.Ints, at, _packed, _scratch);
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
            _plain = null;
            _packed = null;
        }
    }
}
