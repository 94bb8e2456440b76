using System;
using System.Reflection;
using nanoFramework.TestFramework;
using TinyInfer;

/// <summary>TinyInfer.Native in a firmware that does not have its native half: the app runs managed, and nothing reaches it.</summary>
[TestClass]
public class StockFirmwareTests
{
    [TestMethod]
    public void IsAvailable_withoutTheNativeHalf_isFalseHoweverOftenAsked()
    {
        Assert.IsFalse(NativeBackend.IsAvailable);
        Assert.IsFalse(NativeBackend.IsAvailable);
    }

    /// <summary>The line of the README.</summary>
    [TestMethod]
    public void App_thatAsks_runsManaged()
    {
        Backend backend = NativeBackend.IsAvailable ? (Backend)new NativeBackend() : new ManagedBackend();

        Assert.AreEqual("managed", backend.Name);
    }

    [TestMethod]
    public void FlashSource_withoutTheNativeHalf_isATypedError()
    {
        Assert.AreEqual((int)ErrorCode.NoNativeKernels, Refusal(FlashSource.FromPartition("model")));
        Assert.AreEqual((int)ErrorCode.NoNativeKernels, Refusal(FlashSource.FromAddress(0x08000000, 0)));
        Assert.AreEqual((int)ErrorCode.NoNativeKernels, Refusal(FlashSource.FromResource(typeof(StockFirmwareTests).Assembly, "A.Resources", 1)));
    }

    [TestMethod]
    public void NativeBackend_thatIsDroppedUnused_disturbsNothing()
    {
        for (int i = 0; i < 100; i++)
        {
            Drop();
        }

        GC.WaitForPendingFinalizers();
    }

    private static int Refusal(ModelSource source)
    {
        try
        {
            Model.Load(source);
            return 0;
        }
        catch (TinyInferException refusal)
        {
            return (int)refusal.Code;
        }
    }

    private static void Drop()
    {
        new NativeBackend().Close();
    }
}
