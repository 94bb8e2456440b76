using System;
using nanoFramework.TestFramework;

namespace TinyInfer.Pipeline.Tests
{
    [TestClass]
    public class SlidingWindowTests
    {
        [TestMethod]
        [DataRow(4, 2, 1, "0-3 2-5 4-7 6-9")]
        [DataRow(4, 2, 3, "0-3 2-5 4-7 6-9")]
        [DataRow(4, 4, 2, "0-3 4-7")]
        [DataRow(4, 1, 1, "0-3 1-4 2-5 3-6 4-7 5-8 6-9")]
        [DataRow(2, 5, 2, "0-1 5-6")]
        [DataRow(10, 3, 1, "0-9")]
        [DataRow(11, 3, 1, "")]
        [DataRow(1, 3, 1, "0-0 3-3 6-6 9-9")]
        public void Add_inAnyPortions_givesTheSameWindows(int length, int hop, int channels, string expected)
        {
            for (int portion = 1; portion <= 10; portion++)
            {
                Assert.AreEqual(expected, Windows(new SlidingWindow(length, hop, channels, 1), portion), $"{portion}");
            }
        }

        /// <summary>100 Hz; the second portion's clock is 5 ms late, as clocks are.</summary>
        [TestMethod]
        public void Times_ofAWindow_areThoseOfItsEnds()
        {
            SlidingWindow window = new SlidingWindow(4, 2, 1, 100);

            Assert.AreEqual(3, window.Add(new short[3], 0, 3, 1000000));
            Assert.IsFalse(window.IsComplete);
            Assert.AreEqual(1, window.Add(new short[3], 0, 3, 1035000));
            Assert.IsTrue(window.IsComplete);
            Assert.AreEqual(1035000L, window.EndTime);
            Assert.AreEqual(1005000L, window.StartTime);
            Assert.AreEqual(2, window.Add(new short[3], 1, 2, 1045000));
            Assert.AreEqual(1055000L, window.EndTime);
        }

        [TestMethod]
        public void Gap_withinAWindow_beginsANewOne()
        {
            SlidingWindow window = new SlidingWindow(4, 2, 1, 100);
            window.Add(new short[] { 1, 2, 3 }, 0, 3, 0);

            window.Gap();
            window.Add(new short[] { 4, 5, 6 }, 0, 3, 0);

            Assert.AreEqual(1, window.GapCount);
            Assert.IsFalse(window.IsComplete);
            window.Add(new short[] { 7 }, 0, 1, 0);
            Assert.IsTrue(window.IsComplete);
            for (int i = 0; i < 4; i++)
            {
                Assert.AreEqual(4 + i, (int)window.Values[(window.Start + i) % 4]);
            }
        }

        [TestMethod]
        public void Add_ofNothing_takesNothing()
        {
            SlidingWindow window = new SlidingWindow(1, 1, 1, 100);
            window.Add(new short[1], 0, 1, 0);

            Assert.AreEqual(0, window.Add(new short[1], 1, 0, 0));
            Assert.IsFalse(window.IsComplete);
        }

        [TestMethod]
        public void Add_ofWhatIsNotThere_isAWrongCall()
        {
            SlidingWindow window = new SlidingWindow(4, 2, 2, 100);

            Assert.ThrowsException(typeof(ArgumentNullException), () => window.Add(null, 0, 0, 0));
            Assert.ThrowsException(typeof(ArgumentException), () => window.Add(new short[4], 0, 3, 0));
            Assert.ThrowsException(typeof(ArgumentException), () => window.Add(new short[4], 2, 4, 0));
            Assert.ThrowsException(typeof(ArgumentException), () => window.Add(new short[4], -2, 2, 0));
            Assert.ThrowsException(typeof(ArgumentException), () => window.Add(new short[4], 0, -2, 0));
        }

        [TestMethod]
        public void Parameters_outOfRange_areAWrongCall()
        {
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => new SlidingWindow(0, 1, 1, 1));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => new SlidingWindow(1, 0, 1, 1));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => new SlidingWindow(1, 1, 0, 1));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => new SlidingWindow(1, 1, 1, 0));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => new SlidingWindow(1, 1, 1, float.NaN));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => new SlidingWindow(65536, 1, 65536, 1));
        }

        /// <summary>First and last frame of each window over ten frames; every value is checked to be frame and channel.</summary>
        private static string Windows(SlidingWindow window, int portion)
        {
            int channels = window.Channels;
            short[] values = new short[10 * channels];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = (short)(i / channels * 100 + i % channels);
            }

            string windows = "";
            for (int start = 0; start < values.Length;)
            {
                int count = portion * channels;
                count = count < values.Length - start ? count : values.Length - start;
                start += window.Add(values, start, count, 0);
                if (window.IsComplete)
                {
                    int first = window.Values[window.Start] / 100;
                    for (int i = 0; i < window.Length * channels; i++)
                    {
                        int value = window.Values[(window.Start + i) % window.Values.Length];
                        Assert.AreEqual((first + i / channels) * 100 + i % channels, value);
                    }

                    windows += $"{(windows.Length == 0 ? "" : " ")}{first}-{first + window.Length - 1}";
                }
            }

            return windows;
        }
    }
}
