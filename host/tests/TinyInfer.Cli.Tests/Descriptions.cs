using TinyInfer.Compiler.Inspection;

namespace TinyInfer.Cli.Tests;

/// <summary>Descriptions of models that never were, for tests of what is made from them.</summary>
internal static class Descriptions
{
    public static ModelDescription Model(int arenaBytes, ArenaRange input, ArenaRange output, params OpDescription[] ops) => new()
    {
        File = new FileDescription(1, 0, 0, 0, 0, 0, arenaBytes, 0, []),
        Inputs = [Tensor("in", input)],
        Outputs = [Tensor("out", output)],
        Ops = ops,
        Metadata = [],
        Memory = [],
        Debug = [],
    };

    /// <summary>An op whose operands are one run of bytes each.</summary>
    public static OpDescription Op(int index, OpCode code, ArenaRange[] reads, ArenaRange write) => new(
        index, code, [write.Bytes], 1, 0, 0, [.. reads.Select(read => ArenaAccess.Dense(read.Start, read.Bytes))],
        ArenaAccess.Dense(write.Start, write.Bytes));

    private static TensorDescription Tensor(string name, ArenaRange arena) =>
        new(name, [arena.Bytes], ElementType.Int8, ElementType.Int8, 1, 0, arena);
}
