using System.Reflection;
using TinyInfer.Compiler.IlCounting;

namespace TinyInfer.Compiler.Tests.IlCounting;

/// <summary>The machine computes what the PC's own CLR computes, and counts what it executes.</summary>
[TestClass]
public sealed class IlMachineTests
{
    private static class Subjects
    {
        public static void Nothing()
        {
        }

        public static void Mix(sbyte[] bytes, byte[] unsigned, int[] ints, long[] longs)
        {
            for (var i = 0; i < ints.Length; i++)
            {
                longs[i] += (long)(bytes[i] * (sbyte)unsigned[i]) << 21;
                ints[i] = (int)(longs[i] >> 7) ^ (i < 3 ? -i : ~i);
                bytes[i] = (sbyte)Clamp(ints[i] / (i + 1) % 300);
                unsigned[i] = (byte)((uint)ints[i] >> 3);
                switch (i & 3)
                {
                    case 0:
                        longs[i]--;
                        break;
                    case 1:
                        longs[i]++;
                        break;
                    case 2:
                        longs[i] -= BitConverter.ToInt32(unsigned, 2);
                        break;
                    case 3:
                        longs[i] *= 3;
                        break;
                }
            }

            Array.Copy(ints, 0, ints, 3, 2);
        }

        private static int Clamp(int value) => value < -128 ? -128 : value > 127 ? 127 : value;
    }

    [TestMethod]
    public void Count_of_nothing_is_its_return()
    {
        var counts = new IlMachine().Count(Method(nameof(Subjects.Nothing)));

        Assert.AreEqual(1, counts.ByOpcode.Where(opcode => opcode.Name == "ret").Sum(opcode => opcode.Count));
        Assert.IsLessThanOrEqualTo(2L, counts.Total);
    }

    [TestMethod]
    public void Machine_on_integers_and_arrays_computes_what_the_clr_computes()
    {
        var (bytes, unsigned, ints, longs) = Inputs();
        var (otherBytes, otherUnsigned, otherInts, otherLongs) = Inputs();

        var counts = new IlMachine().Count(Method(nameof(Subjects.Mix)), bytes, unsigned, ints, longs);
        Subjects.Mix(otherBytes, otherUnsigned, otherInts, otherLongs);

        CollectionAssert.AreEqual(otherBytes, bytes);
        CollectionAssert.AreEqual(otherUnsigned, unsigned);
        CollectionAssert.AreEqual(otherInts, ints);
        CollectionAssert.AreEqual(otherLongs, longs);
        Assert.AreEqual("BitConverter.ToInt32 2, Array.Copy 1", string.Join(", ", counts.NativeCalls.Select(call => $"{call.Name} {call.Count}")));
        Assert.AreEqual(8L, counts.ByOpcode.Where(opcode => opcode.Name == "switch").Sum(opcode => opcode.Count));
    }

    [TestMethod]
    public void Machine_on_what_it_does_not_know_refuses() =>
        Assert.ThrowsExactly<NotSupportedException>(() => new IlMachine().Count(typeof(Math).GetMethod("Sqrt")!, 2.0));

    private static (sbyte[] Bytes, byte[] Unsigned, int[] Ints, long[] Longs) Inputs() =>
        ([-128, 127, 5, -7, 0, 99, -100, 3], [128, 127, 255, 0, 1, 200, 77, 9], [1, 2, 3, 4, 5, 6, 7, 8], [-1, 1L << 40, 0, 5, -(1L << 50), 7, 8, 9]);

    private static MethodInfo Method(string name) => typeof(Subjects).GetMethod(name, BindingFlags.Static | BindingFlags.Public)!;
}
