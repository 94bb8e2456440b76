namespace TinyInfer
{
    /// <summary>What is wrong with a model, or why it cannot run here. The tool on the PC has the sentences.</summary>
    public enum ErrorCode
    {
        /// <summary>The file is shorter or longer than it says. Needed: the bytes it says. Available: those that are there.</summary>
        Truncated = 1,

        /// <summary>It does not start with TINF. Needed: its first four bytes. Available: those of a model.</summary>
        BadMagic = 2,

        /// <summary>Needed: the file's major version. Available: this reader's.</summary>
        UnsupportedVersion = 3,

        /// <summary>The plan's checksum does not fit. Needed: what the file says. Available: what its bytes have.</summary>
        PlanChecksum = 4,

        /// <summary>The data's checksum does not fit; only <see cref="Model.Verify"/> looks. Needed and available as above.</summary>
        DataChecksum = 5,

        /// <summary>A required section of an unknown kind (needed).</summary>
        UnknownSection = 6,

        /// <summary>A section (needed: its kind) that must be there is not, or is there twice.</summary>
        MissingSection = 7,

        /// <summary>
        /// A section, record, name, constant or tensor lies outside of what holds it. Needed: its end, or its start where that
        /// is too low. Available: the limit.
        /// </summary>
        OutOfRange = 8,

        /// <summary>Two things that must not share bytes do. Needed and available: where they start, or where one may.</summary>
        Overlap = 9,

        /// <summary>Shapes, sizes or counts that do not fit together. Needed: what was found. Available: what the others mean.</summary>
        ShapeMismatch = 10,

        /// <summary>An opcode (needed) this runtime lacks.</summary>
        UnknownOp = 11,

        /// <summary>A field, or a constant it leads to, holds a value it may not have. Needed: the value. Available: the nearest it may have.</summary>
        BadValue = 12,

        /// <summary>
        /// A start that must be aligned is not. Needed: the alignment. Available: the start. At place 0 it is that of the file: a
        /// resource that is read in flash must be the only one of its assembly, or lie in a region.
        /// </summary>
        Misaligned = 13,

        /// <summary>Not enough memory. Needed: bytes in one piece. Available: the largest piece, or 0 where that is not known.</summary>
        OutOfMemory = 14,

        /// <summary>The model lies in flash, where only a back end in native code reaches it.</summary>
        NotInMemory = 15,

        /// <summary>The firmware has no native kernels, or of another version. Needed: the version. Available: the firmware's, or 0.</summary>
        NoNativeKernels = 16,

        /// <summary>There is no such resource, partition or place in flash.</summary>
        NotFound = 17,

        /// <summary>The address is not that of flash that can be read where it lies.</summary>
        NotFlash = 18,
    }
}
