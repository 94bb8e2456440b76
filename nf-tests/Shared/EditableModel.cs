using System;

namespace TinyInfer.Tests
{
    /// <summary>A copy of a model's bytes, to be changed.</summary>
    internal class EditableModel
    {
        public EditableModel(byte[] model)
        {
            Bytes = new byte[model.Length];
            Array.Copy(model, 0, Bytes, 0, model.Length);
        }

        public byte[] Bytes { get; }

        /// <summary>Writes the low bytes of a value, little-endian.</summary>
        public EditableModel Set(int at, int width, int value)
        {
            for (int i = 0; i < width; i++)
            {
                Bytes[at + i] = (byte)(value >> (8 * i));
            }

            return this;
        }

        /// <summary>Makes both checksums fit again, as far as the header says where the data begins.</summary>
        public EditableModel Repair()
        {
            int planBytes = BitConverter.ToInt32(Bytes, FileHeader.PlanBytes);
            if (planBytes >= FileHeader.Size && planBytes <= Bytes.Length)
            {
                Set(FileHeader.DataCrc, 4, (int)Crc32.Compute(Bytes, planBytes, Bytes.Length - planBytes, 0));
                Set(FileHeader.PlanCrc, 4, (int)ModelReader.PlanCrc(Bytes, planBytes));
            }

            return this;
        }

        /// <summary>Where a section's entry in the table is.</summary>
        public int Entry(int kind)
        {
            int entry = FileHeader.Size;
            while (BitConverter.ToUInt16(Bytes, entry + SectionEntry.Kind) != kind)
            {
                entry += SectionEntry.Size;
            }

            return entry;
        }

        public int Section(int kind)
        {
            return BitConverter.ToInt32(Bytes, Entry(kind) + SectionEntry.Start);
        }

        /// <summary>Where the first record of an op is.</summary>
        public int Record(OpCode op)
        {
            int record = Section(SectionKind.Ops);
            while (BitConverter.ToUInt16(Bytes, record + OpRecord.Code) != (int)op)
            {
                record += BitConverter.ToUInt16(Bytes, record + OpRecord.Size);
            }

            return record;
        }

        public Model Load()
        {
            return Model.Load(ModelSource.FromArray(Bytes));
        }

        /// <summary>What the reader answers; null if it accepts.</summary>
        public TinyInferException Refusal()
        {
            return Reader.Refusal(Bytes);
        }
    }
}
