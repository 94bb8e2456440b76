using TinyInfer.Compiler.Lowering;
using TinyInfer.Compiler.Planning;

namespace TinyInfer.Compiler.Tests.Planning;

[TestClass]
public sealed class OrderSearchTests
{
    [TestMethod]
    public void Find_small_random_programs_finds_the_lowest_peak_of_all_orders()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var program = Programs.Random(seed, 2 + seed % 6);
            var lowest = Orders(program).Min(order => Peak(program, order));

            var found = OrderSearch.Find(new OpGraph(program));

            CollectionAssert.AreEquivalent(Enumerable.Range(0, program.Ops.Count).ToArray(), found, $"seed {seed}");
            Assert.AreEqual(lowest, Peak(program, found), $"seed {seed}");
        }
    }

    /// <summary>All orders in which every op finds its inputs complete.</summary>
    private static IEnumerable<int[]> Orders(LoweredProgram program)
    {
        IEnumerable<int[]> Extend(int[] order)
        {
            if (order.Length == program.Ops.Count)
            {
                yield return order;
            }

            foreach (var op in Enumerable.Range(0, program.Ops.Count).Except(order).Where(op => IsReady(program, order, op)))
            {
                foreach (var complete in Extend([.. order, op]))
                {
                    yield return complete;
                }
            }
        }

        return Extend([]);
    }

    private static bool IsReady(LoweredProgram program, int[] order, int op) =>
        program.Ops.Index()
            .Where(writer => program.Ops[op].Inputs.Contains(writer.Item.Output))
            .All(writer => order.Contains(writer.Index));

    /// <summary>The most bytes in use at once, from first and last uses in the order.</summary>
    private static long Peak(LoweredProgram program, int[] order)
    {
        LoweredOp[] ops = [.. order.Select(op => program.Ops[op])];
        ArenaTensor[] inputs = [.. program.Inputs.Select(input => input.Tensor)];
        ArenaTensor[] outputs = [.. program.Outputs.Select(output => output.Tensor)];
        ArenaTensor[] tensors = [.. ops.Select(op => op.Output).Concat(inputs).Distinct()];
        int First(ArenaTensor tensor) => inputs.Contains(tensor) ? -1 : Array.FindIndex(ops, op => op.Output == tensor);
        int Last(ArenaTensor tensor) => outputs.Contains(tensor)
            ? ops.Length
            : Array.FindLastIndex(ops, op => op.Output == tensor || op.Inputs.Contains(tensor));

        var peak = inputs.Distinct().Sum(Align);
        for (var time = 0; time < ops.Length; time++)
        {
            var op = ops[time];
            var live = tensors.Where(tensor => First(tensor) <= time && time <= Last(tensor)).Sum(Align);
            var takesPlace = First(op.Output) == time
                && op.InPlaceInputs.Any(input => Last(input) == time && input.Bytes == op.Output.Bytes);
            peak = Math.Max(peak, takesPlace ? live - Align(op.Output) : live);
        }

        return peak;
    }

    private static long Align(ArenaTensor tensor) => (tensor.Bytes + 15) / 16 * 16;
}
