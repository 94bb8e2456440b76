using System;
using System.Threading;

namespace TinyInfer
{
    /// <summary>
    /// Runs one model on one back end: write the inputs, invoke, read the outputs. Invoke may overwrite the inputs:
    /// write them again before the next one. An interpreter serves one thread at a time.
    /// </summary>
    public class Interpreter : IDisposable
    {
        private readonly Backend _backend;
        private readonly Tensor[] _tensors;
        private readonly byte[] _bytes;
        private readonly int _opsEnd;
        private int _busy;
        private int _record;
        private int _nextOp;
        private bool _disposed;

        /// <summary>In managed code.</summary>
        /// <exception cref="TinyInferException">OutOfMemory: needed is the bytes of the arena.</exception>
        public Interpreter(Model model)
            : this(model, new ManagedBackend())
        {
        }

        /// <param name="model">What to run.</param>
        /// <param name="backend">
        /// A back end that serves no other interpreter. It is closed with this one. Ops that it lacks run in managed code, see
        /// <see cref="ManagedOps"/>.
        /// </param>
        /// <exception cref="TinyInferException">OutOfMemory, or what keeps the back end from opening the model.</exception>
        public Interpreter(Model model, Backend backend)
        {
            if (model == null)
            {
                throw new ArgumentNullException(nameof(model));
            }

            if (backend == null)
            {
                throw new ArgumentNullException(nameof(backend));
            }

            Model = model;
            _bytes = model.Bytes;
            _opsEnd = model.OpsEnd;
            _record = model.OpsStart;
            backend.Open(model);
            try
            {
                ManagedOps = MixedBackend.Lacking(backend, model);
                backend = ManagedOps.Length == 0 ? backend : new MixedBackend(backend, model);
                PrepareOps(backend);
            }
            catch
            {
                backend.Close();
                throw;
            }

            _backend = backend;
            _tensors = new Tensor[model.InputCount + model.OutputCount];
            for (int i = 0; i < _tensors.Length; i++)
            {
                _tensors[i] = new Tensor(this, model.TensorsStart + i * TensorEntry.Size);
            }
        }

        /// <summary>What it runs.</summary>
        public Model Model { get; }

        /// <summary>
        /// Ops that the back end lacks, in the model's order; mostly none. They run in managed code, which takes the model's
        /// file and its arena on the managed heap as well.
        /// </summary>
        public OpCode[] ManagedOps { get; }

        /// <summary>Index of the op that <see cref="Step"/> evaluates next; 0 before an inference begins.</summary>
        public int NextOp
        {
            get { return _nextOp; }
        }

        /// <exception cref="ArgumentOutOfRangeException">There is no such input.</exception>
        public Tensor Input(int index)
        {
            return At(0, Model.InputCount, index);
        }

        /// <exception cref="ArgumentException">There is no input of this name.</exception>
        public Tensor Input(string name)
        {
            return Named(0, Model.InputCount, name);
        }

        /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
        public Tensor Output(int index)
        {
            return At(Model.InputCount, Model.OutputCount, index);
        }

        /// <exception cref="ArgumentException">There is no output of this name.</exception>
        public Tensor Output(string name)
        {
            return Named(Model.InputCount, Model.OutputCount, name);
        }

        /// <summary>One inference. Begins anew, also after some steps.</summary>
        /// <exception cref="InvalidOperationException">Another thread is using this interpreter.</exception>
        /// <exception cref="ObjectDisposedException">It has been disposed of.</exception>
        public void Invoke()
        {
            Invoke(int.MaxValue);
        }

        /// <summary>
        /// One inference in slices: no call into the back end computes more than <paramref name="maxMacs"/>
        /// multiply-accumulates, or one unit where that is more. On a back end in native code this bounds how long other
        /// threads wait. The answer is the same.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">maxMacs is not positive.</exception>
        /// <exception cref="InvalidOperationException">Another thread is using this interpreter.</exception>
        /// <exception cref="ObjectDisposedException">It has been disposed of.</exception>
        public void Invoke(int maxMacs)
        {
            if (maxMacs <= 0)
            {
                throw new ArgumentOutOfRangeException(nameof(maxMacs));
            }

            Enter();
            try
            {
                Rewind();
                while (_record < _opsEnd)
                {
                    EvalRecord(maxMacs);
                }

                Rewind();
            }
            finally
            {
                Interlocked.Exchange(ref _busy, 0);
            }
        }

        /// <summary>Evaluates the next op. After the last one an inference is complete, and the next step begins another.</summary>
        /// <returns>Whether ops of this inference remain.</returns>
        /// <exception cref="InvalidOperationException">Another thread is using this interpreter.</exception>
        /// <exception cref="ObjectDisposedException">It has been disposed of.</exception>
        public bool Step()
        {
            Enter();
            try
            {
                if (_record < _opsEnd)
                {
                    EvalRecord(int.MaxValue);
                }

                if (_record < _opsEnd)
                {
                    return true;
                }

                Rewind();
                return false;
            }
            finally
            {
                Interlocked.Exchange(ref _busy, 0);
            }
        }

        /// <summary>Gives arena and persistent memory back. The model stays usable.</summary>
        /// <exception cref="InvalidOperationException">Another thread is using this interpreter.</exception>
        public void Dispose()
        {
            if (!_disposed)
            {
                // Never left again.
                Enter();
                _disposed = true;
                _backend.Close();
            }
        }

        /// <summary>What tensors move single elements through.</summary>
        internal sbyte[] Element { get; } = new sbyte[4];

        /// <summary>The back end, for tensors.</summary>
        /// <exception cref="ObjectDisposedException">It has been disposed of.</exception>
        /// <exception cref="InvalidOperationException">Another thread is using this interpreter.</exception>
        internal Backend OpenBackend()
        {
            if (_disposed)
            {
                throw new ObjectDisposedException(nameof(Interpreter));
            }

            if (_busy != 0)
            {
                throw new InvalidOperationException();
            }

            return _backend;
        }

        private void EvalRecord(int maxMacs)
        {
            byte[] bytes = _bytes;
            int record = _record;
            int units = BitConverter.ToInt32(bytes, record + OpRecord.Units);
            if (maxMacs == int.MaxValue)
            {
                _backend.Eval(record, 0, units);
            }
            else
            {
                EvalInSlices(record, units, maxMacs);
            }

            // Where bytes are interpreted one by one, a call of BitConverter costs as much as four of them.
            _record = record + bytes[record + OpRecord.Size] + (bytes[record + OpRecord.Size + 1] << 8);
            _nextOp++;
        }

        private void EvalInSlices(int record, int units, int maxMacs)
        {
            int macsPerUnit = BitConverter.ToInt32(_bytes, record + OpRecord.MacsPerUnit);

            // What multiplies nothing goes unit by unit.
            int slice = macsPerUnit == 0 ? 1 : maxMacs / macsPerUnit;
            slice = slice == 0 ? 1 : slice;
            for (int first = 0; first < units; first += slice)
            {
                int left = units - first;
                slice = slice < left ? slice : left;
                _backend.Eval(record, first, slice);
            }
        }

        private void Rewind()
        {
            _record = Model.OpsStart;
            _nextOp = 0;
        }

        private void Enter()
        {
            OpenBackend();
            if (Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
            {
                throw new InvalidOperationException();
            }
        }

        private void PrepareOps(Backend backend)
        {
            byte[] bytes = _bytes;
            for (int record = Model.OpsStart; record < _opsEnd; record += BitConverter.ToUInt16(bytes, record + OpRecord.Size))
            {
                backend.Prepare(record);
            }
        }

        private Tensor At(int first, int count, int index)
        {
            if (index < 0 || index >= count)
            {
                throw new ArgumentOutOfRangeException(nameof(index));
            }

            return _tensors[first + index];
        }

        private Tensor Named(int first, int count, string name)
        {
            for (int i = first; i < first + count; i++)
            {
                if (_tensors[i].Name == name)
                {
                    return _tensors[i];
                }
            }

            throw new ArgumentException(nameof(name));
        }
    }
}
