using TinyInfer.Compiler.Lowering;
using TinyInfer.Compiler.Planning;

namespace TinyInfer.Compiler.Tests.Planning;

/// <summary>
/// Runs a plan on an arena of marks instead of values: each byte says which tensor's which byte lies there. An op that
/// reads finds its input complete, or the plan is wrong. It knows nothing of lifetimes. A byte of a part is a byte of its
/// joint tensor.
/// </summary>
internal static class ArenaMachine
{
    public static void AssertRuns(LoweredProgram program)
    {
        var arena = new (ArenaTensor? Tensor, int Byte)[program.ArenaBytes];

        void Write(ArenaTensor tensor, params IEnumerable<Range> ranges)
        {
            foreach (var i in ranges.SelectMany(range => Enumerable.Range(range.Start.Value, range.End.Value - range.Start.Value)))
            {
                arena[tensor.Start + i] = Mark(tensor, i);
            }
        }

        void AssertComplete(ArenaTensor tensor, string when)
        {
            for (var i = 0; i < tensor.Bytes; i++)
            {
                Assert.AreEqual(Mark(tensor, i), arena[tensor.Start + i], $"byte {i} of {tensor.Name} {when}");
            }
        }

        foreach (var input in program.Inputs)
        {
            Write(input.Tensor, ..input.Tensor.Bytes);
        }

        foreach (var (op, dead) in program.Ops.Zip(DeadSpace.Of(program)))
        {
            // Scratch among the tensors harms none.
            Assert.AreEqual(0, dead.Start % 16);
            Array.Clear(arena, dead.Start, dead.Bytes);
            foreach (var input in op.Inputs)
            {
                AssertComplete(input, $"is read for {op.Output.Name}");
                if (op is TestOp test)
                {
                    AssertDisjointOrInPlace(test, input);
                }
            }

            Write(op.Output, op switch
            {
                StridedCopyOp { Loops: [] } copy => Runs(copy.OutputOffset, copy.RunBytes, 1, 0),
                StridedCopyOp { Loops: [var loop] } copy => Runs(copy.OutputOffset, copy.RunBytes, loop.Count, loop.OutputStride),
                ConvOp { Part: { } part } conv => Runs(part.Offset, conv.OutputChannels, conv.Batches * conv.Rows.Output * conv.Columns.Output, part.PixelStride),
                ConvOp conv => Runs(0, conv.Output.Bytes, 1, 0),
                TestOp test => [test.WrittenBytes],
                _ => throw new InvalidOperationException(),
            });
        }

        foreach (var output in program.Outputs)
        {
            AssertComplete(output.Tensor, "is an output");
        }
    }

    private static IEnumerable<Range> Runs(int start, int bytes, int count, int stride) =>
        Enumerable.Range(0, count).Select(i => start + i * stride).Select(at => at..(at + bytes));

    private static (ArenaTensor Root, int Byte) Mark(ArenaTensor tensor, int at) =>
        tensor.Joint is { } joint ? Mark(joint, tensor.JointOffset + at) : (tensor, at);

    /// <summary>While an op runs it may only overwrite an input that it can replace exactly.</summary>
    private static void AssertDisjointOrInPlace(TestOp op, ArenaTensor input)
    {
        var apart = input.Start + input.Bytes <= op.Output.Start || op.Output.Start + op.Output.Bytes <= input.Start;
        var inPlace = op.IsExactInPlace && input.Start == op.Output.Start && input.Bytes == op.Output.Bytes;
        Assert.IsTrue(apart || inPlace, $"{op.Name} overwrites {input.Name} while it reads it");
    }
}
