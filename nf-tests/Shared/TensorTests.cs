using System;
using nanoFramework.TestFramework;

namespace TinyInfer.Tests
{
    [TestClass]
    public class TensorTests
    {
        [TestMethod]
        public void Properties_ofInt8_areTheEntrys()
        {
            Tensor input = Open(TinyNetwork.Model).Input(0);

            Assert.AreEqual("x", input.Name);
            Assert.AreEqual(2, input.Rank);
            Assert.AreEqual(1, input.Dimension(0));
            Assert.AreEqual(2, input.Dimension(1));
            Assert.AreEqual(2, input.ElementCount);
            Assert.AreEqual(2, input.ByteCount);
            Assert.AreEqual((int)ElementType.Int8, (int)input.ElementType);
            Assert.AreEqual((int)ElementType.Int8, (int)input.AppType);
            Assert.AreEqual(0.5f, input.Scale);
            Assert.AreEqual(-1, input.ZeroPoint);
        }

        [TestMethod]
        public void Properties_ofInt32_areTheEntrys()
        {
            Tensor best = Open(ImageNetwork.Model).Output("best");

            Assert.AreEqual(1, best.Rank);
            Assert.AreEqual(1, best.ElementCount);
            Assert.AreEqual(4, best.ByteCount);
            Assert.AreEqual((int)ElementType.Int32, (int)best.ElementType);
            Assert.AreEqual(0f, best.Scale);
        }

        [TestMethod]
        public void Dimension_ofNoAxis_isAWrongCall()
        {
            Tensor input = Open(TinyNetwork.Model).Input(0);

            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => input.Dimension(-1));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => input.Dimension(2));
        }

        [TestMethod]
        public void WriteInt8_ofOneElement_leavesTheOthers()
        {
            Tensor input = Open(TinyNetwork.Model).Input(0);
            input.Write(new sbyte[] { 1, 2 });

            input.WriteInt8(1, -128);

            Assert.AreEqual(1, (int)input.ReadInt8(0));
            Assert.AreEqual(-128, (int)input.ReadInt8(1));
        }

        [TestMethod]
        public void Read_ofAll_givesWhatWasWritten()
        {
            Tensor input = Open(MovesNetwork.Model).Input("second");
            sbyte[] values = { -128, 127, 0, 1, -1, 2, -2, 3, -3, 4 };
            sbyte[] read = new sbyte[values.Length];

            input.Write(values);
            input.Read(read);

            for (int i = 0; i < values.Length; i++)
            {
                Assert.AreEqual((int)values[i], (int)read[i], $"element {i}");
            }
        }

        /// <summary>Scale 0.5, zero point -1: ties go away from zero before the zero point is added.</summary>
        [TestMethod]
        public void WriteFloat_ofAnyValue_roundsAndClamps()
        {
            CheckQuantized(0f, -1);
            CheckQuantized(0.2f, -1);
            CheckQuantized(0.25f, 0);
            CheckQuantized(-0.25f, -2);
            CheckQuantized(-0.2f, -1);
            CheckQuantized(0.75f, 1);
            CheckQuantized(-0.75f, -3);
            CheckQuantized(64f, 127);
            CheckQuantized(64.25f, 127);
            CheckQuantized(-63.5f, -128);
            CheckQuantized(-63.75f, -128);
            CheckQuantized(1e30f, 127);
            CheckQuantized(-1e30f, -128);
            CheckQuantized(float.MaxValue, 127);
            CheckQuantized(float.PositiveInfinity, 127);
            CheckQuantized(float.NegativeInfinity, -128);
            CheckQuantized(float.NaN, -1);
        }

        [TestMethod]
        public void ReadFloat_ofElements_givesRealValues()
        {
            Tensor input = Open(TinyNetwork.Model).Input(0);
            input.Write(new sbyte[] { -1, 127 });

            float[] values = new float[2];
            input.Read(values);

            Assert.AreEqual(0f, values[0]);
            Assert.AreEqual(64f, values[1]);
            Assert.AreEqual(64f, input.ReadFloat(1));
        }

        [TestMethod]
        public void Write_ofFloats_quantisesEach()
        {
            Tensor input = Open(TinyNetwork.Model).Input(0);

            input.Write(new float[] { 1f, -1.25f });

            Assert.AreEqual(1, (int)input.ReadInt8(0));
            Assert.AreEqual(-4, (int)input.ReadInt8(1));
        }

        [TestMethod]
        public void ArgMax_ofATie_isTheFirst()
        {
            Tensor input = Open(MovesNetwork.Model).Input("second");

            input.Write(new sbyte[] { -128, -5, 7, 7, 3, 7, -128, 6, 0, 1 });
            Assert.AreEqual(2, input.ArgMax());

            input.Write(new sbyte[] { -128, -128, -128, -128, -128, -128, -128, -128, -128, -128 });
            Assert.AreEqual(0, input.ArgMax());
        }

        [TestMethod]
        public void ArgMaxLabel_ofTheBestClass_isItsTextOrNull()
        {
            Tensor labelled = Open(TinyNetwork.Model).Output(0);
            labelled.Write(new sbyte[] { 3, 4 });
            Assert.AreEqual("hot", labelled.ArgMaxLabel());

            Assert.IsNull(Open(MovesNetwork.Model).Output(0).ArgMaxLabel());
        }

        [TestMethod]
        public void Element_outside_isAWrongCall()
        {
            Tensor input = Open(TinyNetwork.Model).Input(0);

            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => input.ReadInt8(-1));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => input.ReadInt8(2));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => input.WriteInt8(2, 0));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => input.WriteFloat(int.MaxValue, 0));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => input.ReadFloat(int.MinValue));
        }

        [TestMethod]
        public void Array_ofAnotherLength_isAWrongCall()
        {
            Tensor input = Open(TinyNetwork.Model).Input(0);
            sbyte[] none = null;

            Assert.ThrowsException(typeof(ArgumentException), () => input.Read(new sbyte[1]));
            Assert.ThrowsException(typeof(ArgumentException), () => input.Write(new sbyte[3]));
            Assert.ThrowsException(typeof(ArgumentException), () => input.Read(new float[3]));
            Assert.ThrowsException(typeof(ArgumentException), () => input.Write(new float[0]));
            Assert.ThrowsException(typeof(ArgumentNullException), () => input.Write(none));
        }

        [TestMethod]
        public void Element_ofAnotherType_isAWrongCall()
        {
            Interpreter interpreter = Open(ImageNetwork.Model);
            Tensor scores = interpreter.Output("scores");
            Tensor best = interpreter.Output("best");

            Assert.ThrowsException(typeof(InvalidOperationException), () => scores.ReadInt32(0));
            Assert.ThrowsException(typeof(InvalidOperationException), () => best.ReadInt8(0));
            Assert.ThrowsException(typeof(InvalidOperationException), () => best.ReadFloat(0));
            Assert.ThrowsException(typeof(InvalidOperationException), () => best.Write(new sbyte[1]));
            Assert.ThrowsException(typeof(InvalidOperationException), () => best.ArgMax());
        }

        private static Interpreter Open(byte[] model)
        {
            return new Interpreter(Model.Load(ModelSource.FromArray(model)));
        }

        private static void CheckQuantized(float value, int expected)
        {
            Tensor input = Open(TinyNetwork.Model).Input(0);
            input.WriteFloat(0, value);
            Assert.AreEqual(expected, (int)input.ReadInt8(0), $"{value}");
        }
    }
}
