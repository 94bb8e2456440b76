using System;

namespace TinyInfer
{
    /// <summary>
    /// A model that is malformed, damaged or does not fit this device. Wrong calls throw ArgumentException,
    /// InvalidOperationException or ObjectDisposedException instead.
    /// </summary>
    public class TinyInferException : Exception
    {
        /// <summary>For back ends, which have their own reasons.</summary>
        public TinyInferException(ErrorCode code, int place, int needed, int available)
        {
            Code = code;
            Place = place;
            Needed = needed;
            Available = available;
        }

        /// <summary>What is wrong.</summary>
        public ErrorCode Code { get; }

        /// <summary>Byte offset in the model file of what is wrong.</summary>
        public int Place { get; }

        /// <summary>
        /// What was found or needed; its meaning depends on <see cref="Code"/>. A number that no int holds is reported as
        /// the nearest that one does.
        /// </summary>
        public int Needed { get; }

        /// <summary>What was expected or available; its meaning depends on <see cref="Code"/>.</summary>
        public int Available { get; }
    }
}
