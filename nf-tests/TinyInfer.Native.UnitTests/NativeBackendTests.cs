using System;
using nanoFramework.TestFramework;

namespace TinyInfer.Tests
{
    /// <summary>The native back end as an app sees it.</summary>
    [TestClass]
    public class NativeBackendTests
    {
        [TestMethod]
        public void IsAvailable_inThisFirmware_isTrue()
        {
            Assert.IsTrue(NativeBackend.IsAvailable);
            Assert.AreEqual("native", new NativeBackend().Name);
        }

        [TestMethod]
        public void Interpreter_ofEveryOp_leavesNoneToManagedCode()
        {
            Assert.AreEqual(0, Open(ImageNetwork.Model).ManagedOps.Length);
            Assert.AreEqual(0, Open(MovesNetwork.Model).ManagedOps.Length);
            Assert.AreEqual(0, Open(JointNetwork.Model).ManagedOps.Length);
        }

        [TestMethod]
        public void Open_ofASecondModel_isAWrongCall()
        {
            NativeBackend backend = new NativeBackend();
            Interpreter interpreter = new Interpreter(Load(TinyNetwork.Model), backend);

            Assert.ThrowsException(typeof(InvalidOperationException), () => new Interpreter(Load(ImageNetwork.Model), backend));

            backend.Close();
            backend.Open(Load(ImageNetwork.Model));
            Assert.IsTrue(backend.PersistentBytes > 0);
            backend.Close();
        }

        [TestMethod]
        public void Invoke_afterTheModelsArrayChanged_isAWrongCall()
        {
            byte[] bytes = (byte[])TinyNetwork.Model.Clone();
            Interpreter interpreter = Open(bytes);
            int record = new EditableModel(bytes).Record(OpCode.FullyConnected);
            bytes[record + OpRecord.Units] ^= 1;

            Assert.IsTrue(Throws(interpreter));
        }

        [TestMethod]
        public void Invoke_whileTheCollectorMovesTheModel_isBitExact()
        {
            object[] holes = new object[50];
            for (int i = 0; i < holes.Length; i++)
            {
                holes[i] = new byte[500];
            }

            // Behind the holes, so that a compaction moves it.
            byte[] bytes = (byte[])ImageNetwork.Model.Clone();
            Interpreter interpreter = Open(bytes);
            NetworkTests.WriteImage(interpreter, 0);
            for (int i = 0; interpreter.Step(); i++)
            {
                holes[i] = null;
                Fill();
            }

            NetworkTests.CheckScores(interpreter, 0);
        }

        internal static Model Load(byte[] bytes)
        {
            return Model.Load(ModelSource.FromArray(bytes));
        }

        private static Interpreter Open(byte[] bytes)
        {
            return new Interpreter(Load(bytes));
        }

        /// <summary>Uses the heap up to what starts a collection, several times.</summary>
        private static void Fill()
        {
            for (int i = 0; i < 200; i++)
            {
                byte[] garbage = new byte[100000];
                garbage[0] = 1;
            }
        }

        private static bool Throws(Interpreter interpreter)
        {
            try
            {
                interpreter.Invoke();
                return false;
            }
            catch (InvalidOperationException)
            {
                return true;
            }
            catch (TinyInferException)
            {
                return true;
            }
        }
    }
}
