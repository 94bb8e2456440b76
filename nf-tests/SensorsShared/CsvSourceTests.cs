using System;
using nanoFramework.TestFramework;

namespace TinyInfer.Sensors.Tests
{
    [TestClass]
    public class CsvSourceTests
    {
        [TestMethod]
        [DataRow("1,2\n3,4\n", "0: 1 2 3 4 ")]
        [DataRow("1,2\r\n3,4", "0: 1 2 3 4 ")]
        [DataRow("ax,ay\n\n -1 , 32767\n\n-32768,0\n\n", "0: -1 32767 -32768 0 ")]
        [DataRow("time,ax\n1000,7\n1010,8\n1020,9\n", "1000000: 7 8 9 ")]
        [DataRow("timestamp,ax\n0,7\n10.25,8\n14.5,9\n", "0: 7 8 9 ")]
        [DataRow("time,ax\n0,1\n10,2\n40,3\n50,4\n", "0: 1 2 gap 40000: 3 4 ")]
        public void Read_ofAFile_givesItsFrames(string text, string expected)
        {
            Assert.AreEqual(expected, Frames(new CsvSource(new TextInput(text), 100)));
        }

        [TestMethod]
        [DataRow("", 5, 0, 0)]
        [DataRow("\n\n", 5, 0, 0)]
        [DataRow("ax,ay\n", 5, 0, 0)]
        [DataRow("time\n1\n", 6, 1, 0)]
        [DataRow("1,2,x\n", 7, 1, 3)]
        [DataRow("1,32768\n", 7, 1, 2)]
        [DataRow("1,-32769\n", 7, 1, 2)]
        [DataRow("1,\n", 7, 1, 2)]
        [DataRow("1,1.5\n", 7, 1, 2)]
        [DataRow("1,12345678901\n", 7, 1, 2)]
        [DataRow("time,a\n-1,5\n", 7, 2, 1)]
        [DataRow("time,a\n1.,5\n", 7, 2, 1)]
        public void Start_ofABadFile_namesLineAndColumn(string text, int error, int line, int column)
        {
            RecordingException failure = Failure(() => new CsvSource(new TextInput(text), 100));

            Assert.AreEqual(error, (int)failure.Error);
            Assert.AreEqual(line, failure.Line);
            Assert.AreEqual(column, failure.Column);
        }

        [TestMethod]
        [DataRow("a,b\n1,2\n3\n5,6\n", 6, 3, 0, 1, 2)]
        [DataRow("a,b\n1,2\n3,4,5\n5,6\n", 6, 3, 0, 3, 2)]
        [DataRow("a,b\n1,2\n3,x\n5,6\n", 7, 3, 2, 0, 2)]
        [DataRow("time,b\n1,2\n1,3\n11,6\n", 8, 3, 1, 0, 2)]
        public void Read_behindABadLine_namesItAndGoesOnAfterAGap(string text, int error, int line, int column, int found, int expected)
        {
            CsvSource source = new CsvSource(new TextInput(text), 100);
            short[] values = new short[20];

            Assert.AreEqual(source.Channels, source.Read(values, 0, 20));
            RecordingException failure = Failure(() => source.Read(values, 0, 20));

            Assert.AreEqual(error, (int)failure.Error);
            Assert.AreEqual(line, failure.Line);
            Assert.AreEqual(column, failure.Column);
            Assert.AreEqual(found, failure.Found);
            Assert.AreEqual(expected, failure.Expected);
            Assert.IsFalse(source.IsAtEnd);
            Assert.AreEqual(source.Channels, source.Read(values, 0, 20));
            Assert.AreEqual(6, (int)values[source.Channels - 1]);
            Assert.IsTrue(source.IsAfterGap);
            Assert.IsTrue(source.IsAtEnd);
        }

        [TestMethod]
        public void Times_withoutAColumn_areCounted()
        {
            CsvSource source = new CsvSource(new TextInput("1\n2\n3\n"), 250);
            short[] values = new short[2];

            source.Read(values, 0, 2);
            Assert.AreEqual(0L, source.Time);
            source.Read(values, 0, 2);
            Assert.AreEqual(8000L, source.Time);
        }

        private static string Frames(CsvSource source)
        {
            string frames = "";
            short[] values = new short[6];
            while (!source.IsAtEnd)
            {
                int count = source.Read(values, 0, source.Channels * 3);
                frames += source.IsAfterGap ? $"gap {source.Time}: " : frames.Length == 0 ? $"{source.Time}: " : "";
                for (int i = 0; i < count; i++)
                {
                    frames += $"{values[i]} ";
                }
            }

            return frames;
        }

        private static RecordingException Failure(Action action)
        {
            try
            {
                action();
            }
            catch (RecordingException failure)
            {
                return failure;
            }

            throw new InvalidOperationException();
        }
    }
}
