using System;

namespace TinyInfer.Reference
{
    /// <summary>
    /// One op without a model around it: a record at the beginning of a byte[], its constants behind it, and an arena. For
    /// comparisons of kernels, on random or extreme values.
    /// </summary>
    internal class OpCase
    {
        private const int InputBytesPlace = 0;
        private uint _random;
        private int _end;

        public OpCase(OpCode op, int recordBytes, int constantBytes, int arenaBytes, uint seed)
        {
            _random = seed * 2654435761u + 12345u;
            _end = (recordBytes + 15) / 16 * 16;
            Model = new byte[_end + constantBytes + 64];
            Arena = new sbyte[arenaBytes];
            U16(OpRecord.Code, (int)op);
            U16(OpRecord.Size, recordBytes);
        }

        /// <summary>The record, and what it points to.</summary>
        public byte[] Model { get; }

        /// <summary>Inputs first, outputs behind them.</summary>
        public sbyte[] Arena { get; }

        /// <summary>A number in [0, below).</summary>
        public int Next(int below)
        {
            _random = _random * 1664525u + 1013904223u;
            return (int)((_random >> 8) % (uint)below);
        }

        public void U16(int field, int value)
        {
            Model[field] = (byte)value;
            Model[field + 1] = (byte)(value >> 8);
        }

        public void I32(int field, int value)
        {
            U16(field, value);
            U16(field + 2, value >> 16);
        }

        public void I8(int field, int value)
        {
            Model[field] = (byte)value;
        }

        /// <summary>Fills the arena. Extreme: all -128 but for one in so many.</summary>
        public void FillArena(bool extreme)
        {
            for (int i = InputBytesPlace; i < Arena.Length; i++)
            {
                Arena[i] = (sbyte)(extreme && Next(200) != 0 ? -128 : Next(256) - 128);
            }
        }

        /// <summary>Constants of one byte; gives their place.</summary>
        /// <param name="range">Values are in [-range, range), or in [-128, 128) if it is 128.</param>
        public int Bytes(int count, int range, bool extreme)
        {
            int start = _end;
            for (int i = 0; i < count; i++)
            {
                Model[_end] = (byte)(extreme ? -128 : Next(2 * range) - range);
                _end++;
            }

            _end = (_end + 15) / 16 * 16;
            return start;
        }

        /// <summary>Constants of four bytes in [-range, range); gives their place.</summary>
        public int Ints(int count, int range)
        {
            int start = _end;
            for (int i = 0; i < count; i++)
            {
                I32(_end, Next(2 * range) - range);
                _end += 4;
            }

            _end = (_end + 15) / 16 * 16;
            return start;
        }

        /// <summary>Q31 multipliers of at least a half; gives their place.</summary>
        public int Multipliers(int count)
        {
            int start = _end;
            for (int i = 0; i < count; i++)
            {
                I32(_end, Multiplier());
                _end += 4;
            }

            _end = (_end + 15) / 16 * 16;
            return start;
        }

        /// <summary>Shifts that bring sums of so many products into eight bits, more or less; sometimes far from it.</summary>
        public int Shifts(int count, int products)
        {
            int start = _end;
            for (int i = 0; i < count; i++)
            {
                Model[_end] = (byte)Shift(products);
                _end++;
            }

            _end = (_end + 15) / 16 * 16;
            return start;
        }

        public int Multiplier()
        {
            return (1 << 30) + Next(1 << 15) * (1 << 15) + Next(1 << 15);
        }

        public int Shift(int products)
        {
            if (Next(12) == 0)
            {
                return Next(62) - 31;
            }

            int shift = -5 - Next(4);
            for (; products > 1; products >>= 2)
            {
                shift--;
            }

            return shift;
        }
    }
}
