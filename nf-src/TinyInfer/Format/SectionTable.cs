using System;

namespace TinyInfer
{
    /// <summary>A range of bytes in the file.</summary>
    internal struct Section
    {
        public int Start;
        public int End;
    }

    /// <summary>The sections of a file: found, in range, apart from each other.</summary>
    internal struct SectionTable
    {
        public Section Tensors;
        public Section Ops;
        public Section Data;
        public Section Metadata;
        public Section Memory;
        public Section Debug;
        public Section Scratch;

        /// <exception cref="TinyInferException">The table is malformed, or has a required section that is not known here.</exception>
        public static SectionTable Read(byte[] bytes, int planBytes)
        {
            SectionTable table = new SectionTable();
            int fileBytes = BitConverter.ToInt32(bytes, FileHeader.FileBytes);
            int count = BitConverter.ToUInt16(bytes, FileHeader.SectionCount);
            long free = FileHeader.Size + (long)count * SectionEntry.Size;
            ModelReader.Require(free <= planBytes, ErrorCode.OutOfRange, FileHeader.SectionCount, free, planBytes);

            for (int entry = FileHeader.Size; count > 0; count--)
            {
                int kind = BitConverter.ToUInt16(bytes, entry + SectionEntry.Kind);
                bool isRequired = (BitConverter.ToUInt16(bytes, entry + SectionEntry.Flags) & SectionEntry.Required) != 0;
                long start = BitConverter.ToUInt32(bytes, entry + SectionEntry.Start);
                long end = start + BitConverter.ToUInt32(bytes, entry + SectionEntry.Length);
                ModelReader.Require(end <= fileBytes, ErrorCode.OutOfRange, entry, end, fileBytes);
                ModelReader.Require(start >= free, ErrorCode.Overlap, entry + SectionEntry.Start, start, free);
                ModelReader.Require(start % 4 == 0, ErrorCode.Misaligned, entry + SectionEntry.Start, 4, start);

                bool isPlan = kind >= SectionKind.Tensors && kind <= SectionKind.Scratch && kind != SectionKind.Data;
                ModelReader.Require(!isPlan || end <= planBytes, ErrorCode.OutOfRange, entry, end, planBytes);
                ModelReader.Require(kind != SectionKind.Data || start >= planBytes, ErrorCode.OutOfRange, entry, start, planBytes);

                Section section = new Section();
                section.Start = (int)start;
                section.End = (int)end;
                table.Set(kind, section, isRequired, entry);
                free = end;
                entry += SectionEntry.Size;
            }

            table.RequireSections();
            return table;
        }

        // A section that is there starts behind the header, so a start of 0 means that it is not.
        private void Set(int kind, Section section, bool isRequired, int entry)
        {
            Section known;
            switch (kind)
            {
                case SectionKind.Tensors:
                    known = Tensors;
                    Tensors = section;
                    break;
                case SectionKind.Ops:
                    known = Ops;
                    Ops = section;
                    break;
                case SectionKind.Data:
                    known = Data;
                    Data = section;
                    break;
                case SectionKind.Metadata:
                    known = Metadata;
                    Metadata = section;
                    break;
                case SectionKind.Memory:
                    known = Memory;
                    Memory = section;
                    break;
                case SectionKind.Debug:
                    known = Debug;
                    Debug = section;
                    break;
                case SectionKind.Scratch:
                    known = Scratch;
                    Scratch = section;
                    break;
                default:
                    ModelReader.Require(!isRequired, ErrorCode.UnknownSection, entry, kind, 0);
                    return;
            }

            ModelReader.Require(known.Start == 0, ErrorCode.MissingSection, entry, kind, 2);
        }

        private void RequireSections()
        {
            int missing = Tensors.Start == 0 ? SectionKind.Tensors
                : Ops.Start == 0 ? SectionKind.Ops
                : Data.Start == 0 ? SectionKind.Data
                : 0;
            ModelReader.Require(missing == 0, ErrorCode.MissingSection, FileHeader.SectionCount, missing, 0);
        }
    }
}
