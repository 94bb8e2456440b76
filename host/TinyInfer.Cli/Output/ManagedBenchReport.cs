using System.Globalization;
using TinyInfer.Bench;

namespace TinyInfer.Cli.Output;

/// <summary>What 'bench --target managed' shows to a person.</summary>
internal sealed class ManagedBenchReport(Terminal terminal, IReadOnlyList<ManagedResult> results)
{
    private bool HasNanoClr => results[0].NanoClrInstructions is not null;

    public void Write()
    {
        terminal.WriteLine($"IL instructions, {results[0].CountedBy}.");
        if (HasNanoClr)
        {
            terminal.WriteLine($"In nanoCLR: {NanoClr.Method}.");
        }

        terminal.WriteLine();
        var table = Table("back end", "model", ">instructions", ">per MAC", ">arena", ">scratch", ">persistent");
        foreach (var result in results)
        {
            Add(
                table, result.NanoClrInstructions,
                result.BackEnd, result.Model, Printable.Number(result.Instructions),
                result.InstructionsPerMac?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–", Printable.Number(result.ArenaBytes),
                Printable.Number(result.ScratchBytes), Printable.Number(result.PersistentBytes));
        }

        table.Write(terminal);
        foreach (var result in results)
        {
            terminal.WriteLine();
            terminal.WriteLine($"{Printable.Text(result.Model)}, {result.BackEnd}");
            var ops = Table(">#", "op", ">MACs", ">instructions", ">share");
            foreach (var op in result.Ops)
            {
                Add(
                    ops, op.NanoClrInstructions, $"{op.Index}", $"{op.Op}", Printable.Number(op.Macs), Printable.Number(op.Instructions),
                    Printable.Percent(op.Instructions, result.Instructions));
            }

            ops.Write(terminal);
        }
    }

    private TextTable Table(params string[] columns) => new(HasNanoClr ? [.. columns, ">in nanoCLR"] : columns);

    private static void Add(TextTable table, long? inNanoClr, params string[] cells) =>
        table.Add(inNanoClr is { } instructions ? [.. cells, Printable.Number(instructions)] : cells);
}
