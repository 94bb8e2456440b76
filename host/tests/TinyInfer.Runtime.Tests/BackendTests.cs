using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Tests;

namespace TinyInfer.Runtime.Tests;

/// <summary>What the interpreter asks of a back end, and what it does where one says no.</summary>
[TestClass]
public class BackendTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    /// <summary>The managed kernels, watched.</summary>
    private sealed class WatchedBackend : Backend
    {
        private readonly ManagedBackend _inner = new();

        public List<string> Calls { get; } = [];

        public OpCode? Lacks { get; init; }

        public Action OnPrepare { get; init; }

        public Action OnEval { get; init; }

        public override string Name => "watched";

        public override int PersistentBytes => _inner.PersistentBytes;

        public override void Open(Model model)
        {
            Calls.Add("open");
            _inner.Open(model);
        }

        public override bool Supports(OpCode op) => op != Lacks && _inner.Supports(op);

        public override void Prepare(int record)
        {
            Calls.Add("prepare");
            OnPrepare?.Invoke();
            _inner.Prepare(record);
        }

        public override void Eval(int record, int first, int count)
        {
            Calls.Add($"{first}+{count}");
            OnEval?.Invoke();
            _inner.Eval(record, first, count);
        }

        public override void Read(int arenaStart, sbyte[] destination, int destinationIndex, int count) =>
            _inner.Read(arenaStart, destination, destinationIndex, count);

        public override void Write(int arenaStart, sbyte[] source, int sourceIndex, int count) =>
            _inner.Write(arenaStart, source, sourceIndex, count);

        public override void Close()
        {
            Calls.Add("close");
            _inner.Close();
        }
    }

    [TestMethod]
    public void Interpreter_fromOpenToDispose_callsInOrder()
    {
        var backend = new WatchedBackend();
        var interpreter = new Interpreter(Load(TinyNetwork.Model), backend);
        interpreter.Invoke();
        interpreter.Dispose();
        interpreter.Dispose();

        Assert.AreEqual("open prepare 0+2 close", string.Join(' ', backend.Calls));
    }

    /// <summary>Six rows of 432 and of 216 MACs, then ops of one unit but for pools (3 and 3 rows), resize (5) and three channels of 4 MACs.</summary>
    [TestMethod]
    [DataRow(int.MaxValue, "0+6 0+6 0+1 0+3 0+3 0+5 0+1 0+3 0+1 0+1")]
    [DataRow(1000, "0+2 2+2 4+2 0+4 4+2 0+1 0+1 1+1 2+1 0+1 1+1 2+1 0+1 1+1 2+1 3+1 4+1 0+1 0+3 0+1 0+1")]
    [DataRow(1, "0+1 1+1 2+1 3+1 4+1 5+1 0+1 1+1 2+1 3+1 4+1 5+1 0+1 0+1 1+1 2+1 0+1 1+1 2+1 0+1 1+1 2+1 3+1 4+1 0+1 0+1 1+1 2+1 0+1 0+1")]
    public void Invoke_boundedByMacs_cutsIntoUnits(int maxMacs, string slices)
    {
        var backend = new WatchedBackend();
        using var interpreter = new Interpreter(Load(ImageNetwork.Model), backend);
        backend.Calls.Clear();

        interpreter.Invoke(maxMacs);

        Assert.AreEqual(slices, string.Join(' ', backend.Calls));
    }

    [TestMethod]
    [DataRow(OpCode.Softmax)]
    [DataRow(OpCode.Conv2D)]
    [DataRow(OpCode.FullyConnected)]
    [DataRow(OpCode.MaxPool2D)]
    public void Interpreter_onABackendThatLacksAnOp_computesThatOneManagedAndListsIt(OpCode lacking)
    {
        var backend = new WatchedBackend { Lacks = lacking };
        var interpreter = new Interpreter(Load(ImageNetwork.Model), backend);
        var records = interpreter.ManagedOps.Length;
        Assert.AreNotEqual(0, records);
        Assert.IsTrue(interpreter.ManagedOps.All(op => op == lacking));
        Assert.HasCount(1 + interpreter.Model.OpCount - records, backend.Calls);
        foreach (var maxMacs in new[] { int.MaxValue, 1000, 1 })
        {
            for (var sample = 0; sample < 2; sample++)
            {
                NetworkTests.WriteImage(interpreter, sample);
                interpreter.Invoke(maxMacs);
                NetworkTests.CheckScores(interpreter, sample);
            }
        }

        interpreter.Dispose();
        Assert.AreEqual("close", backend.Calls[^1]);
    }

    [TestMethod]
    public void Interpreter_onABackendThatLacksNothing_listsNothing()
    {
        using var interpreter = new Interpreter(Load(ImageNetwork.Model), new WatchedBackend());

        Assert.IsEmpty(interpreter.ManagedOps);
    }

    [TestMethod]
    public void ManagedBackend_onAModelInFlash_saysWhyNotAndIsNotOpen()
    {
        var model = Model.Load(new PlanOnly(ImageNetwork.Model));

        var refusal = Assert.ThrowsExactly<TinyInferException>(() => new Interpreter(model));

        Assert.AreEqual(ErrorCode.NotInMemory, refusal.Code);
        Assert.AreEqual(ImageNetwork.Model.Length, refusal.Needed);
        Assert.AreEqual(ImageNetwork.Model.Length, model.FileBytes);
    }

    [TestMethod]
    public void Load_ofAPlanAlone_refusesWhatIsWrongInIt()
    {
        var model = new EditableModel(ImageNetwork.Model);
        model.Set(model.Record(OpCode.Conv2D) + ConvRecord.WeightsStart, 4, model.Bytes.Length).Repair();

        var refusal = Assert.ThrowsExactly<TinyInferException>(() => Model.Load(new PlanOnly(model.Bytes)));

        Assert.AreEqual(ErrorCode.OutOfRange, refusal.Code);
    }

    /// <summary>A file of which only the plan is on the heap, as of one in flash.</summary>
    private sealed class PlanOnly(byte[] file) : ModelSource(null)
    {
        internal override byte[] ReadPlan() => file[..System.BitConverter.ToInt32(file, FileHeader.PlanBytes)];

        internal override byte[] ReadFile() => file;
    }

    [TestMethod]
    public void Interpreter_onABackendThatCannotPrepare_closesIt()
    {
        var backend = new WatchedBackend { OnPrepare = () => throw new TinyInferException(ErrorCode.OutOfMemory, 1, 2, 3) };

        Assert.ThrowsExactly<TinyInferException>(() => new Interpreter(Load(TinyNetwork.Model), backend));

        Assert.AreEqual("open prepare close", string.Join(' ', backend.Calls));
    }

    [TestMethod]
    public async Task Interpreter_inUseByAnotherThread_refusesEverything()
    {
        using ManualResetEventSlim entered = new(), leave = new();
        var backend = new WatchedBackend
        {
            OnEval = () =>
            {
                entered.Set();
                leave.Wait(Soon);
            },
        };
        var interpreter = new Interpreter(Load(TinyNetwork.Model), backend);
        var input = interpreter.Input(0);
        input.Write(new sbyte[] { 1, 2 });
        var invoking = Task.Run(interpreter.Invoke);
        try
        {
            Assert.IsTrue(entered.Wait(Soon));

            Assert.ThrowsExactly<InvalidOperationException>(interpreter.Invoke);
            Assert.ThrowsExactly<InvalidOperationException>(() => interpreter.Step());
            Assert.ThrowsExactly<InvalidOperationException>(() => input.ReadInt8(0));
            Assert.ThrowsExactly<InvalidOperationException>(() => input.WriteInt8(0, 1));
            Assert.ThrowsExactly<InvalidOperationException>(interpreter.Dispose);
        }
        finally
        {
            leave.Set();
            await invoking;
        }

        Assert.AreEqual(12, interpreter.Output(0).ReadInt8(0));
        interpreter.Dispose();
        Assert.ThrowsExactly<ObjectDisposedException>(interpreter.Invoke);
    }

    [TestMethod]
    public void Interpreter_afterABackendFailed_canBeUsedAgain()
    {
        var fails = true;
        var backend = new WatchedBackend { OnEval = () => _ = fails ? throw new TimeoutException() : 0 };
        using var interpreter = new Interpreter(Load(TinyNetwork.Model), backend);
        Assert.ThrowsExactly<TimeoutException>(interpreter.Invoke);
        fails = false;
        interpreter.Input(0).Write(new sbyte[] { 1, 2 });

        interpreter.Invoke();

        Assert.AreEqual(12, interpreter.Output(0).ReadInt8(0));
    }

    private static Model Load(byte[] bytes) => Model.Load(ModelSource.FromArray(bytes));
}
