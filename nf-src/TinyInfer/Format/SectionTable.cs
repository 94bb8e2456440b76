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

        /// <exception cref="TinyInferException">The table is malformed, or has a required section that is not known here.</exception>
        public static SectionTable Read(byte[] bytes, int planBytes)
        {
            SectionTable table = new SectionTable();
            int count = BitConverter.ToUInt16(bytes, FileHeader.SectionCount);
            long free = FileHeader.Size + (long)count * SectionEntry.Size;
            if (free > planBytes)
            {
                throw new TinyInferException(ErrorCode.OutOfRange, FileHeader.SectionCount, (int)free, planBytes);
            }

            for (int entry = FileHeader.Size; count > 0; count--)
            {
                int kind = BitConverter.ToUInt16(bytes, entry + SectionEntry.Kind);
                bool isRequired = (BitConverter.ToUInt16(bytes, entry + SectionEntry.Flags) & SectionEntry.Required) != 0;
                long start = BitConverter.ToUInt32(bytes, entry + SectionEntry.Start);
                long end = start + BitConverter.ToUInt32(bytes, entry + SectionEntry.Length);
                if (end > bytes.Length)
                {
                    throw new TinyInferException(ErrorCode.OutOfRange, entry, int.MaxValue, bytes.Length);
                }

                if (start < free)
                {
                    throw new TinyInferException(ErrorCode.Overlap, entry + SectionEntry.Start, (int)start, (int)free);
                }

                if (start % 4 != 0)
                {
                    throw new TinyInferException(ErrorCode.Misaligned, entry + SectionEntry.Start, 4, (int)start);
                }

                bool isPlan = kind >= SectionKind.Tensors && kind <= SectionKind.Debug && kind != SectionKind.Data;
                bool isOutside = isPlan ? end > planBytes : kind == SectionKind.Data && start < planBytes;
                if (isOutside)
                {
                    throw new TinyInferException(ErrorCode.OutOfRange, entry, isPlan ? (int)end : (int)start, planBytes);
                }

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
                default:
                    if (isRequired)
                    {
                        throw new TinyInferException(ErrorCode.UnknownSection, entry, kind, 0);
                    }

                    return;
            }

            if (known.Start != 0)
            {
                throw new TinyInferException(ErrorCode.MissingSection, entry, kind, 2);
            }
        }

        private void RequireSections()
        {
            int missing = Tensors.Start == 0 ? SectionKind.Tensors
                : Ops.Start == 0 ? SectionKind.Ops
                : Data.Start == 0 ? SectionKind.Data
                : 0;
            if (missing != 0)
            {
                throw new TinyInferException(ErrorCode.MissingSection, FileHeader.SectionCount, missing, 0);
            }
        }
    }
}
