using System.Globalization;
using System.Text;
using TinyInfer.Compiler.Layouts;

namespace TinyInfer.Compiler.Emit;

/// <summary>What a person wants to know about the network, and the labels of its classes.</summary>
internal static class MetadataSection
{
    /// <summary>Bytes, in decimal.</summary>
    public const string FlashBudgetKey = "flash-budget";

    private const char LabelSeparator = '\n';

    public static PlanSection Create(ConvertOptions options)
    {
        var bytes = Encode([.. Entries(options)]);
        return new(SectionKind.Metadata, false, bytes.Length, (file, start) => bytes.CopyTo(file, start));
    }

    /// <summary>The section's bytes.</summary>
    public static byte[] Encode(IReadOnlyList<(string Key, string Value)> entries)
    {
        (byte[] Key, byte[] Value)[] texts = [.. entries.Select(entry => (Encoding.UTF8.GetBytes(entry.Key), Encoding.UTF8.GetBytes(entry.Value)))];
        var bytes = new byte[checked(MetadataEntry.CountBytes + texts.Sum(entry => MetadataEntry.Key + entry.Key.Length + entry.Value.Length))];
        new RecordWriter(bytes, 0).I32(0, texts.Length);
        var start = MetadataEntry.CountBytes;
        foreach (var (key, value) in texts)
        {
            var entry = new RecordWriter(bytes, start);
            entry.I32(MetadataEntry.KeyBytes, key.Length);
            entry.I32(MetadataEntry.ValueBytes, value.Length);
            entry.Bytes(MetadataEntry.Key, key);
            entry.Bytes(MetadataEntry.Key + key.Length, value);
            start += MetadataEntry.Key + key.Length + value.Length;
        }

        return bytes;
    }

    private static IEnumerable<(string Key, string Value)> Entries(ConvertOptions options)
    {
        yield return ("name", options.Name);
        if (options.Origin is { } origin)
        {
            yield return ("origin", origin);
        }

        if (options.Target != LayoutTarget.Any)
        {
            yield return (MetadataReader.TargetKey, options.Target.Name);
            yield return (FlashBudgetKey, options.FlashBudget.ToString(CultureInfo.InvariantCulture));
        }

        if (options.Labels is { Count: > 0 } labels)
        {
            yield return labels.Any(label => label.Contains(LabelSeparator))
                ? throw new ArgumentException("A label contains a line break.", nameof(options))
                : ("labels", string.Join(LabelSeparator, labels));
        }
    }
}
