using System;

namespace TinyInfer.Benchmarks
{
    /// <summary>
    /// What C# constructs cost in an interpreting CLR, in empty steps of a loop. Each is written eight times in a loop's
    /// body. docs/interpreter-costs.md is this output.
    /// </summary>
    internal static partial class ConstructCosts
    {
        private const int Steps = 256;
        private const int Copies = 8;
        private const int Rounds = 15;

        private static readonly sbyte[] Bytes = new sbyte[Steps + 16];
        private static readonly byte[] UnsignedBytes = new byte[16];
        private static readonly int[] Ints = new int[16];
        private static readonly long[] Longs = new long[16];
        private static readonly Fields Object = new Fields();
        private static int Static = 1;

        public static void Run()
        {
            Time("x + y on ints", () => AddInts());
            Time("x + y on longs", () => AddLongs());
            Time("x + y, y a fifth argument", () => AddFifthArgument(1, 2, 3, 4, 5));
            Time("x + y, y a static field", () => AddStaticField());
            Time("x + y, y a field", () => AddField(Object));
            Time("x * y on ints", () => MultiplyInts());
            Time("x * y on longs", () => MultiplyLongs());
            Time("x >> y on ints", () => ShiftInts());
            Time("x >> y on longs", () => ShiftLongs());
            Time("x + p * w on longs, all local", () => MultiplyAddLongs());
            Time("(long)y, y an int", () => Widen());
            Time("(int)y, y a long", () => Narrow());
            Time("x = y; a local", () => CopyLocals());
            Time("a[3], sbyte[], constant index", () => LoadByteAtConstant(Bytes));
            Time("a[i + 3], sbyte[]", () => LoadByteAtIndex(Bytes));
            Time("(sbyte)b[3], byte[]", () => LoadUnsignedByte(UnsignedBytes));
            Time("c[3], int[]", () => LoadInt(Ints));
            Time("d[3], long[]", () => LoadLong(Longs));
            Time("a[3] = (sbyte)x", () => StoreByte(Bytes));
            Time("c[3] = x, int[]", () => StoreInt(Ints));
            Time("d[3] = x, long[]", () => StoreLong(Longs));
            Time("d[3] += x, long[]", () => AddToLong(Longs));
            Time("if (x < y), not taken", () => Branch());
            Time("x = x < y ? y : x", () => Conditional());
            Time("switch of four", () => Switch());
            Time("x / y", () => Divide());
            Time("call of a static method", () => CallStatic());
            Time("call of a static method, six arguments", () => CallStaticWithSix());
            Time("call of a virtual method", () => CallVirtual(Object));
            Time("BitConverter.ToInt32", () => ReadInt32(UnsignedBytes));
            Time("BitConverter.ToUInt16", () => ReadUInt16(UnsignedBytes));
            Time("b[3] + (b[4] << 8), byte[]", () => ReadTwoBytes(UnsignedBytes));
            Time("Array.Copy of 16", () => CopyArray(Bytes));
        }

        private static void Time(string name, Work work)
        {
            double[] ticks = Race.Run(new Work[] { () => EmptyStep(), work }, Rounds);
            Console.WriteLine($"{(ticks[1] - ticks[0]) / ticks[0] / Copies:F2}  {name}");
        }

        private static int EmptyStep()
        {
            int x = 0;
            for (int i = 0; i < Steps; i++)
            {
            }

            return x;
        }

        private static int Same(int a)
        {
            return a;
        }

        private static int Same6(int a, int b, int c, int d, int e, int f)
        {
            return f;
        }

        private class Fields
        {
            public int Y = 1;

            public virtual int Same(int a)
            {
                return a;
            }
        }
    }
}
