using System.Globalization;

namespace TinyInfer.Compiler.Layouts;

/// <summary>
/// Chooses a layout for each op. First each op gets the fastest one that costs no flash. Then, as long as the budget lasts,
/// that change is made which saves the most instructions for each byte. A large change that the budget would be too short for in
/// the end may be worth more than small ones before it: so all is tried again with each change made first.
/// </summary>
internal static class LayoutPlanner
{
    /// <param name="ops">Null for ops that have plain weights always.</param>
    /// <param name="flashBudget">Bytes that the weights may take beyond what plain ones take.</param>
    public static IReadOnlyList<LayoutChoice?> Choose(IReadOnlyList<WeightMatrix?> ops, LayoutTarget target, long flashBudget)
    {
        var options = ops.Select(op => op is null ? null : Options(op, ops, target)).ToList();
        var chosen = Spend(options, flashBudget, first: null);
        foreach (var (op, list) in options.Index())
        {
            foreach (var first in (list ?? []).Where(option => option.Refusal is null && option.FlashBytes > 0 && option.FlashBytes <= flashBudget))
            {
                var other = Spend(options, flashBudget, (op, first));
                chosen = Instructions(other) < Instructions(chosen) ? other : chosen;
            }
        }

        var left = flashBudget - chosen.Sum(option => option?.FlashBytes ?? 0);
        return [.. options.Select((list, op) => list is null ? null : new LayoutChoice(chosen[op], list, Why(list, chosen[op], target, left)))];
    }

    /// <param name="first">A change that is made before all others.</param>
    private static List<LayoutOption?> Spend(List<List<LayoutOption>?> options, long flashBudget, (int Op, LayoutOption Option)? first)
    {
        var chosen = options.Select(list => list is [] or null ? null : Fastest(list.Where(option => option.FlashBytes <= 0))).ToList();
        var left = flashBudget;
        for (var step = first; step is not null || (step = BestStep(options, chosen, left)) is not null; step = null)
        {
            left -= step.Value.Option.FlashBytes - chosen[step.Value.Op]!.FlashBytes;
            chosen[step.Value.Op] = step.Value.Option;
        }

        return chosen;
    }

    private static long Instructions(List<LayoutOption?> chosen) => chosen.Sum(option => option?.Instructions ?? 0);

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
