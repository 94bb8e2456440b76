namespace TinyInfer.Benchmarks
{
    /// <summary>Arithmetic, locals, fields.</summary>
    internal static partial class ConstructCosts
    {
        private static int AddInts()
        {
            int x = 1, y = 2;
            for (int i = 0; i < Steps; i++)
            {
                x = x + y + y + y + y + y + y + y + y;
            }

            return x;
        }

        private static int AddLongs()
        {
            long x = 1, y = 2;
            for (int i = 0; i < Steps; i++)
            {
                x = x + y + y + y + y + y + y + y + y;
            }

            return (int)x;
        }

        private static int AddFifthArgument(int a, int b, int c, int d, int y)
        {
            int x = a + b + c + d;
            for (int i = 0; i < Steps; i++)
            {
                x = x + y + y + y + y + y + y + y + y;
            }

            return x;
        }

        private static int AddStaticField()
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                x = x + Static + Static + Static + Static + Static + Static + Static + Static;
            }

            return x;
        }

        private static int AddField(Fields f)
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                x = x + f.Y + f.Y + f.Y + f.Y + f.Y + f.Y + f.Y + f.Y;
            }

            return x;
        }

        private static int MultiplyInts()
        {
            int x = 1, y = 3;
            for (int i = 0; i < Steps; i++)
            {
                x = x * y * y * y * y * y * y * y * y;
            }

            return x;
        }

        private static int MultiplyLongs()
        {
            long x = 1, y = 3;
            for (int i = 0; i < Steps; i++)
            {
                x = x * y * y * y * y * y * y * y * y;
            }

            return (int)x;
        }

        private static int ShiftInts()
        {
            int x = 1, y = 3;
            for (int i = 0; i < Steps; i++)
            {
                x = x >> y >> y >> y >> y >> y >> y >> y >> y;
            }

            return x;
        }

        private static int ShiftLongs()
        {
            long x = 1; int y = 3;
            for (int i = 0; i < Steps; i++)
            {
                x = x >> y >> y >> y >> y >> y >> y >> y >> y;
            }

            return (int)x;
        }

        private static int MultiplyAddLongs()
        {
            long x = 1, p = 3, w = 5;
            for (int i = 0; i < Steps; i++)
            {
                x = x + p * w + p * w + p * w + p * w + p * w + p * w + p * w + p * w;
            }

            return (int)x;
        }

        private static int Widen()
        {
            long x = 1; int y = 3;
            for (int i = 0; i < Steps; i++)
            {
                x = x + y + y + y + y + y + y + y + y;
            }

            return (int)x;
        }

        private static int Narrow()
        {
            int x = 1; long y = 3;
            for (int i = 0; i < Steps; i++)
            {
                x = x + (int)y + (int)y + (int)y + (int)y + (int)y + (int)y + (int)y + (int)y;
            }

            return x;
        }

        private static int CopyLocals()
        {
            int x = 1, y = 2;
            for (int i = 0; i < Steps; i++)
            {
                x = y;
                y = x;
                x = y;
                y = x;
                x = y;
                y = x;
                x = y;
                y = x;
            }

            return x;
        }
    }
}
