using TinyInfer.Compiler.Lowering;
using TinyInfer.Compiler.Planning;

namespace TinyInfer.Compiler.Tests.Planning;

/// <summary>Programs for the planner's tests.</summary>
internal static class Programs
{
    public static ArenaTensor Tensor(string name, int bytes) => new() { Name = name, Bytes = bytes };

    public static TestOp Op(ArenaTensor output, params ArenaTensor[] inputs) => new(output.Name, output, inputs) { SourceOps = [] };

    public static TestOp InPlaceOp(ArenaTensor output, params ArenaTensor[] inputs) =>
        new(output.Name, output, inputs) { SourceOps = [], IsExactInPlace = true };

    /// <summary>Copies of whole tensors, one after the other.</summary>
    public static StridedCopyOp[] Concatenate(ArenaTensor joint, params ArenaTensor[] parts) =>
    [
        .. parts.Select((part, i) => new StridedCopyOp
        {
            Source = part,
            Destination = joint,
            InputOffset = 0,
            OutputOffset = parts.Take(i).Sum(before => before.Bytes),
            RunBytes = part.Bytes,
            Loops = [],
            IsPart = true,
            SourceOps = [],
        }),
    ];

    public static LoweredProgram Program(ArenaTensor[] inputs, LoweredOp[] ops, ArenaTensor[] outputs) => new()
    {
        Inputs = [.. inputs.Select(Edge)],
        Ops = [.. ops],
        Outputs = [.. outputs.Select(Edge)],
    };

    /// <summary>The same, planned and run by <see cref="ArenaMachine"/>.</summary>
    public static LoweredProgram Planned(ArenaTensor[] inputs, LoweredOp[] ops, ArenaTensor[] outputs, bool joinsChannels = true)
    {
        var program = Program(inputs, ops, outputs);
        MemoryPlanner.Plan(program, joinsChannels);
        ArenaMachine.AssertRuns(program);
        return program;
    }

    /// <summary>What the ops write, in their order.</summary>
    public static string[] Names(LoweredProgram program) => [.. program.Ops.Select(op => op.Output.Name)];

    /// <summary>A program with branches, parts, concatenations, in-place ops, dead values and inputs that are outputs too.</summary>
    public static LoweredProgram Random(int seed, int opCount)
    {
        var random = new Random(seed);
        ArenaTensor New(string name) => Tensor(name, random.Next(3) switch { 0 => 64, 1 => 16 * random.Next(1, 25), _ => random.Next(1, 400) });

        ArenaTensor[] inputs = [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => New($"input{i}"))];
        var tensors = new List<ArenaTensor>(inputs);
        var ops = new List<LoweredOp>();
        while (ops.Count < opCount)
        {
            ArenaTensor[] read = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => tensors[random.Next(tensors.Count)])];
            if (read.Length > 1 && random.Next(4) == 0)
            {
                var joint = Tensor($"t{ops.Count}", read.Sum(tensor => tensor.Bytes));
                ops.AddRange(Concatenate(joint, read));
                tensors.Add(joint);
                continue;
            }

            var output = random.Next(2) == 0 ? Tensor($"t{ops.Count}", read[0].Bytes) : New($"t{ops.Count}");
            var parts = random.Next(5) == 0 ? random.Next(2, 4) : 1;
            for (var part = 0; part < parts; part++)
            {
                ops.Add(new TestOp(output.Name, output, parts == 1 ? read : [read[part % read.Length]])
                {
                    SourceOps = [],
                    Part = (part, parts),
                    IsExactInPlace = parts == 1 && random.Next(2) == 0,
                });
            }

            tensors.Add(output);
        }

        ArenaTensor[] outputs = [tensors[^1], .. Enumerable.Range(0, random.Next(3)).Select(_ => tensors[random.Next(tensors.Count)])];
        return Program(inputs, [.. ops], outputs);
    }

    private static ProgramTensor Edge(ArenaTensor tensor) =>
        new(tensor.Name, [tensor.Bytes], tensor, null, ElementType.Int8, ElementType.Int8);
}
