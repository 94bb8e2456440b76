using System;
using nanoFramework.TestFramework;
using TinyInfer.Reference;

namespace TinyInfer.Tests
{
    /// <summary>The kernels against plain ones: same bytes over random shapes and extreme values, and nothing else written.</summary>
    [TestClass]
    public class KernelComparisonTests
    {
        private const int Cases = 40;

        [TestMethod]
        public void Conv2D_randomShapes_asReference()
        {
            for (uint seed = 1; seed <= Cases; seed++)
            {
                AssertSame(RandomConv(OpCode.Conv2D, seed), seed);
            }
        }

        /// <summary>Outputs among the channels of a larger tensor, which keeps the others.</summary>
        [TestMethod]
        public void Conv2DPart_randomShapes_asReference()
        {
            for (uint seed = 1; seed <= Cases; seed++)
            {
                AssertSame(RandomConv(OpCode.Conv2DPart, seed), seed);
                AssertSameInLayouts(RandomConv(OpCode.Conv2DPart, seed + Cases), seed + Cases);
            }
        }

        [TestMethod]
        public void DepthwiseConv2D_randomShapes_asReference()
        {
            for (uint seed = 1; seed <= Cases; seed++)
            {
                AssertSame(RandomConv(OpCode.DepthwiseConv2D, seed), seed);
            }
        }

        /// <summary>The longest sums that fit a field, and the shortest that do not: 63, 64, 65 products of -128 by -128, and many.</summary>
        [TestMethod]
        public void Conv2D_extremeValues_asReference()
        {
            int[] depths = { 63, 64, 65, 72, 128, 129, 300 };
            for (int i = 0; i < depths.Length; i++)
            {
                AssertSame(RandomOps.Conv(OpCode.Conv2D, (uint)i, 1, 2, 5, depths[i], 2, 5, 3, 1, 1, 1, 1, 0, 0, true, 0), (uint)i);
                AssertSame(RandomOps.Conv(OpCode.Conv2D, (uint)i, 1, 3, 5, depths[i], 3, 5, 2, 3, 3, 1, 1, 1, 1, false, 0), (uint)i);
                AssertSame(RandomOps.Conv(OpCode.DepthwiseConv2D, (uint)i, 1, 20, 9, 1, 10, 9, 4, depths[i] / 8, 8, 1, 1, 3, 3, true, 0), (uint)i);
            }
        }

        [TestMethod]
        public void FullyConnected_randomShapes_asReference()
        {
            for (uint seed = 1; seed <= Cases; seed++)
            {
                OpCase shape = new OpCase(OpCode.FullyConnected, 64, 0, 0, seed);
                int[] ranges = { 128, 20, 0 };
                AssertSame(
                    RandomOps.FullyConnected(
                        seed, 1 + shape.Next(2), 1 + shape.Next(seed % 3 == 0 ? 300 : 40), 1 + shape.Next(seed % 4 == 0 ? 150 : 20),
                        shape.Next(2) == 0, ranges[shape.Next(3)]),
                    seed);
            }
        }

        /// <summary>The same ops with their weights stored in each layout that there is for them.</summary>
        [TestMethod]
        public void Conv2D_inEveryLayout_asReference()
        {
            for (uint seed = 1; seed <= Cases; seed++)
            {
                AssertSameInLayouts(RandomConv(OpCode.Conv2D, seed), seed);
                AssertSameInLayouts(RandomOps.Conv(OpCode.Conv2D, seed, 1, 4, 5, 1 + (int)seed % 9, 4, 5, 1 + (int)seed % 7, 3, 3, 1, 1, 1, 1, true, 128), seed);
            }
        }

        [TestMethod]
        public void FullyConnected_inEveryLayout_asReference()
        {
            for (uint seed = 1; seed <= Cases; seed++)
            {
                AssertSameInLayouts(RandomOps.FullyConnected(seed, 1 + (int)seed % 2, 1 + (int)seed % 37, 1 + (int)seed % 11, seed % 3 == 0, 128), seed);
            }

            // More weights than are unpacked at a time.
            AssertSameInLayouts(RandomOps.FullyConnected(1, 2, 300, 30, true, 128), 1);
            AssertSameInLayouts(RandomOps.FullyConnected(2, 1, 2100, 5, false, 20), 2);
        }

        [TestMethod]
        public void BinaryOps_randomShapes_asReference()
        {
            for (uint seed = 1; seed <= Cases; seed++)
            {
                OpCase shape = new OpCase(OpCode.Add, 64, 0, 0, seed);
                int outer = 1 + shape.Next(7);
                int inner = 1 + shape.Next(20);
                int stride = shape.Next(2);
                AssertSame(RandomOps.Binary(OpCode.Add, seed, outer, inner, shape.Next(2) * inner * stride, stride), seed);
                AssertSame(RandomOps.Binary(OpCode.Sub, seed, outer, inner, shape.Next(2) * inner * stride, stride), seed);
                AssertSame(RandomOps.Binary(OpCode.Mul, seed, outer, inner, shape.Next(2) * inner * stride, stride), seed);
            }
        }

        [TestMethod]
        public void Pools_randomShapes_asReference()
        {
            for (uint seed = 1; seed <= Cases; seed++)
            {
                OpCase shape = new OpCase(OpCode.MaxPool2D, 64, 0, 0, seed);
                int kernelHeight = 1 + shape.Next(6);
                int kernelWidth = 1 + shape.Next(6);
                int height = 1 + shape.Next(9);
                int width = 1 + shape.Next(9);
                int channels = 1 + shape.Next(9);
                int stride = 1 + shape.Next(3);
                int top = shape.Next(kernelHeight);
                int left = shape.Next(kernelWidth);
                AssertSame(RandomOps.Pool(OpCode.MaxPool2D, seed, 1 + shape.Next(2), height, width, channels, kernelHeight, kernelWidth, stride, top, left), seed);
                AssertSame(RandomOps.Pool(OpCode.AveragePool2D, seed, 1 + shape.Next(2), height, width, channels, kernelHeight, kernelWidth, stride, top, left), seed);
            }
        }

        [TestMethod]
        public void OtherOps_randomShapes_asReference()
        {
            for (uint seed = 1; seed <= Cases; seed++)
            {
                OpCase shape = new OpCase(OpCode.Mean, 64, 0, 0, seed);
                AssertSame(RandomOps.Mean(seed, 1 + shape.Next(4), 1 + shape.Next(40), 1 + shape.Next(9)), seed);
                AssertSame(RandomOps.Lookup(seed, 1 + shape.Next(40)), seed);
                AssertSame(RandomOps.Softmax(seed, 1 + shape.Next(3), 1 + shape.Next(30)), seed);
            }
        }

        private static OpCase RandomConv(OpCode op, uint seed)
        {
            OpCase shape = new OpCase(op, 128, 0, 0, seed * 7);
            int[] depths = { 1, 1, 2, 3, 4, 8, 16, 24, 40 };
            int batches = 1 + shape.Next(4) / 3;
            int kernelHeight = shape.Next(3) != 0 ? 3 : 1 + shape.Next(5);
            int kernelWidth = shape.Next(3) != 0 ? 3 : 1 + shape.Next(5);
            int stride = 1 + shape.Next(3) / 2;
            int dilation = 1 + shape.Next(5) / 4;
            int height = 1 + shape.Next(9);
            int width = 1 + shape.Next(9);
            int channels = depths[shape.Next(depths.Length)];
            int outputChannels = op == OpCode.DepthwiseConv2D ? channels * (1 + shape.Next(4) / 3) : 1 + shape.Next(40);
            if (op == OpCode.DepthwiseConv2D && channels == 1)
            {
                outputChannels = 1 + shape.Next(9);
            }

            int[] ranges = { 128, 128, 10, 0 };
            return RandomOps.Conv(
                op, seed, batches, height, width, channels, (height + stride - 1) / stride, (width + stride - 1) / stride, outputChannels,
                kernelHeight, kernelWidth, stride, dilation, shape.Next(kernelHeight + 1), shape.Next(kernelWidth + 1),
                shape.Next(2) == 0, ranges[shape.Next(4)]);
        }

        private static void AssertSame(OpCase one, uint seed)
        {
            AssertSame(one.Model, one, seed);
        }

        private static void AssertSameInLayouts(OpCase one, uint seed)
        {
            AssertSame(WeightPacker.Pack(one.Model, WeightedFields.PairLayout), one, seed);
            AssertSame(WeightPacker.Pack(one.Model, WeightedFields.Int16Layout), one, seed);
            if (BitConverter.ToUInt16(one.Model, OpRecord.Code) != (int)OpCode.FullyConnected
                && BitConverter.ToUInt16(one.Model, ConvRecord.KernelHeight) == 3 && BitConverter.ToUInt16(one.Model, ConvRecord.KernelWidth) == 3
                && BitConverter.ToUInt16(one.Model, ConvRecord.StrideHeight) == 1 && BitConverter.ToUInt16(one.Model, ConvRecord.StrideWidth) == 1
                && BitConverter.ToUInt16(one.Model, ConvRecord.DilationHeight) == 1)
            {
                AssertSame(WeightPacker.Pack(one.Model, WeightedFields.WinogradLayout), one, seed);
            }
        }

        /// <param name="model">The op, or the same one with its weights in another layout.</param>
        private static void AssertSame(byte[] model, OpCase one, uint seed)
        {
            int units = BitConverter.ToInt32(one.Model, OpRecord.Units);
            sbyte[] expected = (sbyte[])one.Arena.Clone();
            Assert.IsTrue(ReferenceBackend.TryEval(one.Model, 0, expected, 0, units));
            AssertSame(model, one, seed, units, units, false, expected);
            AssertSame(model, one, seed, units, 1 + units / 3, false, expected);
            AssertSame(model, one, seed, units, units, true, expected);
            AssertSame(model, one, seed, units, 1 + units / 3, true, expected);
        }

        private static void AssertSame(byte[] model, OpCase one, uint seed, int units, int slice, bool prepack, sbyte[] expected)
        {
            sbyte[] arena = (sbyte[])one.Arena.Clone();
            ManagedBackend backend = new ManagedBackend { PrepackWeights = prepack };
            backend.Open(model, 0, BitConverter.ToUInt16(model, OpRecord.Size), arena);
            backend.Prepare(0);
            for (int first = 0; first < units; first += slice)
            {
                backend.Eval(0, first, slice < units - first ? slice : units - first);
            }

            for (int i = 0; i < arena.Length; i++)
            {
                if (arena[i] != expected[i])
                {
                    int layout = model[ConvRecord.WeightLayout];
                    Assert.AreEqual(
                        $"{expected[i]}",
                        $"{arena[i]} at {i} of {arena.Length}, seed {seed}, layout {layout}, slices of {slice}, prepack {prepack}");
                }
            }
        }
    }
}
