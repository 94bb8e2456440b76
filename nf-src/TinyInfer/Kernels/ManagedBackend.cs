using System;

namespace TinyInfer
{
    /// <summary>Computes every op in managed code: on stock firmware and on a PC. The arena is an array on the managed heap.</summary>
    public class ManagedBackend : Backend
    {
        private byte[] _model;
        private sbyte[] _arena;

        /// <inheritdoc/>
        public override string Name
        {
            get { return "managed"; }
        }

        /// <inheritdoc/>
        public override int PersistentBytes
        {
            get { return 0; }
        }

        /// <inheritdoc/>
        public override void Open(Model model)
        {
            _model = model.Bytes;
            int arenaBytes = model.ArenaBytes;
            try
            {
                _arena = new sbyte[arenaBytes];
            }
            catch (OutOfMemoryException)
            {
                throw new TinyInferException(ErrorCode.OutOfMemory, FileHeader.ArenaBytes, arenaBytes, 0);
            }
        }

        /// <inheritdoc/>
        public override bool Supports(OpCode op)
        {
            return op >= OpCode.Conv2D && op <= OpCode.LoadConstant;
        }

        /// <summary>Nothing to do: these kernels read their records in place.</summary>
        public override void Prepare(int record)
        {
        }

        /// <inheritdoc/>
        public override void Eval(int record, int first, int count)
        {
            byte[] model = _model;
            sbyte[] arena = _arena;
            switch ((OpCode)BitConverter.ToUInt16(model, record + OpRecord.Code))
            {
                case OpCode.Conv2D:
                    Conv2DKernel.Eval(model, record, arena, first, count);
                    break;
                case OpCode.DepthwiseConv2D:
                    DepthwiseConv2DKernel.Eval(model, record, arena, first, count);
                    break;
                case OpCode.FullyConnected:
                    FullyConnectedKernel.Eval(model, record, arena, first, count);
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
                    SoftmaxKernel.Eval(model, record, arena);
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
        }
    }
}
