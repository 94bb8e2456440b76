namespace TinyInfer.Benchmarks
{
    /// <summary>Branches and calls.</summary>
    internal static partial class ConstructCosts
    {
        private static int Branch()
        {
            int x = 3, y = 2;
            for (int i = 0; i < Steps; i++)
            {
                if (x < y) { x = y; }
                if (x < y) { x = y; }
                if (x < y) { x = y; }
                if (x < y) { x = y; }
                if (x < y) { x = y; }
                if (x < y) { x = y; }
                if (x < y) { x = y; }
                if (x < y) { x = y; }
            }

            return x;
        }

        private static int Conditional()
        {
            int x = 3, y = 2;
            for (int i = 0; i < Steps; i++)
            {
                x = x < y ? y : x;
                x = x < y ? y : x;
                x = x < y ? y : x;
                x = x < y ? y : x;
                x = x < y ? y : x;
                x = x < y ? y : x;
                x = x < y ? y : x;
                x = x < y ? y : x;
            }

            return x;
        }

        private static int Switch()
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                switch (x & 3) { case 0: x = 2; break; case 1: x = 0; break; case 2: x = 1; break; case 3: x = 0; break; }
                switch (x & 3) { case 0: x = 2; break; case 1: x = 0; break; case 2: x = 1; break; case 3: x = 0; break; }
                switch (x & 3) { case 0: x = 2; break; case 1: x = 0; break; case 2: x = 1; break; case 3: x = 0; break; }
                switch (x & 3) { case 0: x = 2; break; case 1: x = 0; break; case 2: x = 1; break; case 3: x = 0; break; }
                switch (x & 3) { case 0: x = 2; break; case 1: x = 0; break; case 2: x = 1; break; case 3: x = 0; break; }
                switch (x & 3) { case 0: x = 2; break; case 1: x = 0; break; case 2: x = 1; break; case 3: x = 0; break; }
                switch (x & 3) { case 0: x = 2; break; case 1: x = 0; break; case 2: x = 1; break; case 3: x = 0; break; }
                switch (x & 3) { case 0: x = 2; break; case 1: x = 0; break; case 2: x = 1; break; case 3: x = 0; break; }
            }

            return x;
        }

        private static int Divide()
        {
            int x = 1000, y = 1;
            for (int i = 0; i < Steps; i++)
            {
                x = x / y / y / y / y / y / y / y / y;
            }

            return x;
        }

        private static int CallStatic()
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                x = Same(Same(Same(Same(Same(Same(Same(Same(x))))))));
            }

            return x;
        }

        private static int CallStaticWithSix()
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                x = Same6(x, x, x, x, x, x);
                x = Same6(x, x, x, x, x, x);
                x = Same6(x, x, x, x, x, x);
                x = Same6(x, x, x, x, x, x);
                x = Same6(x, x, x, x, x, x);
                x = Same6(x, x, x, x, x, x);
                x = Same6(x, x, x, x, x, x);
                x = Same6(x, x, x, x, x, x);
            }

            return x;
        }

        private static int CallVirtual(Fields f)
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                x = f.Same(x);
                x = f.Same(x);
                x = f.Same(x);
                x = f.Same(x);
                x = f.Same(x);
                x = f.Same(x);
                x = f.Same(x);
                x = f.Same(x);
            }

            return x;
        }

        private static int ReadInt32(byte[] b)
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                x = x
                    + System.BitConverter.ToInt32(b, 0) + System.BitConverter.ToInt32(b, 1)
                    + System.BitConverter.ToInt32(b, 2) + System.BitConverter.ToInt32(b, 3)
                    + System.BitConverter.ToInt32(b, 4) + System.BitConverter.ToInt32(b, 5)
                    + System.BitConverter.ToInt32(b, 6) + System.BitConverter.ToInt32(b, 7);
            }

            return x;
        }

        private static int ReadUInt16(byte[] b)
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                x = x
                    + System.BitConverter.ToUInt16(b, 0) + System.BitConverter.ToUInt16(b, 1)
                    + System.BitConverter.ToUInt16(b, 2) + System.BitConverter.ToUInt16(b, 3)
                    + System.BitConverter.ToUInt16(b, 4) + System.BitConverter.ToUInt16(b, 5)
                    + System.BitConverter.ToUInt16(b, 6) + System.BitConverter.ToUInt16(b, 7);
            }

            return x;
        }

        private static int ReadTwoBytes(byte[] b)
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                x = x
                    + (b[0] + (b[1] << 8)) + (b[1] + (b[2] << 8))
                    + (b[2] + (b[3] << 8)) + (b[3] + (b[4] << 8))
                    + (b[4] + (b[5] << 8)) + (b[5] + (b[6] << 8))
                    + (b[6] + (b[7] << 8)) + (b[7] + (b[8] << 8));
            }

            return x;
        }

        private static int CopyArray(sbyte[] a)
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                System.Array.Copy(a, 0, a, 16, 16);
                System.Array.Copy(a, 0, a, 16, 16);
                System.Array.Copy(a, 0, a, 16, 16);
                System.Array.Copy(a, 0, a, 16, 16);
                System.Array.Copy(a, 0, a, 16, 16);
                System.Array.Copy(a, 0, a, 16, 16);
                System.Array.Copy(a, 0, a, 16, 16);
                System.Array.Copy(a, 0, a, 16, 16);
            }

            return x;
        }
    }
}
