using System;
using nanoFramework.TestFramework;

namespace TinyInfer.Tests
{
    [TestClass]
    public class InterpreterTests
    {
        [TestMethod]
        public void Invoke_ofTheDocumentedExample_givesItsAnswer()
        {
            Interpreter interpreter = Open(TinyNetwork.Model);
            interpreter.Input("x").Write(new sbyte[] { 1, 2 });

            interpreter.Invoke();

            Assert.AreEqual(12, (int)interpreter.Output("y").ReadInt8(0));
            Assert.AreEqual(10, (int)interpreter.Output("y").ReadInt8(1));
            Assert.AreEqual("cold", interpreter.Output(0).ArgMaxLabel());
        }

        [TestMethod]
        public void Step_throughAnInference_saysWhatRemains()
        {
            Interpreter interpreter = Open(ImageNetwork.Model);
            int ops = interpreter.Model.OpCount;
            for (int inference = 0; inference < 2; inference++)
            {
                for (int op = 0; op < ops; op++)
                {
                    Assert.AreEqual(op, interpreter.NextOp);
                    Assert.AreEqual(op < ops - 1, interpreter.Step());
                }
            }

            Assert.AreEqual(0, interpreter.NextOp);
        }

        [TestMethod]
        public void Invoke_afterSomeSteps_beginsAnew()
        {
            Interpreter interpreter = Open(ImageNetwork.Model);
            interpreter.Step();
            interpreter.Step();

            NetworkTests.WriteImage(interpreter, 1);
            interpreter.Invoke();

            NetworkTests.CheckScores(interpreter, 1);
            Assert.AreEqual(0, interpreter.NextOp);
        }

        [TestMethod]
        public void Interpreters_ofTwoModels_doNotDisturbEachOther()
        {
            Interpreter image = Open(ImageNetwork.Model);
            Interpreter moves = Open(MovesNetwork.Model);
            NetworkTests.WriteImage(image, 0);
            NetworkTests.WriteInputs(moves, 1);
            bool imageRuns = true;
            bool movesRuns = true;
            while (imageRuns || movesRuns)
            {
                imageRuns = imageRuns && image.Step();
                movesRuns = movesRuns && moves.Step();
            }

            NetworkTests.CheckScores(image, 0);
            NetworkTests.CheckOutputs(moves, 1);
        }

        [TestMethod]
        public void Interpreters_ofOneModel_doNotDisturbEachOther()
        {
            Model model = Model.Load(ModelSource.FromArray(ImageNetwork.Model));
            Interpreter first = new Interpreter(model);
            Interpreter second = new Interpreter(model);
            NetworkTests.WriteImage(first, 0);
            NetworkTests.WriteImage(second, 1);

            first.Invoke();
            second.Invoke();

            NetworkTests.CheckScores(first, 0);
            NetworkTests.CheckScores(second, 1);
        }

        [TestMethod]
        public void Dispose_ofOne_leavesTheOtherAndTheModel()
        {
            Model model = Model.Load(ModelSource.FromArray(ImageNetwork.Model));
            Interpreter first = new Interpreter(model);
            Interpreter second = new Interpreter(model);
            NetworkTests.WriteImage(second, 1);

            first.Dispose();
            second.Invoke();

            NetworkTests.CheckScores(second, 1);
            Assert.AreEqual("image", model.Name);
        }

        [TestMethod]
        public void Interpreter_afterDispose_refusesEverything()
        {
            Interpreter interpreter = Open(TinyNetwork.Model);
            Tensor input = interpreter.Input(0);
            interpreter.Dispose();
            interpreter.Dispose();

            Assert.ThrowsException(typeof(ObjectDisposedException), () => interpreter.Invoke());
            Assert.ThrowsException(typeof(ObjectDisposedException), () => interpreter.Invoke(1));
            Assert.ThrowsException(typeof(ObjectDisposedException), () => interpreter.Step());
            Assert.ThrowsException(typeof(ObjectDisposedException), () => input.ReadInt8(0));
            Assert.ThrowsException(typeof(ObjectDisposedException), () => input.Write(new sbyte[2]));
        }

        [TestMethod]
        public void Invoke_withoutMacs_isAWrongCall()
        {
            Interpreter interpreter = Open(TinyNetwork.Model);

            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => interpreter.Invoke(0));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => interpreter.Invoke(-1));
        }

        [TestMethod]
        public void Tensors_thatAreNotThere_areWrongCalls()
        {
            Interpreter interpreter = Open(TinyNetwork.Model);

            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => interpreter.Input(-1));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => interpreter.Output(1));
            Assert.ThrowsException(typeof(ArgumentException), () => interpreter.Input("y"));
            Assert.ThrowsException(typeof(ArgumentException), () => interpreter.Output(null));
            Assert.AreSame(interpreter.Input(0), interpreter.Input("x"));
        }

        [TestMethod]
        public void Interpreter_ofNothing_isAWrongCall()
        {
            Model model = Model.Load(ModelSource.FromArray(TinyNetwork.Model));

            Assert.ThrowsException(typeof(ArgumentNullException), () => new Interpreter(null));
            Assert.ThrowsException(typeof(ArgumentNullException), () => new Interpreter(model, null));
        }

        /// <summary>A model may ask for more than there is: its FILL becomes nearly as large as an array can be numbered.</summary>
        [TestMethod]
        public void Interpreter_ofAnArenaThatDoesNotFit_saysHowMuchItNeeds()
        {
            const int Huge = 0x7FFFFFF0;
            EditableModel model = new EditableModel(MovesNetwork.Model);
            int fill = model.Record(OpCode.Fill);
            int start = BitConverter.ToInt32(model.Bytes, fill + FillRecord.OutputStart);
            model.Set(fill + FillRecord.Count, 4, Huge - start).Set(FileHeader.ArenaBytes, 4, Huge).Repair();
            Model loaded = model.Load();
            try
            {
                new Interpreter(loaded);
            }
            catch (TinyInferException refusal)
            {
                Assert.AreEqual((int)ErrorCode.OutOfMemory, (int)refusal.Code);
                Assert.IsTrue(refusal.Needed >= Huge);
                return;
            }

            Assert.IsTrue(false, "two gigabytes were there");
        }

        private static Interpreter Open(byte[] model)
        {
            return new Interpreter(Model.Load(ModelSource.FromArray(model)));
        }
    }
}
