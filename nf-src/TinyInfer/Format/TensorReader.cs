using System;

namespace TinyInfer
{
    /// <summary>Checks the entries of inputs and outputs.</summary>
    internal static class TensorReader
    {
        // The bits of positive finite floats, as ints, lie between those of 0 and of infinity.
        private const int InfinityBits = 0x7F800000;

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
                checker.MoveTo(entry, 0, 0);
                CheckEntry(checker);
                ModelReader.CheckText(
                    bytes, entry + TensorEntry.NameStart, entry + TensorEntry.NameBytes, section.Start + names, section.End);

                // Inputs must lie apart from each other; an output may be the same tensor as another one.
                for (int other = i < inputs ? 0 : inputs; other < i; other++)
                {
                    CheckApart(bytes, entry, section.Start + other * TensorEntry.Size, i >= inputs);
                }
            }
        }

        private static void CheckEntry(RecordChecker checker)
        {
            ElementType arenaType = (ElementType)checker.Int8(TensorEntry.ArenaType);
            ElementType appType = (ElementType)checker.Int8(TensorEntry.AppType);
            bool isInt8 = arenaType == ElementType.Int8;
            checker.Require(
                isInt8 || arenaType == ElementType.Int32, ErrorCode.BadValue, TensorEntry.ArenaType, (int)arenaType, (int)ElementType.Int8);
            bool fits = isInt8
                ? appType == ElementType.Int8 || appType == ElementType.UInt8 || appType == ElementType.Float32
                : appType == ElementType.Int32;
            checker.Require(fits, ErrorCode.BadValue, TensorEntry.AppType, (int)appType, (int)arenaType);

            int elements = CheckShape(checker);
            int elementBytes = isInt8 ? 1 : 4;
            int arenaBytes = checker.Int32(TensorEntry.ArenaBytes);
            int neededBytes = checker.Product(elements, elementBytes);
            checker.Require(arenaBytes == neededBytes, ErrorCode.ShapeMismatch, TensorEntry.ArenaBytes, arenaBytes, neededBytes);
            checker.Arena(TensorEntry.ArenaStart, arenaBytes);
            int start = checker.Int32(TensorEntry.ArenaStart);
            checker.Require(start % elementBytes == 0, ErrorCode.Misaligned, TensorEntry.ArenaStart, elementBytes, start);
            CheckQuantization(isInt8, checker);
        }

        private static int CheckShape(RecordChecker checker)
        {
            int rank = checker.UInt16(TensorEntry.Rank);
            checker.InRange(TensorEntry.Rank, rank, 0, TensorEntry.MaxRank);
            int elements = 1;
            for (int i = 0; i < TensorEntry.MaxRank; i++)
            {
                int field = TensorEntry.Dims + 4 * i;
                int dimension = checker.Int32(field);
                checker.InRange(field, dimension, 1, i < rank ? int.MaxValue : 1);
                elements = checker.Product(elements, dimension);
            }

            return elements;
        }

        private static void CheckQuantization(bool isInt8, RecordChecker checker)
        {
            int scaleBits = checker.Int32(TensorEntry.Scale);
            int zeroPoint = checker.Int32(TensorEntry.ZeroPoint);
            bool fits = isInt8 ? scaleBits > 0 && scaleBits < InfinityBits : scaleBits == 0;
            int nearestBits = !isInt8 ? 0 : scaleBits > 0 ? InfinityBits - 1 : 1;
            checker.Require(fits, ErrorCode.BadValue, TensorEntry.Scale, scaleBits, nearestBits);
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
