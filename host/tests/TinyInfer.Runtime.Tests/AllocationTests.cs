using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Tests;

namespace TinyInfer.Runtime.Tests;

/// <summary>What the managed heap sees of an inference: nothing.</summary>
[TestClass]
public class AllocationTests
{
    /// <summary>Together the networks have every opcode.</summary>
    [TestMethod]
    [DataRow(nameof(ImageNetwork))]
    [DataRow(nameof(MovesNetwork))]
    [DataRow(nameof(JointNetwork))]
    public void Invoke_allocatesNothing(string network)
    {
        using var interpreter = Open(network);

        Assert.AreEqual(0L, AllocatedBy(interpreter.Invoke));
        Assert.AreEqual(0L, AllocatedBy(() => interpreter.Invoke(100)));
        Assert.AreEqual(0L, AllocatedBy(() =>
        {
            while (interpreter.Step())
            {
            }
        }));
    }

    [TestMethod]
    public void Tensors_readAndWritten_allocateNothing()
    {
        using var interpreter = Open(nameof(ImageNetwork));
        var (image, scores, best) = (interpreter.Input(0), interpreter.Output(0), interpreter.Output(1));
        var (pixels, floats) = (new sbyte[image.ElementCount], new float[image.ElementCount]);
        var sum = 0f;

        Assert.AreEqual(0L, AllocatedBy(() =>
        {
            image.Write(pixels);
            image.Write(floats);
            image.WriteInt8(0, 1);
            image.WriteFloat(0, 1);
            sum += scores.ReadInt8(0) + scores.ReadFloat(0) + scores.ArgMax() + best.ReadInt32(0);
        }));
        Assert.AreNotEqual(float.NaN, sum);
    }

    /// <summary>A checker and the model: as much for eleven ops as for one.</summary>
    [TestMethod]
    public void Load_ofAnyModel_allocatesTheSame()
    {
        var (tiny, moves) = (ModelSource.FromArray(TinyNetwork.Model), ModelSource.FromArray(MovesNetwork.Model));

        var ofOneOp = AllocatedBy(() => Model.Load(tiny));

        Assert.AreEqual(ofOneOp, AllocatedBy(() => Model.Load(moves)));
        Assert.IsLessThan(300L, ofOneOp);
    }

    /// <summary>The measure itself sees the smallest object.</summary>
    [TestMethod]
    public void Measure_ofAnObject_isNotZero()
    {
        object last = null;

        Assert.IsGreaterThan(0L, AllocatedBy(() => last = new object()));
        Assert.IsNotNull(last);
    }

    /// <summary>A second time: the first one may compile and initialise.</summary>
    private static long AllocatedBy(Action action)
    {
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static Interpreter Open(string network) =>
        new(Model.Load(ModelSource.FromArray(network switch
        {
            nameof(ImageNetwork) => ImageNetwork.Model,
            nameof(MovesNetwork) => MovesNetwork.Model,
            _ => JointNetwork.Model,
        })));
}
