using System;

namespace TinyInfer
{
    /// <summary>
    /// Computes in the firmware's native kernels. Arena and persistent bytes lie outside of the managed heap, 16-byte aligned.
    /// For a firmware that has none, see <see cref="IsAvailable"/>.
    /// </summary>
    public class NativeBackend : Backend
    {
        /// <summary>TI_ABI_VERSION that this assembly was written for.</summary>
        internal const int AbiVersion = 1;

        private const int TensorSpace = 0;
        private const int FileAlignment = 4;

        // Of ti_status, beyond the values of ErrorCode: what is wrong with a call.
        private const int FirstOfCalls = 32;
        private const int NotOpen = 33;
        private const int Changed = 38;

        private const int Unknown = 0;
        private const int Yes = 1;
        private const int No = 2;

        private static int _available;

        private byte[] _array;
        private bool _wasClosed;
        private int _model;
        private int _ops;
        private int _persistentBytes;

        /// <summary>For one that was never closed: its memory is not the collector's.</summary>
        ~NativeBackend()
        {
            Close();
        }

        /// <summary>Whether this firmware has native kernels of this assembly's version. Throws nothing.</summary>
        public static bool IsAvailable
        {
            get
            {
                if (_available == Unknown)
                {
                    try
                    {
                        _available = Externs.NativeQuery(0, QueryItem.AbiVersion, 0) == AbiVersion ? Yes : No;
                    }
                    catch (NotSupportedException)
                    {
                        _available = No;
                    }
                }

                return _available == Yes;
            }
        }

        /// <summary>Which memory the arena takes. Set before the interpreter is made.</summary>
        public ArenaPlace Place { get; set; }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "native"; }
        }

        /// <inheritdoc/>
        public override int PersistentBytes
        {
            get { return _persistentBytes; }
        }

        /// <summary>Takes a checked model and allocates arena and persistent bytes.</summary>
        /// <exception cref="InvalidOperationException">It serves another model.</exception>
        /// <exception cref="TinyInferException">
        /// NoNativeKernels; OutOfMemory, with the bytes that are needed in one piece and those of the largest piece.
        /// </exception>
        public override void Open(Model model)
        {
            if (!IsAvailable)
            {
                throw new TinyInferException(ErrorCode.NoNativeKernels, 0, AbiVersion, 0);
            }

            if (_model != 0)
            {
                throw new InvalidOperationException();
            }

            if (_wasClosed)
            {
                GC.ReRegisterForFinalize(this);
                _wasClosed = false;
            }

            _array = model.Source.Array;
            _model = _array != null ? Opened(Externs.NativeOpenArray(_array)) : ((FlashSource)model.Source).Open();
            _persistentBytes = Externs.NativeQuery(_model, QueryItem.PersistentBytes, 0);
            _ops = Externs.NativeQuery(0, QueryItem.Ops, 0);
            int status = Externs.NativeAllocate(_model, _array, (int)Place);
            if (status != 0)
            {
                int needed = Externs.NativeQuery(_model, QueryItem.NeededBytes, 0);
                Close();
                RequireMemory(status, needed);
            }
        }

        /// <inheritdoc/>
        public override bool Supports(OpCode op)
        {
            return op > 0 && (int)op < 32 && (_ops >> (int)op & 1) != 0;
        }

        /// <inheritdoc/>
        public override void Prepare(int record)
        {
            Require(Externs.NativePrepare(_model, _array, record));
        }

        /// <inheritdoc/>
        public override void Eval(int record, int first, int count)
        {
            int status = Externs.NativeEval(_model, _array, record, first, count);
            if (status != 0)
            {
                Require(status);
            }
        }

        /// <inheritdoc/>
        public override void Read(int arenaStart, sbyte[] destination, int destinationIndex, int count)
        {
            Require(Externs.NativeRead(_model, TensorSpace, arenaStart, destination, destinationIndex, count));
        }

        /// <inheritdoc/>
        public override void Write(int arenaStart, sbyte[] source, int sourceIndex, int count)
        {
            Require(Externs.NativeWrite(_model, arenaStart, source, sourceIndex, count));
        }

        /// <inheritdoc/>
        public override void Close()
        {
            if (_model != 0)
            {
                Externs.NativeClose(_model);
                GC.SuppressFinalize(this);
                _wasClosed = true;
                _model = 0;
                _array = null;
            }
        }

        /// <summary>What a native open has opened.</summary>
        internal static int Opened(int modelOrStatus)
        {
            if (modelOrStatus < 0)
            {
                Require(-modelOrStatus);
            }

            return modelOrStatus;
        }

        /// <summary>Throws what a status says.</summary>
        internal static void Require(int status)
        {
            if (status == 0)
            {
                return;
            }

            if (status >= FirstOfCalls)
            {
                throw status <= NotOpen || status == Changed ? new InvalidOperationException() : (Exception)new ArgumentException();
            }

            int needed = status == (int)ErrorCode.Misaligned ? FileAlignment : 0;
            throw new TinyInferException((ErrorCode)status, Externs.NativeQuery(0, QueryItem.FailedAt, 0), needed, 0);
        }

        private static void RequireMemory(int status, int needed)
        {
            if (status != (int)ErrorCode.OutOfMemory)
            {
                Require(status);
            }

            int available = Externs.NativeQuery(0, QueryItem.LargestInternal, needed);
            int external = Externs.NativeQuery(0, QueryItem.LargestExternal, needed);
            available = external > available ? external : available;
            throw new TinyInferException(ErrorCode.OutOfMemory, FileHeader.ArenaBytes, needed, available);
        }
    }
}
