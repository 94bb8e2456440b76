namespace TinyInfer
{
    /// <summary>What <see cref="Externs.NativeQuery"/> answers: native-interop's tinyinfer.h and models.h.</summary>
    internal static class QueryItem
    {
        public const int AbiVersion = 0;
        public const int BackEnd = 1;

        /// <summary>Bit c is set where the firmware has the op with code c.</summary>
        public const int Ops = 2;

        public const int OpenModels = 16;
        public const int AllocatedBytes = 17;

        /// <summary>Place in the file that the last failure is about.</summary>
        public const int FailedAt = 18;

        /// <summary>The largest piece of RAM on the chip, at most the argument.</summary>
        public const int LargestInternal = 19;

        /// <summary>The largest piece of RAM beside the chip, at most the argument.</summary>
        public const int LargestExternal = 20;

        // From here on of one model.
        public const int ModelBytes = 32;
        public const int ArenaBytes = 33;
        public const int ScratchBytes = 34;
        public const int PersistentBytes = 35;

        /// <summary>Arena and persistent bytes, in one piece.</summary>
        public const int NeededBytes = 36;

        /// <summary>The checksum that a file in flash has behind its plan.</summary>
        public const int DataCrc = 37;
    }
}
