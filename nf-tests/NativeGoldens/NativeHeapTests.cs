using System;
using nanoFramework.TestFramework;
using TinyInfer;
using TinyInfer.Goldens;

/// <summary>What a model costs on the managed heap, by where its file is and what computes, and that nothing leaks.</summary>
[TestClass]
public class NativeHeapTests
{
    private const int MostInFlash = 4096;

    [TestMethod]
    public void Kws_byPath_heapIsConstantAndSmallInFlash()
    {
        // What a CLR allocates once, when code first runs.
        using (TinyInfer.Interpreter first = new TinyInfer.Interpreter(Model.Load(Source(1))))
        {
            first.Invoke();
        }

        Measure("array, managed", 0, false);
        Measure("array, native", 0, true);
        Measure("resource, managed", 1, false);
        Measure("resource, native", 1, true);
        Assert.IsTrue(Measure("resource in flash, native", 2, true) <= MostInFlash);
        Assert.IsTrue(Measure("partition in flash, native", 3, true) <= MostInFlash);
        Assert.IsTrue(Measure("address in flash, native", 4, true) <= MostInFlash);
    }

    [TestMethod]
    public void HelloWorld_invokedTenThousandTimes_heapAndNativeMemoryConstant()
    {
        Interpreter interpreter = new Interpreter(HelloWorld());
        interpreter.Invoke();
        uint heap = Free();
        int native = Externs.NativeQuery(0, QueryItem.AllocatedBytes, 0);
        for (int i = 0; i < 10000; i++)
        {
            interpreter.Invoke();
        }

        Assert.AreEqual(heap, Free());
        Assert.AreEqual(native, Externs.NativeQuery(0, QueryItem.AllocatedBytes, 0));
        interpreter.Dispose();
        Console.WriteLine($"Figure: hello_world, 10,000 invokes: {heap} bytes of managed heap free and {native} native bytes used, before and after");
    }

    [TestMethod]
    public void Models_loadedAndDisposedOfAThousandTimes_heapAndNativeMemoryConstant()
    {
        LoadAndDispose();
        uint heap = Free();
        int models = Externs.NativeQuery(0, QueryItem.OpenModels, 0);
        int room = Externs.NativeQuery(0, QueryItem.LargestInternal, 1000000);
        for (int i = 0; i < 1000; i++)
        {
            LoadAndDispose();
        }

        Assert.AreEqual(heap, Free());
        Assert.AreEqual(models, Externs.NativeQuery(0, QueryItem.OpenModels, 0));
        Assert.AreEqual(room, Externs.NativeQuery(0, QueryItem.LargestInternal, 1000000));
        Console.WriteLine($"Figure: hello_world and kws in flash, 1,000 loads and disposes: {heap} bytes of managed heap and {room} native bytes free, before and after");
    }

    private static void LoadAndDispose()
    {
        using (Interpreter interpreter = new Interpreter(HelloWorld()))
        {
            interpreter.Invoke();
        }

        using (Interpreter interpreter = new Interpreter(Model.Load(FlashTests.Packed())))
        {
            interpreter.Step();
        }
    }

    private static Model HelloWorld()
    {
        return Model.Load(ModelSource.FromArray(Resources.GetBytes(Resources.BinaryResources.hello_world_model)));
    }

    private static uint Measure(string what, int path, bool native)
    {
        uint before = Free();
        Model model = Model.Load(Source(path));
        Backend backend = native ? (Backend)new NativeBackend() : new ManagedBackend();
        TinyInfer.Interpreter interpreter = new TinyInfer.Interpreter(model, backend);
        uint loaded = before - Free();
        int nativeBytes = Externs.NativeQuery(0, QueryItem.AllocatedBytes, 0);
        int invokes = native ? 100 : 1;
        for (int i = 0; i < invokes; i++)
        {
            interpreter.Invoke();
        }

        uint used = before - Free();
        Assert.AreEqual(loaded, used, what);
        Console.WriteLine($"Figure: kws from {what}: {loaded} bytes of managed heap after load, {used} after {invokes} invokes, {nativeBytes} native bytes");
        interpreter.Dispose();
        return used;
    }

    private static ModelSource Source(int path)
    {
        switch (path)
        {
            case 0:
                byte[] resource = Resources.GetBytes(Resources.BinaryResources.kws_model);
                byte[] array = new byte[resource.Length];
                Array.Copy(resource, array, array.Length);
                return ModelSource.FromArray(array);
            case 1:
                return ModelSource.FromArray(Resources.GetBytes(Resources.BinaryResources.kws_model));
            case 2:
                return FlashTests.Packed();
            case 3:
                return FlashSource.FromPartition("model");
            default:
                return FlashSource.FromAddress(FlashTests.Address, 0);
        }
    }

    /// <summary>Back ends that were forgotten are closed first, by the thread that runs finalizers.</summary>
    private static uint Free()
    {
        nanoFramework.Runtime.Native.GC.Run(true);
        GC.WaitForPendingFinalizers();
        return nanoFramework.Runtime.Native.GC.Run(true);
    }
}
