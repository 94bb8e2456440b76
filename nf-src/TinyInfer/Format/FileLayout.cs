namespace TinyInfer
{
    /// <summary>
    /// Where every field of a .tinf file lies. Reader and writer both use these names; docs/format.md is the prose.
    /// All integers are little-endian. Each location is the previous one plus its length.
    /// </summary>
    internal static class FileHeader
    {
        /// <summary>The bytes 'T' 'I' 'N' 'F'.</summary>
        public const int MagicValue = 0x464E4954;

        /// <summary>A reader refuses any other major version.</summary>
        public const int MajorVersionValue = 1;

        /// <summary>New optional sections and new opcodes raise the minor version.</summary>
        public const int MinorVersionValue = 0;

        public const int Magic = 0;                         // u32
        public const int MajorVersion = Magic + 4;          // u16
        public const int MinorVersion = MajorVersion + 2;   // u16
        public const int FileBytes = MinorVersion + 2;      // u32
        public const int PlanBytes = FileBytes + 4;         // u32, a multiple of 16: the data begins here
        public const int PlanCrc = PlanBytes + 4;           // u32, over [0, PlanBytes) without this field
        public const int DataCrc = PlanCrc + 4;             // u32, over [PlanBytes, FileBytes)
        public const int ArenaBytes = DataCrc + 4;          // u32, a multiple of 16
        public const int Macs = ArenaBytes + 4;             // u32, multiply-accumulates of one inference
        public const int OpCount = Macs + 4;                // u16
        public const int InputCount = OpCount + 2;          // u16
        public const int OutputCount = InputCount + 2;      // u16
        public const int SectionCount = OutputCount + 2;    // u16
        public const int Size = SectionCount + 2;           // the section table follows
    }

    /// <summary>An entry of the section table, which is sorted by start; sections never overlap.</summary>
    internal static class SectionEntry
    {
        public const int Kind = 0;                          // u16, a SectionKind
        public const int Flags = Kind + 2;                  // u16
        public const int Start = Flags + 2;                 // u32, from the start of the file, a multiple of 4
        public const int Length = Start + 4;                // u32
        public const int Size = Length + 4;

        /// <summary>Flag: a reader that does not know the kind must refuse the file.</summary>
        public const int Required = 1;
    }

    internal static class SectionKind
    {
        /// <summary>Entries of inputs, then of outputs, then their names. Required.</summary>
        public const int Tensors = 1;

        /// <summary>Op records in execution order. Required.</summary>
        public const int Ops = 2;

        /// <summary>Constants, each 16-byte aligned; the one section beyond the plan. Required.</summary>
        public const int Data = 3;

        /// <summary>UTF-8 keys and values. Optional.</summary>
        public const int Metadata = 4;

        /// <summary>Scratch and persistent bytes by back end. Optional.</summary>
        public const int Memory = 5;

        /// <summary>Where the outputs of the source network's ops lie. Optional.</summary>
        public const int Debug = 6;

        /// <summary>Where each op may have its scratch among the tensors. Optional.</summary>
        public const int Scratch = 7;
    }

    /// <summary>An input or an output of the network.</summary>
    internal static class TensorEntry
    {
        /// <summary>The most dimensions a tensor has.</summary>
        public const int MaxRank = 6;

        public const int ArenaStart = 0;                    // i32
        public const int ArenaBytes = ArenaStart + 4;       // i32
        public const int ArenaType = ArenaBytes + 4;        // u8, an ElementType: what lies in the arena
        public const int AppType = ArenaType + 1;           // u8, an ElementType: what the source network shows to an app
        public const int Rank = AppType + 1;                // u16
        public const int NameStart = Rank + 2;              // u32, from the start of the file
        public const int NameBytes = NameStart + 4;         // u32, UTF-8
        public const int Scale = NameBytes + 4;             // f32, 0 where the type is not quantised
        public const int ZeroPoint = Scale + 4;             // i32
        public const int Dims = ZeroPoint + 4;              // i32 [MaxRank], unused ones are 1
        public const int Size = Dims + 4 * MaxRank;
    }

    /// <summary>The metadata section: a count, then for each entry its two lengths and the bytes of key and value.</summary>
    internal static class MetadataEntry
    {
        public const int CountBytes = 4;                    // u32 before the first entry

        public const int KeyBytes = 0;                      // u32
        public const int ValueBytes = KeyBytes + 4;         // u32
        public const int Key = ValueBytes + 4;              // UTF-8; the value follows, then the next entry
    }

    /// <summary>The memory section: what each back end needs beside the arena, as the converter estimates it.</summary>
    internal static class MemoryEntry
    {
        public const int BackEnd = 0;                       // u32, a BackEndKind
        public const int ScratchBytes = BackEnd + 4;        // u32
        public const int PersistentBytes = ScratchBytes + 4; // u32
        public const int Size = PersistentBytes + 4;
    }

    /// <summary>The scratch section: for each op, in their order, bytes of the arena that hold no value while it runs.</summary>
    internal static class ScratchEntry
    {
        /// <summary>Where they begin: a multiple of this.</summary>
        public const int Alignment = 16;

        public const int Start = 0;                         // u32, arena
        public const int Bytes = Start + 4;                 // u32, 0 if there are none
        public const int Size = Bytes + 4;
    }

    /// <summary>Which back end a memory entry is about; a reader skips kinds it does not know.</summary>
    internal static class BackEndKind
    {
        /// <summary>The managed kernels, on a device or on a PC.</summary>
        public const int Managed = 1;

        /// <summary>The native kernels in portable C, on a core with SIMD instructions that they do not use.</summary>
        public const int Portable = 2;

        /// <summary>CMSIS-NN on a Cortex-M with DSP instructions.</summary>
        public const int CmsisNnDsp = 3;

        /// <summary>CMSIS-NN on a Cortex-M with MVE.</summary>
        public const int CmsisNnMve = 4;

        /// <summary>ESP-NN's generic C.</summary>
        public const int EspNn = 5;

        /// <summary>Our kernels on a Cortex-M with DSP instructions.</summary>
        public const int Dsp = 6;

        /// <summary>Our kernels on a Cortex-M with MVE.</summary>
        public const int Mve = 7;

        /// <summary>The native kernels in portable C on a core without SIMD instructions.</summary>
        public const int Scalar = 8;
    }

    /// <summary>
    /// The debug section: a count, then an entry for each output tensor of each op of the source network, then the names.
    /// </summary>
    internal static class DebugEntry
    {
        public const int CountBytes = 4;                    // u32 before the first entry

        public const int SourceOp = 0;                      // i32, index in the source network
        public const int Record = SourceOp + 4;             // i32, index of the op record it came into, -1 if none
        public const int ArenaStart = Record + 4;           // i32, -1 if the tensor never exists (folded)
        public const int ArenaBytes = ArenaStart + 4;       // i32
        public const int NameStart = ArenaBytes + 4;        // u32, from the start of the file: "CONV_2D conv1/Relu"
        public const int NameBytes = NameStart + 4;         // u32
        public const int Size = NameBytes + 4;
    }
}
