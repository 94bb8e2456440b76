using TinyInfer.Compiler.Emit;
using TinyInfer.Compiler.Estimates;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Layouts;

/// <summary>Stores the weights of a planned program in the layouts that are best on a target.</summary>
internal static class LayoutPass
{
    public static void Run(LoweredProgram program, ConvertOptions options)
    {
        if (options.Target == LayoutTarget.Any)
        {
            return;
        }

        // The same that 'inspect' does with the file that comes of it.
        var plain = TinfWriter.Write(program, options);
        var records = MemoryEstimator.Records(plain, Model.Load(ModelSource.FromArray(plain)).OpsStart, program.Ops.Count);
        var matrices = records.Select(WeightMatrix.Of).ToList();
        var choices = LayoutPlanner.Choose(matrices, options.Target, options.FlashBudget);
        for (var i = 0; i < choices.Count; i++)
        {
            if (choices[i] is { Layout: not WeightLayout.Plain } choice && program.Ops[i] is IWeightedOp op)
            {
                op.WeightLayout = choice.Layout;
                op.Weights = new() { Bytes = WeightEncoder.Encode(matrices[i]!, choice.Layout) };
            }
        }
    }
}
