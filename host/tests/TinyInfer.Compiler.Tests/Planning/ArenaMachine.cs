using TinyInfer.Compiler.Lowering;
using TinyInfer.Compiler.Planning;

namespace TinyInfer.Compiler.Tests.Planning;

/// <summary>
/// Runs a plan on an arena of marks instead of values: each byte says which tensor's which byte lies there. An op that
/// reads finds its input complete, or the plan is wrong. It knows nothing of lifetimes.
/// </summary>
internal static class ArenaMachine
{
    public static void AssertRuns(LoweredProgram program)
    {
        var arena = new (ArenaTensor? Tensor, int Byte)[program.ArenaBytes];

        void Write(ArenaTensor tensor, Range bytes)
        {
            for (var i = bytes.Start.Value; i < bytes.End.Value; i++)
            {
                arena[tensor.Start + i] = (tensor, i);
            }
        }

        void AssertComplete(ArenaTensor tensor, string when)
        {
            for (var i = 0; i < tensor.Bytes; i++)
            {
                Assert.AreEqual((tensor, i), arena[tensor.Start + i], $"byte {i} of {tensor.Name} {when}");
            }
        }

        foreach (var input in program.Inputs)
        {
            Write(input.Tensor, ..input.Tensor.Bytes);
        }

        foreach (var (op, dead) in program.Ops.Cast<TestOp>().Zip(DeadSpace.Of(program)))
        {
            // Scratch among the tensors harms none.
            Assert.AreEqual(0, dead.Start % 16);
            Array.Clear(arena, dead.Start, dead.Bytes);
            foreach (var input in op.Inputs)
            {
                AssertComplete(input, $"is read by {op.Name}");
                AssertDisjointOrInPlace(op, input);
            }

            Write(op.Output, op.WrittenBytes);
        }

        foreach (var output in program.Outputs)
        {
            AssertComplete(output.Tensor, "is an output");
        }
    }

    /// <summary>While an op runs it may only overwrite an input that it can replace exactly.</summary>
    private static void AssertDisjointOrInPlace(TestOp op, ArenaTensor input)
    {
        var apart = input.Start + input.Bytes <= op.Output.Start || op.Output.Start + op.Output.Bytes <= input.Start;
        var inPlace = op.IsExactInPlace && input.Start == op.Output.Start && input.Bytes == op.Output.Bytes;
        Assert.IsTrue(apart || inPlace, $"{op.Name} overwrites {input.Name} while it reads it");
    }
}
