using System;
using System.Collections;
using nanoFramework.TestFramework;
using TinyInfer;
using TinyInfer.Goldens;

/// <summary>What a loaded model costs on the managed heap, and that inference costs nothing more.</summary>
[TestClass]
public class HeapTests
{
    private const uint MostBytesLeft = 100000;
    private const int BallastBytes = 10000;
    private const int MostBytesBesideArena = 2048;

    /// <summary>Heap blocks that the estimate has room for, and a block by which two measurements of the same differ.</summary>
    private const int MostOverestimated = 48;

    [TestMethod]
    public void HelloWorld_invokedTenThousandTimes_heapConstant()
    {
        Measure("hello_world", Resources.BinaryResources.hello_world_model, new int[] { 1, 100, 10000 });
    }

    [TestMethod]
    public void Kws_invokedHundredTimes_heapConstant()
    {
        Measure("kws", Resources.BinaryResources.kws_model, new int[] { 1, 100 });
    }

    [TestMethod]
    public void HelloWorld_loaded_takesWhatInspectSaysAndAtMostTwoKilobytes()
    {
        MeasureLoad("hello_world", Resources.BinaryResources.hello_world_model, Resources.BinaryResources.hello_world_beside_arena);
    }

    [TestMethod]
    public void MicroSpeech_loaded_takesWhatInspectSaysAndAtMostTwoKilobytes()
    {
        MeasureLoad("micro_speech", Resources.BinaryResources.micro_speech_model, Resources.BinaryResources.micro_speech_beside_arena);
    }

    [TestMethod]
    public void Ad01_loaded_takesWhatInspectSaysAndAtMostTwoKilobytes()
    {
        MeasureLoad("ad01", Resources.BinaryResources.ad01_model, Resources.BinaryResources.ad01_beside_arena);
    }

    [TestMethod]
    public void Kws_loaded_takesWhatInspectSaysAndAtMostTwoKilobytes()
    {
        MeasureLoad("kws", Resources.BinaryResources.kws_model, Resources.BinaryResources.kws_beside_arena);
    }

    [TestMethod]
    public void Resnet_loaded_takesWhatInspectSaysAndAtMostTwoKilobytes()
    {
        MeasureLoad("resnet", Resources.BinaryResources.resnet_model, Resources.BinaryResources.resnet_beside_arena);
    }

    private static void MeasureLoad(string name, Resources.BinaryResources modelId, Resources.BinaryResources expectedId)
    {
        byte[] bytes = Resources.GetBytes(modelId);
        int expected = BitConverter.ToInt32(Resources.GetBytes(expectedId), 0);

        // What the first load leaves behind for good is none of the model's.
        new Interpreter(Model.Load(ModelSource.FromArray(bytes))).Dispose();
        uint before = Free();
        Interpreter interpreter = new Interpreter(Model.Load(ModelSource.FromArray(bytes)));
        int beside = (int)(before - Free()) - interpreter.Model.ArenaBytes;
        Console.WriteLine($"Figure: {name}: {beside} bytes of managed heap beside file and arena, {expected} expected");
        Assert.IsTrue(beside <= MostBytesBesideArena, $"{beside} bytes");
        Assert.IsTrue(beside > expected - MostOverestimated && beside <= expected, $"{beside} bytes, {expected} expected");
        interpreter.Dispose();
    }

    private static void Measure(string name, Resources.BinaryResources id, int[] invocations)
    {
        byte[] bytes = Resources.GetBytes(id);
        uint before = Free();
        Interpreter interpreter = new Interpreter(Model.Load(ModelSource.FromArray(bytes)));
        uint loaded = before - Free();
        Console.WriteLine($"Figure: {name}: {loaded} bytes of managed heap after load, beside {bytes.Length} bytes of model");
        int done = 0;
        for (int i = 0; i < invocations.Length; i++)
        {
            for (; done < invocations[i]; done++)
            {
                interpreter.Invoke();
            }

            uint used = before - Free();
            Console.WriteLine($"Figure: {name}: {used} bytes after {done} invokes");
            Assert.AreEqual(loaded, used);
        }

        interpreter.Dispose();
    }

    [TestMethod]
    public void HelloWorld_invokedTenThousandTimesOnAFullHeap_nothingIsCollected()
    {
        Interpreter interpreter = new Interpreter(Model.Load(ModelSource.FromArray(Resources.GetBytes(Resources.BinaryResources.hello_world_model))));
        interpreter.Invoke();
        ArrayList ballast = new ArrayList();
        while (Free() > MostBytesLeft)
        {
            ballast.Add(new byte[BallastBytes]);
        }

        // The smallest allocation takes 12 bytes: one an invoke would fill what is left and start a collection,
        // which would take an object that nothing but a weak reference knows.
        WeakReference witness = Witness();
        for (int i = 0; i < 10000; i++)
        {
            interpreter.Invoke();
        }

        Assert.IsTrue(witness.IsAlive);
        Free();
        Assert.IsFalse(witness.IsAlive);
        Assert.IsTrue(ballast.Count > 0);
    }

    private static WeakReference Witness()
    {
        return new WeakReference(new object());
    }

    private static uint Free()
    {
        return nanoFramework.Runtime.Native.GC.Run(true);
    }
}
