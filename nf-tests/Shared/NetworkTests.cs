using nanoFramework.TestFramework;

namespace TinyInfer.Tests
{
    /// <summary>Every opcode, bit by bit as in TensorFlow Lite Micro's reference kernels, however an inference is cut.</summary>
    [TestClass]
    public class NetworkTests
    {
        private const int Samples = 2;

        [TestMethod]
        public void Networks_together_haveEveryOpcode()
        {
            for (OpCode op = OpCode.Conv2D; op <= OpCode.Conv2DPart; op++)
            {
                Assert.IsTrue(Has(NetworkOf(op), op), $"opcode {(int)op}");
            }
        }

        /// <param name="maxMacs">0 for step by step.</param>
        [TestMethod]
        [DataRow(int.MaxValue)]
        [DataRow(1000)]
        [DataRow(1)]
        [DataRow(0)]
        public void ImageNetwork_inSlices_isBitExact(int maxMacs)
        {
            Interpreter interpreter = new Interpreter(Model.Load(ModelSource.FromArray(ImageNetwork.Model)));
            for (int sample = 0; sample < Samples; sample++)
            {
                WriteImage(interpreter, sample);
                Run(interpreter, maxMacs);
                CheckScores(interpreter, sample);
            }
        }

        /// <param name="maxMacs">0 for step by step.</param>
        [TestMethod]
        [DataRow(int.MaxValue)]
        [DataRow(1)]
        [DataRow(0)]
        public void MovesNetwork_inSlices_isBitExact(int maxMacs)
        {
            Interpreter interpreter = new Interpreter(Model.Load(ModelSource.FromArray(MovesNetwork.Model)));
            for (int sample = 0; sample < Samples; sample++)
            {
                WriteInputs(interpreter, sample);
                Run(interpreter, maxMacs);
                CheckOutputs(interpreter, sample);
            }
        }

        /// <param name="maxMacs">0 for step by step.</param>
        [TestMethod]
        [DataRow(int.MaxValue)]
        [DataRow(100)]
        [DataRow(1)]
        [DataRow(0)]
        public void JointNetwork_inSlices_isBitExact(int maxMacs)
        {
            Interpreter interpreter = new Interpreter(Model.Load(ModelSource.FromArray(JointNetwork.Model)));
            for (int sample = 0; sample < Samples; sample++)
            {
                Tensor image = interpreter.Input(0);
                Tensor joint = interpreter.Output(0);
                Write(image, JointNetwork.Images, sample * image.ElementCount);
                Run(interpreter, maxMacs);
                Check(joint, JointNetwork.Outputs, sample * joint.ElementCount);
            }
        }

        /// <summary>The model that has an op.</summary>
        internal static byte[] NetworkOf(OpCode op)
        {
            return Has(ImageNetwork.Model, op) ? ImageNetwork.Model : Has(JointNetwork.Model, op) ? JointNetwork.Model : MovesNetwork.Model;
        }

        internal static void WriteImage(Interpreter interpreter, int sample)
        {
            Tensor image = interpreter.Input(0);
            Write(image, ImageNetwork.Images, sample * image.ElementCount);
        }

        internal static void CheckScores(Interpreter interpreter, int sample)
        {
            Tensor scores = interpreter.Output("scores");
            Check(scores, ImageNetwork.Scores, sample * scores.ElementCount);
            Assert.AreEqual(scores.ArgMax(), interpreter.Output("best").ReadInt32(0));
            Assert.AreEqual(sample == 0 ? 2 : 0, scores.ArgMax());
        }

        internal static void WriteInputs(Interpreter interpreter, int sample)
        {
            Tensor first = interpreter.Input("first");
            Tensor second = interpreter.Input("second");
            int start = sample * (first.ElementCount + second.ElementCount);
            Write(first, MovesNetwork.Inputs, start);
            Write(second, MovesNetwork.Inputs, start + first.ElementCount);
        }

        internal static void CheckOutputs(Interpreter interpreter, int sample)
        {
            Tensor difference = interpreter.Output("difference");
            Tensor right = interpreter.Output("right");
            int start = sample * (difference.ElementCount + right.ElementCount);
            Check(difference, MovesNetwork.Outputs, start);
            Check(right, MovesNetwork.Outputs, start + difference.ElementCount);
        }

        private static void Run(Interpreter interpreter, int maxMacs)
        {
            if (maxMacs > 0)
            {
                interpreter.Invoke(maxMacs);
                return;
            }

            while (interpreter.Step())
            {
            }
        }

        private static void Write(Tensor tensor, sbyte[] values, int start)
        {
            for (int i = 0; i < tensor.ElementCount; i++)
            {
                tensor.WriteInt8(i, values[start + i]);
            }
        }

        private static void Check(Tensor tensor, sbyte[] expected, int start)
        {
            for (int i = 0; i < tensor.ElementCount; i++)
            {
                Assert.AreEqual((int)expected[start + i], (int)tensor.ReadInt8(i), $"{tensor.Name}, element {i}");
            }
        }

        private static bool Has(byte[] bytes, OpCode op)
        {
            EditableModel model = new EditableModel(bytes);
            int record = model.Section(SectionKind.Ops);
            int ops = System.BitConverter.ToUInt16(bytes, FileHeader.OpCount);
            for (int i = 0; i < ops; i++)
            {
                if (System.BitConverter.ToUInt16(bytes, record + OpRecord.Code) == (int)op)
                {
                    return true;
                }

                record += System.BitConverter.ToUInt16(bytes, record + OpRecord.Size);
            }

            return false;
        }
    }
}
