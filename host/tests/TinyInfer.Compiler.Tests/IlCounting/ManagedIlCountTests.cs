using TinyInfer.Compiler.IlCounting;
using TinyInfer.OpGrids;

namespace TinyInfer.Compiler.Tests.IlCounting;

/// <summary>What an inference costs in an interpreting CLR.</summary>
[TestClass]
public sealed class ManagedIlCountTests
{
    [TestMethod]
    public void Count_of_a_model_is_the_sum_of_its_ops_and_leaves_the_same_answer()
    {
        var file = ModelConverter.Convert(OpGrid.Cases("CONV_2D").First().Model, new ConvertOptions());

        var count = ManagedIlCount.Of(file);

        Assert.AreEqual(count.Ops.Sum(op => op.Instructions), count.Instructions);
        Assert.AreEqual(count.Instructions, ManagedIlCount.Of(file).Instructions);
        Assert.Contains(op => op.Code == OpCode.Conv2D && op.Macs > 0, count.Ops);
    }

    /// <summary>Every op of every grid takes only what can be counted.</summary>
    [TestMethod]
    public void Count_of_one_case_of_each_op_works()
    {
        foreach (var op in OpGrid.Ops)
        {
            var file = ModelConverter.Convert(OpGrid.Cases(op).First().Model, new ConvertOptions());

            Assert.IsGreaterThanOrEqualTo(0L, ManagedIlCount.Of(file).Instructions, op);
        }
    }
}
