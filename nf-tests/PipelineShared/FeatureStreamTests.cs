using System;
using nanoFramework.TestFramework;

namespace TinyInfer.Pipeline.Tests
{
    [TestClass]
    public class FeatureStreamTests
    {
        /// <summary>Two features a window: its first value, and how many windows came before it.</summary>
        private class FirstValues : FrameFeatures
        {
            private int _windows;

            public FirstValues()
                : base(4, 2, 1, 2)
            {
            }

            public int Computed { get; private set; }

            public override void Compute(short[] ring, int start, sbyte[] features, int featureStart)
            {
                features[featureStart] = (sbyte)ring[start];
                features[featureStart + 1] = (sbyte)_windows;
                _windows++;
                Computed++;
            }

            public override void Reset()
            {
                _windows = 0;
            }
        }

        [TestMethod]
        public void Add_ofAStream_keepsTheLastFrames()
        {
            FirstValues features = new FirstValues();
            FeatureStream stream = new FeatureStream(features, 3, 1000);
            string inputs = Feed(stream, 0, 14);

            // Windows begin at 0, 2, 4 …; an input is three of them, and each is computed once.
            Assert.AreEqual("0 0 2 1 4 2 | 2 1 4 2 6 3 | 4 2 6 3 8 4 | 6 3 8 4 10 5 | ", inputs);
            Assert.AreEqual(6, features.Computed);
            Assert.AreEqual(13000L, stream.Time);
        }

        [TestMethod]
        public void Stride_ofAStream_leavesInputsOut()
        {
            FirstValues features = new FirstValues();
            FeatureStream stream = new FeatureStream(features, 3, 1000, 2);

            Assert.AreEqual("0 0 2 1 4 2 | 4 2 6 3 8 4 | ", Feed(stream, 0, 14));
            Assert.AreEqual(6, features.Computed);
            stream.Gap();
            Assert.IsFalse(stream.IsReady);
            Assert.AreEqual("50 0 52 1 54 2 | 54 2 56 3 58 4 | ", Feed(stream, 50, 13));
        }

        [TestMethod]
        public void Stride_beyondTheFrames_leavesFramesOut()
        {
            FeatureStream stream = new FeatureStream(new FirstValues(), 1, 1000, 3);

            Assert.AreEqual("0 0 | 6 3 | 12 6 | ", Feed(stream, 0, 18));
        }

        [TestMethod]
        public void Gap_inAStream_beginsAnew()
        {
            FeatureStream stream = new FeatureStream(new FirstValues(), 3, 1000);
            Feed(stream, 0, 9);

            stream.Gap();

            Assert.IsFalse(stream.IsReady);
            Assert.ThrowsException(typeof(InvalidOperationException), () => stream.CopyTo(new sbyte[6]));
            Assert.AreEqual("50 0 52 1 54 2 | ", Feed(stream, 50, 9));
            Assert.AreEqual(1, stream.GapCount);
        }

        [TestMethod]
        public void CopyTo_anArrayOfAnotherLength_isAWrongCall()
        {
            FeatureStream stream = new FeatureStream(new FirstValues(), 1, 1000);
            Feed(stream, 0, 4);

            Assert.ThrowsException(typeof(ArgumentException), () => stream.CopyTo(new sbyte[3]));
            Assert.ThrowsException(typeof(ArgumentException), () => stream.CopyTo(null));
        }

        [TestMethod]
        public void Parameters_outOfRange_areAWrongCall()
        {
            Assert.ThrowsException(typeof(ArgumentNullException), () => new FeatureStream(null, 1, 1));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => new FeatureStream(new FirstValues(), 0, 1));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => new FeatureStream(new FirstValues(), 1, 0));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => new FeatureStream(new FirstValues(), 1, 1, 0));
        }

        private static string Feed(FeatureStream stream, int first, int count)
        {
            short[] values = new short[count];
            for (int i = 0; i < count; i++)
            {
                values[i] = (short)(first + i);
            }

            sbyte[] input = new sbyte[stream.FrameCount * stream.FeatureCount];
            string inputs = "";
            for (int i = 0; i < count;)
            {
                i += stream.Add(values, i, count - i, i * 1000);
                if (stream.IsReady)
                {
                    stream.CopyTo(input);
                    foreach (sbyte feature in input)
                    {
                        inputs += $"{feature} ";
                    }

                    inputs += "| ";
                }
            }

            return inputs;
        }
    }
}
