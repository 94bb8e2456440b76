using System;

namespace TinyInfer
{
    /// <summary>Where a model's bytes are.</summary>
    public class ModelSource
    {
        private ModelSource(byte[] bytes)
        {
            Bytes = bytes;
        }

        internal byte[] Bytes { get; }

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
    }
}
