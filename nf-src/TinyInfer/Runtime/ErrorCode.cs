namespace TinyInfer
{
    /// <summary>What is wrong with a model, or why it cannot run here. The tool on the PC has the sentences.</summary>
    public enum ErrorCode
    {
        /// <summary>The file ends early or is longer than it says: needed and available are bytes.</summary>
        Truncated = 1,

        /// <summary>It does not start with TINF.</summary>
        BadMagic = 2,

        /// <summary>Needed: the file's major version. Available: this reader's.</summary>
        UnsupportedVersion = 3,

        /// <summary>The plan's checksum does not fit.</summary>
        PlanChecksum = 4,

        /// <summary>The data's checksum does not fit.</summary>
        DataChecksum = 5,

        /// <summary>A required section of an unknown kind (needed).</summary>
        UnknownSection = 6,

        /// <summary>A section (needed: its kind) that must be there is not, or is there twice.</summary>
        MissingSection = 7,

        /// <summary>A section, name, constant or tensor lies outside of what holds it. Needed: its end. Available: the limit.</summary>
        OutOfRange = 8,

        /// <summary>Two things that must not share bytes do.</summary>
        Overlap = 9,

        /// <summary>Shapes or sizes that do not fit together.</summary>
        ShapeMismatch = 10,

        /// <summary>An opcode (needed) this runtime lacks.</summary>
        UnknownOp = 11,

        /// <summary>A field holds a value it may not have: place is the field, needed the value.</summary>
        BadValue = 12,

        /// <summary>A start that must be aligned is not. Needed: the alignment.</summary>
        Misaligned = 13,

        /// <summary>Not enough memory: needed bytes.</summary>
        OutOfMemory = 14,
    }
}
