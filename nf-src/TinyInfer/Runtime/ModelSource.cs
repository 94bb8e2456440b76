using System;

namespace TinyInfer
{
    /// <summary>
    /// Where a model's bytes are: in an array or, with TinyInfer.Native's FlashSource, in flash, where they are read in place.
    /// </summary>
    public class ModelSource
    {
        /// <param name="array">The file; null if it is in no array.</param>
        internal ModelSource(byte[] array)
        {
            Array = array;
        }

        /// <summary>The file; null if it is in no array.</summary>
        internal byte[] Array { get; }

        /// <summary>A .tinf file in an array. The array is used, not copied: it must not change while the model is in use.</summary>
        /// <exception cref="ArgumentNullException">There is no array.</exception>
        public static ModelSource FromArray(byte[] bytes)
        {
            if (bytes == null)
            {
                throw new ArgumentNullException(nameof(bytes));
            }

            return new ModelSource(bytes);
        }

        /// <summary>The file up to the end of its plan, or all of it where it is in an array.</summary>
        /// <exception cref="TinyInferException">It cannot be read, or its plan or constants are malformed.</exception>
        internal virtual byte[] ReadPlan()
        {
            return Array;
        }

        /// <summary>All of the file, in an array.</summary>
        /// <exception cref="TinyInferException">It cannot be read, or OutOfMemory.</exception>
        internal virtual byte[] ReadFile()
        {
            return Array;
        }

        /// <summary>The checksum that the file's bytes behind its plan have.</summary>
        /// <exception cref="TinyInferException">They cannot be read.</exception>
        internal virtual uint DataCrc()
        {
            int planBytes = BitConverter.ToInt32(Array, FileHeader.PlanBytes);
            return Crc32.Compute(Array, planBytes, Array.Length - planBytes, 0);
        }
    }
}
