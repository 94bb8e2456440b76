using System;

namespace TinyInfer.Reference
{
    /// <summary>
    /// The plain kernels: what the definitions say, in the loops that a good C# programmer writes, everything in locals. The
    /// runtime's kernels must give the same bytes, several times faster.
    /// </summary>
    internal class ReferenceBackend : Backend
    {
        private readonly ManagedBackend _others = new ManagedBackend();
        private byte[] _model;
        private sbyte[] _arena;

        /// <inheritdoc/>
        public override string Name
        {
            get { return "reference"; }
        }

        /// <inheritdoc/>
        public override int PersistentBytes
        {
            get { return 0; }
        }

        /// <summary>Evaluates one op; false if it is none of those that have a plain kernel.</summary>
        public static bool TryEval(byte[] model, int record, sbyte[] arena, int first, int count)
        {
            switch ((OpCode)BitConverter.ToUInt16(model, record + OpRecord.Code))
            {
                case OpCode.Conv2D:
                case OpCode.Conv2DPart:
                    PlainConv2D.Eval(model, record, arena, first, count);
                    return true;
                case OpCode.DepthwiseConv2D:
                    PlainDepthwiseConv2D.Eval(model, record, arena, first, count);
                    return true;
                case OpCode.FullyConnected:
                    PlainFullyConnected.Eval(model, record, arena, first, count);
                    return true;
                case OpCode.AveragePool2D:
                    PlainAveragePool2D.Eval(model, record, arena, first, count);
                    return true;
                case OpCode.MaxPool2D:
                    PlainMaxPool2D.Eval(model, record, arena, first, count);
                    return true;
                case OpCode.Add:
                    PlainAdd.Eval(model, record, arena, 1);
                    return true;
                case OpCode.Sub:
                    PlainAdd.Eval(model, record, arena, -1);
                    return true;
                case OpCode.Mul:
                    PlainMul.Eval(model, record, arena);
                    return true;
                case OpCode.Softmax:
                    PlainSoftmax.Eval(model, record, arena);
                    return true;
                case OpCode.Lookup:
                    PlainLookup.Eval(model, record, arena);
                    return true;
                case OpCode.Mean:
                    PlainMean.Eval(model, record, arena);
                    return true;
                default:
                    return false;
            }
        }

        /// <inheritdoc/>
        public override void Open(Model model)
        {
            _model = model.Bytes;
            _others.Open(model);
            _arena = _others.Arena;
        }

        /// <inheritdoc/>
        public override bool Supports(OpCode op)
        {
            return _others.Supports(op);
        }

        /// <inheritdoc/>
        public override void Prepare(int record)
        {
        }

        /// <inheritdoc/>
        public override void Eval(int record, int first, int count)
        {
            if (!TryEval(_model, record, _arena, first, count))
            {
                _others.Eval(record, first, count);
            }
        }

        /// <inheritdoc/>
        public override void Read(int arenaStart, sbyte[] destination, int destinationIndex, int count)
        {
            _others.Read(arenaStart, destination, destinationIndex, count);
        }

        /// <inheritdoc/>
        public override void Write(int arenaStart, sbyte[] source, int sourceIndex, int count)
        {
            _others.Write(arenaStart, source, sourceIndex, count);
        }

        /// <inheritdoc/>
        public override void Close()
        {
            _others.Close();
        }
    }
}
