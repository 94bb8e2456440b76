using System;

namespace TinyInfer
{
    /// <summary>Checks the entries of inputs and outputs.</summary>
    internal static class TensorReader
    {
        private const int LargestNumber = int.MaxValue;

        public static void Check(byte[] bytes, Section section, RecordChecker checker)
        {
            int inputs = BitConverter.ToUInt16(bytes, FileHeader.InputCount);
            int count = inputs + BitConverter.ToUInt16(bytes, FileHeader.OutputCount);
            int length = section.End - section.Start;
            int names = count * TensorEntry.Size;
            ModelReader.Require(names <= length, ErrorCode.OutOfRange, section.Start, names, length);
            for (int i = 0; i < count; i++)
            {
                int entry = section.Start + i * TensorEntry.Size;
                checker.MoveTo(entry);
                CheckEntry(bytes, entry, checker);
                ModelReader.CheckText(
                    bytes, entry + TensorEntry.NameStart, entry + TensorEntry.NameBytes, section.Start + names, section.End);

                // Inputs must lie apart from each other; an output may be the same tensor as another one.
                for (int other = i < inputs ? 0 : inputs; other < i; other++)
                {
                    CheckApart(bytes, entry, section.Start + other * TensorEntry.Size, i >= inputs);
                }
            }
        }

        private static void CheckEntry(byte[] bytes, int entry, RecordChecker checker)
        {
            ElementType arenaType = (ElementType)bytes[entry + TensorEntry.ArenaType];
            ElementType appType = (ElementType)bytes[entry + TensorEntry.AppType];
            bool isInt8 = arenaType == ElementType.Int8;
            ModelReader.Require(
                isInt8 || arenaType == ElementType.Int32,
                ErrorCode.BadValue, entry + TensorEntry.ArenaType, (int)arenaType, (int)ElementType.Int8);
            bool fits = isInt8
                ? appType == ElementType.Int8 || appType == ElementType.UInt8 || appType == ElementType.Float32
                : appType == ElementType.Int32;
            ModelReader.Require(fits, ErrorCode.BadValue, entry + TensorEntry.AppType, (int)appType, (int)arenaType);

            int elements = CheckShape(bytes, entry, checker);
            int elementBytes = isInt8 ? 1 : 4;
            int arenaBytes = checker.Int32(TensorEntry.ArenaBytes);
            ModelReader.Require(
                arenaBytes == checker.Product(elements, elementBytes),
                ErrorCode.ShapeMismatch, entry + TensorEntry.ArenaBytes, arenaBytes, elements);
            checker.Arena(TensorEntry.ArenaStart, arenaBytes);
            int start = checker.Int32(TensorEntry.ArenaStart);
            ModelReader.Require(start % elementBytes == 0, ErrorCode.Misaligned, entry + TensorEntry.ArenaStart, elementBytes, start);
            CheckQuantization(bytes, entry, isInt8, checker);
        }

        private static int CheckShape(byte[] bytes, int entry, RecordChecker checker)
        {
            int rank = checker.UInt16(TensorEntry.Rank);
            ModelReader.Require(rank <= TensorEntry.MaxRank, ErrorCode.BadValue, entry + TensorEntry.Rank, rank, TensorEntry.MaxRank);
            int elements = 1;
            for (int i = 0; i < TensorEntry.MaxRank; i++)
            {
                int field = TensorEntry.Dims + 4 * i;
                int dimension = checker.Int32(field);
                checker.InRange(field, dimension, 1, i < rank ? LargestNumber : 1);
                elements = checker.Product(elements, dimension);
            }

            return elements;
        }

        private static void CheckQuantization(byte[] bytes, int entry, bool isInt8, RecordChecker checker)
        {
            float scale = BitConverter.ToSingle(bytes, entry + TensorEntry.Scale);
            int scaleBits = checker.Int32(TensorEntry.Scale);
            int zeroPoint = checker.Int32(TensorEntry.ZeroPoint);
            bool fits = isInt8 ? scale > 0 && scale <= float.MaxValue : scaleBits == 0;
            ModelReader.Require(fits, ErrorCode.BadValue, entry + TensorEntry.Scale, scaleBits, 0);
            checker.InRange(TensorEntry.ZeroPoint, zeroPoint, isInt8 ? sbyte.MinValue : 0, isInt8 ? sbyte.MaxValue : 0);
        }

        private static void CheckApart(byte[] bytes, int entry, int other, bool mayBeSame)
        {
            int start = BitConverter.ToInt32(bytes, entry + TensorEntry.ArenaStart);
            int end = start + BitConverter.ToInt32(bytes, entry + TensorEntry.ArenaBytes);
            int otherStart = BitConverter.ToInt32(bytes, other + TensorEntry.ArenaStart);
            int otherEnd = otherStart + BitConverter.ToInt32(bytes, other + TensorEntry.ArenaBytes);
            bool isSame = start == otherStart && end == otherEnd;
            bool isApart = end <= otherStart || otherEnd <= start;
            ModelReader.Require(isApart || (isSame && mayBeSame), ErrorCode.Overlap, entry + TensorEntry.ArenaStart, start, otherStart);
        }
    }
}
