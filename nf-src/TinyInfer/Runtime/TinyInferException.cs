using System;

namespace TinyInfer
{
    /// <summary>
    /// A model that is malformed, damaged or does not fit this device. Wrong calls throw ArgumentException,
    /// InvalidOperationException or ObjectDisposedException instead.
    /// </summary>
    public class TinyInferException : Exception
    {
        public TinyInferException(ErrorCode code, int place, int needed, int available)
        {
            Code = code;
            Place = place;
            Needed = needed;
            Available = available;
        }

        public ErrorCode Code { get; }

        /// <summary>Byte offset in the model file of what is wrong.</summary>
        public int Place { get; }

        /// <summary>What was found or needed; its meaning depends on <see cref="Code"/>.</summary>
        public int Needed { get; }

        /// <summary>What was expected or available; its meaning depends on <see cref="Code"/>.</summary>
        public int Available { get; }
    }
}
