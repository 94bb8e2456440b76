using System;
using nanoFramework.TestFramework;

namespace TinyInfer.Tests
{
    /// <summary>The externs, called as nobody should.</summary>
    [TestClass]
    public class NativeCallTests
    {
        private const int Null = 32;
        private const int NotOpen = 33;
        private const int BadRecord = 34;
        private const int BadUnits = 35;
        private const int BadRange = 36;
        private const int NotPrepared = 37;

        private static readonly byte[] NoArray = null;

        [TestMethod]
        public void Calls_onAHandleThatIsNotOpen_giveAStatus()
        {
            int model = Externs.NativeOpenArray(TinyNetwork.Model);
            Externs.NativeClose(model);
            Externs.NativeClose(model);
            int[] handles = new int[] { model, 0, -1, model + 1, int.MaxValue, int.MinValue };
            foreach (int handle in handles)
            {
                Assert.AreEqual(NotOpen, Externs.NativeAllocate(handle, TinyNetwork.Model, 0));
                Assert.AreEqual(NotOpen, Externs.NativePrepare(handle, TinyNetwork.Model, 0));
                Assert.AreEqual(NotOpen, Externs.NativeEval(handle, TinyNetwork.Model, 0, 0, 1));
                Assert.AreEqual(NotOpen, Externs.NativeRead(handle, 0, 0, new sbyte[1], 0, 1));
                Assert.AreEqual(NotOpen, Externs.NativeWrite(handle, 0, new sbyte[1], 0, 1));
                Assert.AreEqual(-1, Externs.NativeQuery(handle, QueryItem.ArenaBytes, 0));
            }
        }

        [TestMethod]
        public void Calls_outOfOrderOrRange_giveAStatus()
        {
            byte[] file = TinyNetwork.Model;
            int record = new EditableModel(file).Record(OpCode.FullyConnected);
            int model = Externs.NativeOpenArray(file);
            Assert.AreEqual(NotOpen, Externs.NativeEval(model, file, record, 0, 1));
            Assert.AreEqual(NotOpen, Externs.NativeAllocate(model, NoArray, 0));
            Assert.AreEqual(NotOpen, Externs.NativeAllocate(model, new byte[file.Length - 4], 0));
            Assert.AreEqual(0, Externs.NativeAllocate(model, file, 0));
            Assert.AreEqual(NotOpen, Externs.NativeAllocate(model, file, 0));
            Assert.AreEqual(NotPrepared, Externs.NativeEval(model, file, record, 0, 1));
            Assert.AreEqual(BadRecord, Externs.NativePrepare(model, file, record + 4));
            Assert.AreEqual(Null, Externs.NativePrepare(model, NoArray, record));
            Assert.AreEqual(Null, Externs.NativePrepare(model, new byte[file.Length + 4], record));
            Assert.AreEqual(0, Externs.NativePrepare(model, file, record));
            Assert.AreEqual(BadUnits, Externs.NativeEval(model, file, record, 0, 1000));
            Assert.AreEqual(BadUnits, Externs.NativeEval(model, file, record, -1, 1));
            int arena = BitConverter.ToInt32(file, FileHeader.ArenaBytes);
            Assert.AreEqual(BadRange, Externs.NativeRead(model, 0, arena, new sbyte[1], 0, 1));
            Assert.AreEqual(BadRange, Externs.NativeRead(model, 0, -1, new sbyte[1], 0, 1));
            Assert.AreEqual(BadRange, Externs.NativeRead(model, 1, 0, new sbyte[1], 0, 1));
            Assert.AreEqual(BadRange, Externs.NativeWrite(model, arena - 1, new sbyte[2], 0, 2));
            Assert.AreEqual(0, Externs.NativeWrite(model, arena - 1, new sbyte[2], 1, 1));
            Externs.NativeClose(model);
        }

        [TestMethod]
        public void Arrays_thatDoNotHoldTheRange_throw()
        {
            int model = Externs.NativeOpenArray(TinyNetwork.Model);
            Externs.NativeAllocate(model, TinyNetwork.Model, 0);
            Assert.ThrowsException(typeof(ArgumentNullException), () => Externs.NativeOpenArray(null));
            Assert.ThrowsException(typeof(ArgumentNullException), () => Externs.NativeRead(model, 0, 0, null, 0, 1));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => Externs.NativeRead(model, 0, 0, new sbyte[4], 4, 1));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => Externs.NativeRead(model, 0, 0, new sbyte[4], -1, 1));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => Externs.NativeWrite(model, 0, new sbyte[4], 0, int.MaxValue));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => Externs.NativeWrite(model, 0, new sbyte[4], 0, -1));
            Assert.ThrowsException(typeof(ArgumentException), () => Externs.NativeWrite(model, 0, new int[4], 0, 4));
            Externs.NativeClose(model);
        }

        [TestMethod]
        public void Query_ofWhatIsNotKnown_answersMinusOne()
        {
            Assert.AreEqual(NativeBackend.AbiVersion, Externs.NativeQuery(0, QueryItem.AbiVersion, 0));
            Assert.AreEqual(0x3FFFE, Externs.NativeQuery(0, QueryItem.Ops, 0));
            Assert.AreEqual(-1, Externs.NativeQuery(0, 15, 0));
            Assert.AreEqual(-1, Externs.NativeQuery(0, 31, 0));
            Assert.AreEqual(-1, Externs.NativeQuery(0, 1000, 0));
            Assert.AreEqual(-1, Externs.NativeQuery(0, -1000, 0));
        }
    }
}
