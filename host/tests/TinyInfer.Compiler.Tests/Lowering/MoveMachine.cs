using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Tests.Lowering;

/// <summary>Runs ops that only move bytes, each tensor in an array of its own.</summary>
internal static class MoveMachine
{
    /// <summary>What the outputs hold when the inputs hold the given bytes.</summary>
    public static byte[][] Run(LoweredProgram program, params byte[][] inputs)
    {
        var values = new Dictionary<ArenaTensor, byte[]>();
        for (var i = 0; i < inputs.Length; i++)
        {
            values[program.Inputs[i].Tensor] = inputs[i];
        }

        foreach (var op in program.Ops)
        {
            Run(op, values);
        }

        return [.. program.Outputs.Select(output => values[output.Tensor])];
    }

    public static void Run(LoweredOp op, Dictionary<ArenaTensor, byte[]> values)
    {
        if (!values.TryGetValue(op.Output, out var output))
        {
            output = values[op.Output] = new byte[op.Output.Bytes];
        }

        switch (op)
        {
            case LoadConstantOp load:
                load.Data.Bytes.CopyTo(output, 0);
                break;
            case FillOp fill:
                Array.Fill(output, (byte)fill.Value);
                break;
            case StridedCopyOp copy:
                Copy(copy, values[copy.Source], output, 0, copy.InputOffset, copy.OutputOffset);
                break;
            default:
                throw new ArgumentException($"{op.Code} does not only move bytes.", nameof(op));
        }
    }

    private static void Copy(StridedCopyOp copy, byte[] input, byte[] output, int depth, int from, int to)
    {
        if (depth == copy.Loops.Count)
        {
            Array.Copy(input, from, output, to, copy.RunBytes);
            return;
        }

        var loop = copy.Loops[depth];
        for (var i = 0; i < loop.Count; i++)
        {
            Copy(copy, input, output, depth + 1, from + i * loop.InputStride, to + i * loop.OutputStride);
        }
    }
}
