using System;
using System.Threading;
using nanoFramework.TestFramework;

namespace TinyInfer.Tests
{
    /// <summary>Where the arena lies, and that all of it comes back.</summary>
    [TestClass]
    public class NativeMemoryTests
    {
        private const int Most = 100000000;

        [TestMethod]
        [DataRow((int)ArenaPlace.InternalFirst, QueryItem.LargestInternal, QueryItem.LargestExternal)]
        [DataRow((int)ArenaPlace.ExternalFirst, QueryItem.LargestExternal, QueryItem.LargestInternal)]
        public void Place_ofTheArena_isTheMemoryThatWasAskedFor(int place, int taken, int other)
        {
            int takenBefore = Externs.NativeQuery(0, taken, Most);
            int otherBefore = Externs.NativeQuery(0, other, Most);
            NativeBackend backend = new NativeBackend { Place = (ArenaPlace)place };
            Interpreter interpreter = new Interpreter(NativeBackendTests.Load(ImageNetwork.Model), backend);

            // Beside the arena a model has a small block in RAM on the chip.
            int arena = interpreter.Model.ArenaBytes;
            Assert.IsTrue(takenBefore - Externs.NativeQuery(0, taken, Most) >= arena);
            Assert.IsTrue(otherBefore - Externs.NativeQuery(0, other, Most) < 300);
            NetworkTests.WriteImage(interpreter, 0);
            interpreter.Invoke();
            NetworkTests.CheckScores(interpreter, 0);

            interpreter.Dispose();
            Assert.AreEqual(takenBefore, Externs.NativeQuery(0, taken, Most));
            Assert.AreEqual(otherBefore, Externs.NativeQuery(0, other, Most));
        }

        /// <summary>An arena larger than RAM on the chip goes beside it.</summary>
        [TestMethod]
        public void Place_withoutRoom_isTheOtherMemory()
        {
            int room = Externs.NativeQuery(0, QueryItem.LargestInternal, Most);
            int external = Externs.NativeQuery(0, QueryItem.LargestExternal, Most);
            Interpreter interpreter = new Interpreter(NativeBackendTests.Load(WithArena(room + 1024)));

            Assert.IsTrue(external - Externs.NativeQuery(0, QueryItem.LargestExternal, Most) > room);
            interpreter.Dispose();
            Assert.AreEqual(external, Externs.NativeQuery(0, QueryItem.LargestExternal, Most));
        }

        [TestMethod]
        public void Open_ofAModelLargerThanTheHeap_saysBothAndLeaksNothing()
        {
            // Running out of memory makes the collector close what other tests forgot; it is not to be counted.
            Collect(0);
            int models = Externs.NativeQuery(0, QueryItem.OpenModels, 0);
            int allocated = Externs.NativeQuery(0, QueryItem.AllocatedBytes, 0);
            int external = Externs.NativeQuery(0, QueryItem.LargestExternal, Most);
            TinyInferException refusal = null;
            try
            {
                new Interpreter(NativeBackendTests.Load(WithArena(external + 16)));
            }
            catch (TinyInferException exception)
            {
                refusal = exception;
            }

            Assert.AreEqual((int)ErrorCode.OutOfMemory, (int)refusal.Code);
            Assert.IsTrue(refusal.Needed > external);
            Assert.AreEqual(external, refusal.Available);
            Assert.AreEqual(models, Externs.NativeQuery(0, QueryItem.OpenModels, 0));
            Assert.AreEqual(allocated, Externs.NativeQuery(0, QueryItem.AllocatedBytes, 0));
            Assert.AreEqual(external, Externs.NativeQuery(0, QueryItem.LargestExternal, Most));
        }

        /// <summary>Who forgets to dispose leaves it to the collector.</summary>
        [TestMethod]
        public void Interpreter_thatIsForgotten_isClosedByTheCollector()
        {
            int models = Externs.NativeQuery(0, QueryItem.OpenModels, 0);
            for (int i = 0; i < 20; i++)
            {
                Forget();
            }

            Collect(models);

            Assert.IsTrue(Externs.NativeQuery(0, QueryItem.OpenModels, 0) <= models);
        }

        /// <summary>The moves network, whose FILL ends where the arena shall end.</summary>
        private static byte[] WithArena(int bytes)
        {
            bytes = (bytes + 15) / 16 * 16;
            EditableModel model = new EditableModel(MovesNetwork.Model);
            int fill = model.Record(OpCode.Fill);
            int start = BitConverter.ToInt32(model.Bytes, fill + FillRecord.OutputStart);
            model.Set(fill + FillRecord.Count, 4, bytes - start).Set(FileHeader.ArenaBytes, 4, bytes).Repair();
            return model.Bytes;
        }

        /// <summary>Lets the collector close forgotten models until no more are open than these, or for a while.</summary>
        private static void Collect(int models)
        {
            for (int i = 0; i < 200 && Externs.NativeQuery(0, QueryItem.OpenModels, 0) > models; i++)
            {
                byte[] garbage = new byte[700000];
                garbage[0] = 1;
                Thread.Sleep(10);
            }
        }

        private static void Forget()
        {
            new Interpreter(NativeBackendTests.Load(TinyNetwork.Model)).Invoke();
        }
    }
}
