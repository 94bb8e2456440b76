using System;

namespace TinyInfer
{
    /// <summary>
    /// Reads the fields of one op record and refuses what would make a kernel leave arena or data, divide by zero or
    /// never end. One object serves all records of a file.
    /// </summary>
    internal class RecordChecker
    {
        private const int MinShift = -31;
        private const int MaxShift = 30;

        private readonly byte[] _bytes;
        private readonly int _arenaBytes;
        private readonly int _dataStart;
        private readonly int _dataEnd;
        private readonly bool _hasData;
        private int _record;
        private int _placeStart;
        private int _placeEnd;

        public RecordChecker(byte[] bytes, int arenaBytes, int dataStart, int dataEnd)
        {
            _bytes = bytes;
            _arenaBytes = arenaBytes;
            _dataStart = dataStart;
            _dataEnd = dataEnd;
            _hasData = dataEnd <= bytes.Length;
        }

        public int ArenaBytes
        {
            get { return _arenaBytes; }
        }

        /// <summary>One beyond the highest arena byte that anything seen so far uses.</summary>
        public int HighWaterMark { get; private set; }

        /// <param name="placeStart">From here to <paramref name="placeEnd"/> the arena may be the op's scratch.</param>
        public void MoveTo(int record, int placeStart, int placeEnd)
        {
            _record = record;
            _placeStart = placeStart;
            _placeEnd = placeEnd;
        }

        public int Int32(int field)
        {
            return BitConverter.ToInt32(_bytes, _record + field);
        }

        public int UInt16(int field)
        {
            return BitConverter.ToUInt16(_bytes, _record + field);
        }

        public int Int8(int field)
        {
            return (sbyte)_bytes[_record + field];
        }

        /// <summary>An i32 that is at least 1.</summary>
        public int Count(int field)
        {
            int value = Int32(field);
            Require(value >= 1, ErrorCode.BadValue, field, value, 1);
            return value;
        }

        /// <summary>A u16 that is at least 1.</summary>
        public int Dimension(int field)
        {
            int value = UInt16(field);
            Require(value >= 1, ErrorCode.BadValue, field, value, 1);
            return value;
        }

        /// <summary>A field that must hold one value.</summary>
        public void Exactly(int field, int value, int expected)
        {
            Require(value == expected, ErrorCode.BadValue, field, value, expected);
        }

        public void InRange(int field, int value, int min, int max)
        {
            Require(value >= min, ErrorCode.BadValue, field, value, min);
            Require(value <= max, ErrorCode.BadValue, field, value, max);
        }

        /// <summary>The shift of a multiplier, i8.</summary>
        public void Shift(int field)
        {
            InRange(field, Int8(field), MinShift, MaxShift);
        }

        /// <summary>A Q31 multiplier: not negative.</summary>
        public void Multiplier(int field)
        {
            InRange(field, Int32(field), 0, int.MaxValue);
        }

        /// <summary>The clamp in two neighbouring i8 fields.</summary>
        public void Activation(int minField, int maxField)
        {
            Require(Int8(minField) <= Int8(maxField), ErrorCode.BadValue, minField, Int8(minField), Int8(maxField));
        }

        public int Product(int a, int b)
        {
            long product = (long)a * b;
            Require(product <= int.MaxValue, ErrorCode.ShapeMismatch, 0, product, int.MaxValue);
            return (int)product;
        }

        public int Product(int a, int b, int c, int d)
        {
            return Product(Product(Product(a, b), c), d);
        }

        /// <summary>A range of the arena whose start is in a field.</summary>
        public void Arena(int field, int bytes)
        {
            ArenaRange(field, Int32(field), (long)Int32(field) + bytes);
        }

        /// <summary>The range [start, end) of the arena.</summary>
        public void ArenaRange(int field, long start, long end)
        {
            Require(start >= 0 && end <= _arenaBytes, ErrorCode.OutOfRange, field, start < 0 ? start : end, _arenaBytes);
            bool apart = _placeStart == _placeEnd || end <= _placeStart || start >= _placeEnd;
            Require(apart, ErrorCode.Overlap, field, start, _placeStart);
            if (end > HighWaterMark)
            {
                HighWaterMark = (int)end;
            }
        }

        /// <summary>Constants whose place in the file is in a field.</summary>
        public void Constant(int field, int count, int elementBytes)
        {
            int start = Int32(field);
            long end = start + (long)count * elementBytes;
            Require(start >= _dataStart && end <= _dataEnd, ErrorCode.OutOfRange, field, start < _dataStart ? start : end, _dataEnd);
            Require(start % elementBytes == 0, ErrorCode.Misaligned, field, elementBytes, start);
        }

        /// <summary>Ranges that must not share a byte: what is written must not be what is still read.</summary>
        public void Disjoint(int field, int start, int bytes, int otherStart, int otherBytes)
        {
            bool apart = (long)start + bytes <= otherStart || (long)otherStart + otherBytes <= start;
            Require(apart, ErrorCode.Overlap, field, otherStart, start);
        }

        /// <summary>Ranges of one size that are the same, or share no byte.</summary>
        public void SameOrDisjoint(int field, int start, int otherStart, int bytes)
        {
            if (start != otherStart)
            {
                Disjoint(field, start, bytes, otherStart, bytes);
            }
        }

        /// <summary>What the record says of its units must be what its shapes mean, and their work an int.</summary>
        public void Units(int units, int macsPerUnit)
        {
            Product(units, macsPerUnit);
            Require(Int32(OpRecord.Units) == units, ErrorCode.ShapeMismatch, OpRecord.Units, Int32(OpRecord.Units), units);
            Require(
                Int32(OpRecord.MacsPerUnit) == macsPerUnit,
                ErrorCode.ShapeMismatch, OpRecord.MacsPerUnit, Int32(OpRecord.MacsPerUnit), macsPerUnit);
        }

        public void Require(bool holds, ErrorCode code, int field, long found, long expected)
        {
            ModelReader.Require(holds, code, _record + field, found, expected);
        }

        /// <summary>Constants, u16, each below a limit, whose place in the file is in a field.</summary>
        public void ConstantsBelow(int field, int count, int limit)
        {
            Constant(field, count, 2);
            int start = Int32(field);
            for (int i = 0; i < count && _hasData; i++)
            {
                int value = BitConverter.ToUInt16(_bytes, start + 2 * i);
                Require(value < limit, ErrorCode.OutOfRange, field, value, limit);
            }
        }

        /// <summary>The multipliers, i32, and the shifts, i8, of all channels, whose places in the file are in fields.</summary>
        public void ConstantMultipliers(int multiplierField, int shiftField, int count)
        {
            Constant(multiplierField, count, 4);
            Constant(shiftField, count, 1);
            int multiplierStart = Int32(multiplierField);
            int shiftStart = Int32(shiftField);
            for (int i = 0; i < count && _hasData; i++)
            {
                InRange(multiplierField, BitConverter.ToInt32(_bytes, multiplierStart + 4 * i), 0, int.MaxValue);
                InRange(shiftField, (sbyte)_bytes[shiftStart + i], MinShift, MaxShift);
            }
        }
    }
}
