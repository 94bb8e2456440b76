using TinyInfer.Cli.Output;

namespace TinyInfer.Cli.Verbs;

/// <summary>Compares the outputs of each sample and keeps what differs first.</summary>
internal sealed class OutputComparison(Session session)
{
    private readonly byte[] _found = new byte[session.Outputs.SampleBytes];

    /// <summary>Samples that differ.</summary>
    public long Mismatches { get; private set; }

    /// <summary>Sample, op and element of the first difference; null where there is none.</summary>
    public string? FirstDifference { get; private set; }

    public void Compare(long sample, ReadOnlySpan<byte> expected)
    {
        session.Outputs.Store(_found);
        var at = expected.CommonPrefixLength(_found);
        if (at == expected.Length)
        {
            return;
        }

        Mismatches++;
        FirstDifference ??= Describe(sample, expected, at);
    }

    private string Describe(long sample, ReadOnlySpan<byte> expected, int at)
    {
        var (output, element) = session.Outputs.Locate(at);
        var tensor = session.File.Description.Outputs[output];
        var op = session.File.Description.Ops.LastOrDefault(op => op.Write.Extent.Overlap(tensor.Arena) > 0);
        var by = op is null ? "" : $" of op #{op.Index} {op.Code}";
        var wanted = session.Outputs.Format(expected, output, element);
        var found = session.Outputs.Format(_found, output, element);
        return $"sample {Printable.Number(sample)}, output '{tensor.Name}'{by}, element {Printable.Number(element)}: expected {wanted}, got {found}";
    }
}
