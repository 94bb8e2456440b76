using System;

namespace TinyInfer
{
    /// <summary>
    /// A back end that lacks ops, and managed kernels for those. They have the model's file and an arena on the managed heap,
    /// and each of their Evals brings all tensors there and back.
    /// </summary>
    internal class MixedBackend : Backend
    {
        // One for all models.
        private static readonly OpCode[] None = new OpCode[0];

        private readonly Backend _backend;
        private readonly ManagedBackend _managed = new ManagedBackend();
        private readonly byte[] _plan;

        /// <param name="backend">One that is open on the model.</param>
        /// <param name="model">What it runs.</param>
        /// <exception cref="TinyInferException">OutOfMemory.</exception>
        public MixedBackend(Backend backend, Model model)
        {
            _backend = backend;
            _plan = model.Bytes;
            Open(model);
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return _backend.Name; }
        }

        /// <inheritdoc/>
        public override int PersistentBytes
        {
            get { return _backend.PersistentBytes + _managed.PersistentBytes + _managed.Arena.Length; }
        }

        /// <summary>The ops of a model that an open back end lacks, in their order; each once for every record.</summary>
        public static OpCode[] Lacking(Backend backend, Model model)
        {
            int count = Count(backend, model, null);
            if (count == 0)
            {
                return None;
            }

            OpCode[] lacking = new OpCode[count];
            Count(backend, model, lacking);
            return lacking;
        }

        /// <inheritdoc/>
        public override void Open(Model model)
        {
            _managed.Open(model, model.Source.ReadFile());
        }

        /// <inheritdoc/>
        public override bool Supports(OpCode op)
        {
            return _backend.Supports(op) || _managed.Supports(op);
        }

        /// <inheritdoc/>
        public override void Prepare(int record)
        {
            (Has(record) ? _backend : _managed).Prepare(record);
        }

        /// <inheritdoc/>
        public override void Eval(int record, int first, int count)
        {
            if (Has(record))
            {
                _backend.Eval(record, first, count);
                return;
            }

            sbyte[] arena = _managed.Arena;
            _backend.Read(0, arena, 0, arena.Length);
            _managed.Eval(record, first, count);
            _backend.Write(0, arena, 0, arena.Length);
        }

        /// <inheritdoc/>
        public override void Read(int arenaStart, sbyte[] destination, int destinationIndex, int count)
        {
            _backend.Read(arenaStart, destination, destinationIndex, count);
        }

        /// <inheritdoc/>
        public override void Write(int arenaStart, sbyte[] source, int sourceIndex, int count)
        {
            _backend.Write(arenaStart, source, sourceIndex, count);
        }

        /// <inheritdoc/>
        public override void Close()
        {
            _managed.Close();
            _backend.Close();
        }

        private static int Count(Backend backend, Model model, OpCode[] lacking)
        {
            int count = 0;
            byte[] plan = model.Bytes;
            for (int record = model.OpsStart; record < model.OpsEnd; record += BitConverter.ToUInt16(plan, record + OpRecord.Size))
            {
                OpCode op = (OpCode)BitConverter.ToUInt16(plan, record + OpRecord.Code);
                if (!backend.Supports(op))
                {
                    if (lacking != null)
                    {
                        lacking[count] = op;
                    }

                    count++;
                }
            }

            return count;
        }

        private bool Has(int record)
        {
            return _backend.Supports((OpCode)BitConverter.ToUInt16(_plan, record + OpRecord.Code));
        }
    }
}
