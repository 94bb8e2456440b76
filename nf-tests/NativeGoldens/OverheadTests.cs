using System;
using nanoFramework.TestFramework;
using TinyInfer;
using TinyInfer.Goldens;

/// <summary>What going native costs and gains, as ratios on one CLR.</summary>
[TestClass]
public class OverheadTests
{
    private const int Calls = 5000;
    private const int Invokes = 200;

    [TestMethod]
    public void NativeCall_andHelloWorld_costs()
    {
        int[] numbers = new int[16];
        long step = Best(() => Sum(numbers));
        long call = Best(() => CallNothing());
        Console.WriteLine($"Figure: an empty native call takes {10 * call / step / 10.0:F1} steps of acc += a[i]");

        Model model = Model.Load(ModelSource.FromArray(Resources.GetBytes(Resources.BinaryResources.hello_world_model)));
        TinyInfer.Interpreter managed = new TinyInfer.Interpreter(model);
        Interpreter native = new Interpreter(model);
        long managedTicks = Best(() => Invoke(managed));
        long nativeTicks = Best(() => Invoke(native));
        Console.WriteLine($"Figure: hello_world takes {100 * nativeTicks / managedTicks} % of its managed time on the native back end");
        Assert.IsTrue(nativeTicks < managedTicks);
    }

    private delegate void Work();

    private static long Best(Work work)
    {
        long best = long.MaxValue;
        for (int i = 0; i < 20; i++)
        {
            long start = DateTime.UtcNow.Ticks;
            work();
            long ticks = DateTime.UtcNow.Ticks - start;
            best = ticks < best ? ticks : best;
        }

        return best > 0 ? best : 1;
    }

    private static void Sum(int[] numbers)
    {
        int sum = 0;
        for (int i = 0; i < Calls; i++)
        {
            sum += numbers[i & 15];
        }
    }

    private static void CallNothing()
    {
        int sum = 0;
        for (int i = 0; i < Calls; i++)
        {
            sum += Externs.NativeQuery(0, 15, 0);
        }
    }

    private static void Invoke(TinyInfer.Interpreter interpreter)
    {
        for (int i = 0; i < Invokes; i++)
        {
            interpreter.Invoke();
        }
    }
}
