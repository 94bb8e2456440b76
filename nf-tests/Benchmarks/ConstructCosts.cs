using System;

namespace TinyInfer.Benchmarks
{
    /// <summary>
    /// What C# constructs cost in an interpreting CLR, in empty steps of a loop. Each is written eight times in a loop's
    /// body. docs/interpreter-costs.md is this output.
    /// </summary>
    internal static class ConstructCosts
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
            Time("x + y on ints", () => M1());
            Time("x + y on longs", () => M2());
            Time("x + y, y a fifth argument", () => M3(1, 2, 3, 4, 5));
            Time("x + y, y a static field", () => M4());
            Time("x + y, y a field", () => M5(Object));
            Time("x * y on ints", () => M6());
            Time("x * y on longs", () => M7());
            Time("x >> y on ints", () => M8());
            Time("x >> y on longs", () => M9());
            Time("x + p * w on longs, all local", () => M10());
            Time("(long)y, y an int", () => M11());
            Time("(int)y, y a long", () => M12());
            Time("x = y; a local", () => M13());
            Time("a[3], sbyte[], constant index", () => M14(Bytes));
            Time("a[i + 3], sbyte[]", () => M15(Bytes));
            Time("(sbyte)b[3], byte[]", () => M16(UnsignedBytes));
            Time("c[3], int[]", () => M17(Ints));
            Time("d[3], long[]", () => M18(Longs));
            Time("a[3] = (sbyte)x", () => M19(Bytes));
            Time("c[3] = x, int[]", () => M20(Ints));
            Time("d[3] = x, long[]", () => M21(Longs));
            Time("d[3] += x, long[]", () => M22(Longs));
            Time("if (x < y), not taken", () => M23());
            Time("x = x < y ? y : x", () => M24());
            Time("switch of four", () => M25());
            Time("x / y", () => M26());
            Time("call of a static method", () => M27());
            Time("call of a static method, six arguments", () => M28());
            Time("call of a virtual method", () => M29(Object));
            Time("BitConverter.ToInt32", () => M30(UnsignedBytes));
            Time("BitConverter.ToUInt16", () => M31(UnsignedBytes));
            Time("b[3] + (b[4] << 8), byte[]", () => M32(UnsignedBytes));
            Time("Array.Copy of 16", () => M33(Bytes));
        }

        private static void Time(string name, Work work)
        {
            double[] ticks = Race.Run(new Work[] { () => M0(), work }, Rounds);
            Console.WriteLine($"{(ticks[1] - ticks[0]) / ticks[0] / Copies:F2}  {name}");
        }

        private static int M0()
        {
            int x = 0;
            for (int i = 0; i < Steps; i++)
            {
                
            }

            return x;
        }

        private static int M1()
        {
            int x = 1, y = 2;
            for (int i = 0; i < Steps; i++)
            {
                x = x + y + y + y + y + y + y + y + y;
            }

            return x;
        }

        private static int M2()
        {
            long x = 1, y = 2;
            for (int i = 0; i < Steps; i++)
            {
                x = x + y + y + y + y + y + y + y + y;
            }

            return (int)x;
        }

        private static int M3(int a, int b, int c, int d, int y)
        {
            int x = a + b + c + d;
            for (int i = 0; i < Steps; i++)
            {
                x = x + y + y + y + y + y + y + y + y;
            }

            return x;
        }

        private static int M4()
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                x = x + Static + Static + Static + Static + Static + Static + Static + Static;
            }

            return x;
        }

        private static int M5(Fields f)
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                x = x + f.Y + f.Y + f.Y + f.Y + f.Y + f.Y + f.Y + f.Y;
            }

            return x;
        }

        private static int M6()
        {
            int x = 1, y = 3;
            for (int i = 0; i < Steps; i++)
            {
                x = x * y * y * y * y * y * y * y * y;
            }

            return x;
        }

        private static int M7()
        {
            long x = 1, y = 3;
            for (int i = 0; i < Steps; i++)
            {
                x = x * y * y * y * y * y * y * y * y;
            }

            return (int)x;
        }

        private static int M8()
        {
            int x = 1, y = 3;
            for (int i = 0; i < Steps; i++)
            {
                x = x >> y >> y >> y >> y >> y >> y >> y >> y;
            }

            return x;
        }

        private static int M9()
        {
            long x = 1; int y = 3;
            for (int i = 0; i < Steps; i++)
            {
                x = x >> y >> y >> y >> y >> y >> y >> y >> y;
            }

            return (int)x;
        }

        private static int M10()
        {
            long x = 1, p = 3, w = 5;
            for (int i = 0; i < Steps; i++)
            {
                x = x + p * w + p * w + p * w + p * w + p * w + p * w + p * w + p * w;
            }

            return (int)x;
        }

        private static int M11()
        {
            long x = 1; int y = 3;
            for (int i = 0; i < Steps; i++)
            {
                x = x + y + y + y + y + y + y + y + y;
            }

            return (int)x;
        }

        private static int M12()
        {
            int x = 1; long y = 3;
            for (int i = 0; i < Steps; i++)
            {
                x = x + (int)y + (int)y + (int)y + (int)y + (int)y + (int)y + (int)y + (int)y;
            }

            return x;
        }

        private static int M13()
        {
            int x = 1, y = 2;
            for (int i = 0; i < Steps; i++)
            {
                x = y; y = x; x = y; y = x; x = y; y = x; x = y; y = x;
            }

            return x;
        }

        private static int M14(sbyte[] a)
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                x = x + a[0] + a[1] + a[2] + a[3] + a[4] + a[5] + a[6] + a[7];
            }

            return x;
        }

        private static int M15(sbyte[] a)
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                x = x + a[i + 0] + a[i + 1] + a[i + 2] + a[i + 3] + a[i + 4] + a[i + 5] + a[i + 6] + a[i + 7];
            }

            return x;
        }

        private static int M16(byte[] b)
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                x = x + (sbyte)b[0] + (sbyte)b[1] + (sbyte)b[2] + (sbyte)b[3] + (sbyte)b[4] + (sbyte)b[5] + (sbyte)b[6] + (sbyte)b[7];
            }

            return x;
        }

        private static int M17(int[] c)
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                x = x + c[0] + c[1] + c[2] + c[3] + c[4] + c[5] + c[6] + c[7];
            }

            return x;
        }

        private static int M18(long[] d)
        {
            long x = 1;
            for (int i = 0; i < Steps; i++)
            {
                x = x + d[0] + d[1] + d[2] + d[3] + d[4] + d[5] + d[6] + d[7];
            }

            return (int)x;
        }

        private static int M19(sbyte[] a)
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                a[0] = (sbyte)x; a[1] = (sbyte)x; a[2] = (sbyte)x; a[3] = (sbyte)x; a[4] = (sbyte)x; a[5] = (sbyte)x; a[6] = (sbyte)x; a[7] = (sbyte)x;
            }

            return x;
        }

        private static int M20(int[] c)
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                c[0] = x; c[1] = x; c[2] = x; c[3] = x; c[4] = x; c[5] = x; c[6] = x; c[7] = x;
            }

            return x;
        }

        private static int M21(long[] d)
        {
            long x = 1;
            for (int i = 0; i < Steps; i++)
            {
                d[0] = x; d[1] = x; d[2] = x; d[3] = x; d[4] = x; d[5] = x; d[6] = x; d[7] = x;
            }

            return (int)x;
        }

        private static int M22(long[] d)
        {
            long x = 1;
            for (int i = 0; i < Steps; i++)
            {
                d[0] += x; d[1] += x; d[2] += x; d[3] += x; d[4] += x; d[5] += x; d[6] += x; d[7] += x;
            }

            return (int)x;
        }

        private static int M23()
        {
            int x = 3, y = 2;
            for (int i = 0; i < Steps; i++)
            {
                if (x < y) { x = y; } if (x < y) { x = y; } if (x < y) { x = y; } if (x < y) { x = y; } if (x < y) { x = y; } if (x < y) { x = y; } if (x < y) { x = y; } if (x < y) { x = y; }
            }

            return x;
        }

        private static int M24()
        {
            int x = 3, y = 2;
            for (int i = 0; i < Steps; i++)
            {
                x = x < y ? y : x; x = x < y ? y : x; x = x < y ? y : x; x = x < y ? y : x; x = x < y ? y : x; x = x < y ? y : x; x = x < y ? y : x; x = x < y ? y : x;
            }

            return x;
        }

        private static int M25()
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                switch (x & 3) { case 0: x = 2; break; case 1: x = 0; break; case 2: x = 1; break; case 3: x = 0; break; } switch (x & 3) { case 0: x = 2; break; case 1: x = 0; break; case 2: x = 1; break; case 3: x = 0; break; } switch (x & 3) { case 0: x = 2; break; case 1: x = 0; break; case 2: x = 1; break; case 3: x = 0; break; } switch (x & 3) { case 0: x = 2; break; case 1: x = 0; break; case 2: x = 1; break; case 3: x = 0; break; } switch (x & 3) { case 0: x = 2; break; case 1: x = 0; break; case 2: x = 1; break; case 3: x = 0; break; } switch (x & 3) { case 0: x = 2; break; case 1: x = 0; break; case 2: x = 1; break; case 3: x = 0; break; } switch (x & 3) { case 0: x = 2; break; case 1: x = 0; break; case 2: x = 1; break; case 3: x = 0; break; } switch (x & 3) { case 0: x = 2; break; case 1: x = 0; break; case 2: x = 1; break; case 3: x = 0; break; }
            }

            return x;
        }

        private static int M26()
        {
            int x = 1000, y = 1;
            for (int i = 0; i < Steps; i++)
            {
                x = x / y / y / y / y / y / y / y / y;
            }

            return x;
        }

        private static int M27()
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                x = Same(Same(Same(Same(Same(Same(Same(Same(x))))))));
            }

            return x;
        }

        private static int M28()
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                x = Same6(x, x, x, x, x, x); x = Same6(x, x, x, x, x, x); x = Same6(x, x, x, x, x, x); x = Same6(x, x, x, x, x, x); x = Same6(x, x, x, x, x, x); x = Same6(x, x, x, x, x, x); x = Same6(x, x, x, x, x, x); x = Same6(x, x, x, x, x, x);
            }

            return x;
        }

        private static int M29(Fields f)
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                x = f.Same(x); x = f.Same(x); x = f.Same(x); x = f.Same(x); x = f.Same(x); x = f.Same(x); x = f.Same(x); x = f.Same(x);
            }

            return x;
        }

        private static int M30(byte[] b)
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                x = x + System.BitConverter.ToInt32(b, 0) + System.BitConverter.ToInt32(b, 1) + System.BitConverter.ToInt32(b, 2) + System.BitConverter.ToInt32(b, 3) + System.BitConverter.ToInt32(b, 4) + System.BitConverter.ToInt32(b, 5) + System.BitConverter.ToInt32(b, 6) + System.BitConverter.ToInt32(b, 7);
            }

            return x;
        }

        private static int M31(byte[] b)
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                x = x + System.BitConverter.ToUInt16(b, 0) + System.BitConverter.ToUInt16(b, 1) + System.BitConverter.ToUInt16(b, 2) + System.BitConverter.ToUInt16(b, 3) + System.BitConverter.ToUInt16(b, 4) + System.BitConverter.ToUInt16(b, 5) + System.BitConverter.ToUInt16(b, 6) + System.BitConverter.ToUInt16(b, 7);
            }

            return x;
        }

        private static int M32(byte[] b)
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                x = x + (b[0] + (b[0 + 1] << 8)) + (b[1] + (b[1 + 1] << 8)) + (b[2] + (b[2 + 1] << 8)) + (b[3] + (b[3 + 1] << 8)) + (b[4] + (b[4 + 1] << 8)) + (b[5] + (b[5 + 1] << 8)) + (b[6] + (b[6 + 1] << 8)) + (b[7] + (b[7 + 1] << 8));
            }

            return x;
        }

        private static int M33(sbyte[] a)
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                System.Array.Copy(a, 0, a, 16, 16); System.Array.Copy(a, 0, a, 16, 16); System.Array.Copy(a, 0, a, 16, 16); System.Array.Copy(a, 0, a, 16, 16); System.Array.Copy(a, 0, a, 16, 16); System.Array.Copy(a, 0, a, 16, 16); System.Array.Copy(a, 0, a, 16, 16); System.Array.Copy(a, 0, a, 16, 16);
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
