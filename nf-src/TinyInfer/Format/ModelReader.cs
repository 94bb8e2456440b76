using System;

namespace TinyInfer
{
    /// <summary>
    /// Checks a .tinf file once, so that nothing after it has to: every offset, length, shape, enum and overlap against the
    /// bytes that are there. The data's checksum is left to <see cref="Model.Verify"/>. Of a file in flash the plan is here, and
    /// its constants have been checked by who read it.
    /// </summary>
    internal static class ModelReader
    {
        private const int PlanAlignment = 16;
        private const int ArenaAlignment = 16;

        /// <exception cref="TinyInferException">The first thing that is wrong.</exception>
        public static Model Read(ModelSource source)
        {
            byte[] bytes = source.ReadPlan();
            CheckHeader(bytes, source.Array != null);
            int planBytes = BitConverter.ToInt32(bytes, FileHeader.PlanBytes);
            SectionTable sections = SectionTable.Read(bytes, planBytes);
            int arenaBytes = BitConverter.ToInt32(bytes, FileHeader.ArenaBytes);
            Require(arenaBytes >= 0, ErrorCode.BadValue, FileHeader.ArenaBytes, arenaBytes, int.MaxValue);

            RecordChecker checker = new RecordChecker(bytes, arenaBytes, sections.Data.Start, sections.Data.End);
            TensorReader.Check(bytes, sections.Tensors, checker);
            CheckScratchLength(bytes, sections.Scratch);
            CheckOps(bytes, sections.Ops, sections.Scratch.Start, checker);
            CheckArena(arenaBytes, checker.HighWaterMark);
            MetadataReader.Check(bytes, sections.Metadata);
            CheckMemory(sections.Memory);
            CheckDebug(bytes, sections.Debug);
            return new Model(source, bytes, sections);
        }

        private static void CheckHeader(byte[] bytes, bool isWhole)
        {
            // What is too short for its magic is truncated, whatever it is.
            Require(bytes.Length >= FileHeader.Magic + 4, ErrorCode.Truncated, 0, FileHeader.Size, bytes.Length);
            int magic = BitConverter.ToInt32(bytes, FileHeader.Magic);
            Require(magic == FileHeader.MagicValue, ErrorCode.BadMagic, FileHeader.Magic, magic, FileHeader.MagicValue);
            Require(bytes.Length >= FileHeader.Size, ErrorCode.Truncated, 0, FileHeader.Size, bytes.Length);
            int major = BitConverter.ToUInt16(bytes, FileHeader.MajorVersion);
            Require(
                major == FileHeader.MajorVersionValue,
                ErrorCode.UnsupportedVersion, FileHeader.MajorVersion, major, FileHeader.MajorVersionValue);
            int fileBytes = BitConverter.ToInt32(bytes, FileHeader.FileBytes);
            Require(fileBytes == bytes.Length || !isWhole, ErrorCode.Truncated, FileHeader.FileBytes, fileBytes, bytes.Length);

            int planBytes = BitConverter.ToInt32(bytes, FileHeader.PlanBytes);
            Require(
                planBytes >= FileHeader.Size && planBytes <= fileBytes,
                ErrorCode.OutOfRange, FileHeader.PlanBytes, planBytes, fileBytes);
            Require(planBytes % PlanAlignment == 0, ErrorCode.Misaligned, FileHeader.PlanBytes, PlanAlignment, planBytes);
            uint stored = BitConverter.ToUInt32(bytes, FileHeader.PlanCrc);
            uint computed = PlanCrc(bytes, planBytes);
            Require(stored == computed, ErrorCode.PlanChecksum, FileHeader.PlanCrc, (int)stored, (int)computed);
        }

        /// <summary>The checksum of the plan, which does not cover the field that holds it.</summary>
        public static uint PlanCrc(byte[] bytes, int planBytes)
        {
            const int Rest = FileHeader.PlanCrc + 4;
            uint start = Crc32.Compute(bytes, 0, FileHeader.PlanCrc, 0);
            return Crc32.Compute(bytes, Rest, planBytes - Rest, start);
        }

        /// <param name="place">The first op's entry of the scratch section; 0 if there is none.</param>
        private static void CheckOps(byte[] bytes, Section ops, int place, RecordChecker checker)
        {
            int count = BitConverter.ToUInt16(bytes, FileHeader.OpCount);
            int record = ops.Start;
            long macs = 0;
            for (int op = 0; op < count; op++)
            {
                Require(ops.End - record >= OpRecord.HeaderSize, ErrorCode.OutOfRange, record, OpRecord.HeaderSize, ops.End - record);
                int code = BitConverter.ToUInt16(bytes, record + OpRecord.Code);
                int needed = OpRecords.SizeOf((OpCode)code);
                Require(needed != 0, ErrorCode.UnknownOp, record, code, 0);
                int size = BitConverter.ToUInt16(bytes, record + OpRecord.Size);
                Require(size == needed, ErrorCode.BadValue, record + OpRecord.Size, size, needed);
                Require(ops.End - record >= size, ErrorCode.OutOfRange, record, size, ops.End - record);
                int placeStart = 0;
                int placeEnd = 0;
                if (place != 0)
                {
                    CheckPlace(bytes, place, record);
                    placeStart = BitConverter.ToInt32(bytes, place + ScratchEntry.Start);
                    placeEnd = placeStart + BitConverter.ToInt32(bytes, place + ScratchEntry.Bytes);
                    place += ScratchEntry.Size;
                }

                checker.MoveTo(record, placeStart, placeEnd);
                OpRecords.Check((OpCode)code, checker);
                macs += (long)BitConverter.ToInt32(bytes, record + OpRecord.Units) * BitConverter.ToInt32(bytes, record + OpRecord.MacsPerUnit);
                record += size;
            }

            Require(record == ops.End, ErrorCode.OutOfRange, record, ops.End, record);
            int stored = BitConverter.ToInt32(bytes, FileHeader.Macs);
            Require(macs == stored, ErrorCode.ShapeMismatch, FileHeader.Macs, stored, macs);
        }

        // An arena larger than what is used would be memory for nothing, and a way to ask for all there is.
        private static void CheckArena(int arenaBytes, int highWaterMark)
        {
            long needed = ((long)highWaterMark + ArenaAlignment - 1) / ArenaAlignment * ArenaAlignment;
            Require(arenaBytes == needed, ErrorCode.ShapeMismatch, FileHeader.ArenaBytes, arenaBytes, needed);
        }

        private static void CheckMemory(Section memory)
        {
            int length = memory.End - memory.Start;
            Require(length % MemoryEntry.Size == 0, ErrorCode.ShapeMismatch, memory.Start, length, MemoryEntry.Size);
        }

        private static void CheckDebug(byte[] bytes, Section debug)
        {
            int length = debug.End - debug.Start;
            if (length == 0)
            {
                return;
            }

            Require(length >= DebugEntry.CountBytes, ErrorCode.OutOfRange, debug.Start, DebugEntry.CountBytes, length);
            long count = BitConverter.ToUInt32(bytes, debug.Start);
            long names = debug.Start + DebugEntry.CountBytes + count * DebugEntry.Size;
            Require(names <= debug.End, ErrorCode.OutOfRange, debug.Start, names, debug.End);
            int arenaBytes = BitConverter.ToInt32(bytes, FileHeader.ArenaBytes);
            int opCount = BitConverter.ToUInt16(bytes, FileHeader.OpCount);
            for (int entry = debug.Start + DebugEntry.CountBytes; entry < names; entry += DebugEntry.Size)
            {
                int record = BitConverter.ToInt32(bytes, entry + DebugEntry.Record);
                Require(record >= -1 && record < opCount, ErrorCode.OutOfRange, entry + DebugEntry.Record, record, opCount);
                int start = BitConverter.ToInt32(bytes, entry + DebugEntry.ArenaStart);
                int size = BitConverter.ToInt32(bytes, entry + DebugEntry.ArenaBytes);
                bool isFolded = start == -1;
                bool isInside = start >= 0 && size >= 0 && (long)start + size <= arenaBytes;
                Require(isFolded || isInside, ErrorCode.OutOfRange, entry + DebugEntry.ArenaStart, start, arenaBytes);
                CheckText(bytes, entry + DebugEntry.NameStart, entry + DebugEntry.NameBytes, names, debug.End);
            }
        }

        // An entry an op, or no section.
        private static void CheckScratchLength(byte[] bytes, Section scratch)
        {
            int length = scratch.End - scratch.Start;
            int needed = BitConverter.ToUInt16(bytes, FileHeader.OpCount) * ScratchEntry.Size;
            Require(scratch.Start == 0 || length == needed, ErrorCode.ShapeMismatch, scratch.Start, length, needed);
        }

        private static void CheckPlace(byte[] bytes, int entry, int record)
        {
            int arenaBytes = BitConverter.ToInt32(bytes, FileHeader.ArenaBytes);
            long start = BitConverter.ToUInt32(bytes, entry + ScratchEntry.Start);
            long end = start + BitConverter.ToUInt32(bytes, entry + ScratchEntry.Bytes);
            Require(end <= arenaBytes, ErrorCode.OutOfRange, record, end, arenaBytes);
            Require(start % ScratchEntry.Alignment == 0, ErrorCode.Misaligned, record, ScratchEntry.Alignment, start);
        }

        /// <summary>A text whose start and length are in fields lies in [from, to).</summary>
        public static void CheckText(byte[] bytes, int startField, int lengthField, long from, long to)
        {
            long start = BitConverter.ToUInt32(bytes, startField);
            long end = start + BitConverter.ToUInt32(bytes, lengthField);
            Require(start >= from && end <= to, ErrorCode.OutOfRange, startField, end, to);
        }

        /// <summary>Refuses the file unless something holds. What is found or expected is reported as near as an int comes to it.</summary>
        public static void Require(bool holds, ErrorCode code, int place, long found, long expected)
        {
            if (!holds)
            {
                throw new TinyInferException(code, place, Saturate(found), Saturate(expected));
            }
        }

        private static int Saturate(long value)
        {
            return value > int.MaxValue ? int.MaxValue : value < int.MinValue ? int.MinValue : (int)value;
        }
    }
}
