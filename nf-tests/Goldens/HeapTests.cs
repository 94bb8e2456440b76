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
