using System;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace TinyInfer
{
    /// <summary>
    /// The functions of native-interop/interop. Frozen, with the whole assembly: a firmware is matched by a checksum over all
    /// methods, and finds a function by how many methods come before it. So these come first, in this order, and no method of
    /// this assembly is ever added, removed or given another signature. Statuses are those of C: 0, or what is wrong.
    /// </summary>
    internal static class Externs
    {
        /// <param name="model">0, or an open model for items that are of one.</param>
        /// <param name="item">What to ask: the constants of <see cref="QueryItem"/>.</param>
        /// <param name="argument">What the item wants.</param>
        /// <returns>-1 for what is not known.</returns>
        [MethodImpl(MethodImplOptions.InternalCall)]
        internal static extern int NativeQuery(int model, int item, int argument);

        /// <returns>A handle, or a negated status.</returns>
        [MethodImpl(MethodImplOptions.InternalCall)]
        internal static extern int NativeOpenArray(byte[] array);

        /// <returns>A handle, or a negated status.</returns>
        [MethodImpl(MethodImplOptions.InternalCall)]
        internal static extern int NativeOpenResource(Assembly assembly, string file, int id);

        /// <param name="name">Of a partition; null for an address.</param>
        /// <param name="address">Where the region begins.</param>
        /// <param name="length">Its bytes; 0 for as many as there are.</param>
        /// <returns>A handle, or a negated status.</returns>
        [MethodImpl(MethodImplOptions.InternalCall)]
        internal static extern int NativeOpenRegion(string name, int address, int length);

        /// <param name="model">An open model.</param>
        /// <param name="array">Its file, with this and the next two; null where it lies in flash.</param>
        /// <param name="place">An <see cref="ArenaPlace"/>.</param>
        [MethodImpl(MethodImplOptions.InternalCall)]
        internal static extern int NativeAllocate(int model, byte[] array, int place);

        [MethodImpl(MethodImplOptions.InternalCall)]
        internal static extern int NativePrepare(int model, byte[] array, int record);

        [MethodImpl(MethodImplOptions.InternalCall)]
        internal static extern int NativeEval(int model, byte[] array, int record, int first, int count);

        /// <param name="model">An open model.</param>
        /// <param name="space">0 for its tensors, 1 for its file where that lies in flash.</param>
        /// <param name="start">The first byte.</param>
        /// <param name="destination">Elements of one byte.</param>
        /// <param name="index">Where in it.</param>
        /// <param name="count">Bytes.</param>
        [MethodImpl(MethodImplOptions.InternalCall)]
        internal static extern int NativeRead(int model, int space, int start, Array destination, int index, int count);

        [MethodImpl(MethodImplOptions.InternalCall)]
        internal static extern int NativeWrite(int model, int start, Array source, int index, int count);

        /// <summary>Gives everything back. Closing what is not open does nothing.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        internal static extern void NativeClose(int model);
    }
}
