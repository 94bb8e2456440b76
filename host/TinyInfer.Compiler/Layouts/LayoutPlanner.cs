using System.Globalization;

namespace TinyInfer.Compiler.Layouts;

/// <summary>
/// Chooses a layout for each op. First each op gets the fastest one that costs no flash. Then, as long as the budget lasts,
/// that change is made which saves the most instructions for each byte: the usual greedy way to a knapsack, not the best one
/// always, but each step can be explained.
/// </summary>
internal static class LayoutPlanner
{
    /// <param name="ops">Null for ops that have plain weights always.</param>
    /// <param name="flashBudget">Bytes that the weights may take beyond what plain ones take.</param>
    public static IReadOnlyList<LayoutChoice?> Choose(IReadOnlyList<WeightMatrix?> ops, LayoutTarget target, long flashBudget)
    {
        var options = ops.Select(op => op is null ? null : Options(op, ops, target)).ToList();
        var chosen = options.Select(list => list is [] or null ? null : Fastest(list.Where(option => option.FlashBytes <= 0))).ToList();
        var left = flashBudget;
        while (BestStep(options, chosen, left) is { } step)
        {
            left -= step.Option.FlashBytes - chosen[step.Op]!.FlashBytes;
            chosen[step.Op] = step.Option;
        }

        return [.. options.Select((list, op) => list is null ? null : new LayoutChoice(chosen[op], list, Why(list, chosen[op], target, left)))];
    }

    private static List<LayoutOption> Options(WeightMatrix op, IReadOnlyList<WeightMatrix?> all, LayoutTarget target)
    {
        var isShared = all.Any(other => other is not null && !ReferenceEquals(other, op) && other.Weights.AsSpan().SequenceEqual(op.Weights));
        var plain = Aligned(op.BytesIn(WeightLayout.Plain));
        var options = new List<LayoutOption>();
        foreach (var layout in WeightLayouts.All)
        {
            if (LayoutCosts.Instructions(target.Core, op, layout) is { } instructions && (layout != WeightLayout.Winograd || op.IsWinogradShape))
            {
                // Weights that another op has too are stored once, and would be again.
                var flash = layout == WeightLayout.Plain ? 0 : Aligned(op.BytesIn(layout)) - (isShared ? 0 : plain);
                options.Add(new LayoutOption(layout, flash, instructions, RangeProof.Refusal(op, layout)));
            }
        }

        return options.Count > 1 ? options : [];
    }

    private static (int Op, LayoutOption Option)? BestStep(List<List<LayoutOption>?> options, List<LayoutOption?> chosen, long left)
    {
        var steps =
            from op in Enumerable.Range(0, options.Count)
            let now = chosen[op]
            where now is not null
            from option in options[op]!
            let bytes = option.FlashBytes - now.FlashBytes
            where option.Refusal is null && option.Instructions < now.Instructions && bytes <= left
            orderby (double)(now.Instructions - option.Instructions) / Math.Max(1, bytes) descending
            select ((int, LayoutOption)?)(op, option);
        return steps.FirstOrDefault();
    }

    private static LayoutOption? Fastest(IEnumerable<LayoutOption> options) =>
        options.Where(option => option.Refusal is null).MinBy(option => option.Instructions);

    private static string Why(List<LayoutOption> options, LayoutOption? chosen, LayoutTarget target, long left)
    {
        if (chosen is null)
        {
            return target == LayoutTarget.Any ? "no target was named" : $"no other is faster on {target.Name}";
        }

        // From the fastest one on, what each one faster than the chosen one lacks.
        var faster = options.Where(option => option.Instructions < chosen.Instructions).OrderBy(option => option.Instructions).Select(option =>
            $"{WeightLayouts.NameOf(option.Layout)}: " + (option.Refusal ?? string.Create(
                CultureInfo.InvariantCulture,
                $"{option.FlashBytes - chosen.FlashBytes:N0} bytes more for {chosen.Instructions - option.Instructions:N0} instructions less, {left:N0} left")));
        var proven = chosen.Layout == WeightLayout.Plain ? "" : "proven";
        var reasons = string.Join("; ", faster.Prepend(proven).Where(reason => reason != ""));
        return reasons == "" ? "fastest" : reasons;
    }

    private static long Aligned(long bytes) => WeightMatrix.RoundUp(bytes, Emit.ConstantPool.Alignment);
}
