using System.Buffers.Binary;

namespace TinyInfer.RunOnNanoClr;

/// <summary>
/// The tables of a .pe (nf-interpreter, CLR_RECORD_ASSEMBLY). Records refer into strings, signatures and IL by 16-bit
/// offsets, and the metadata processor does not say when one wraps: the CLR then reads something else.
/// </summary>
public static class DeviceImage
{
    /// <summary>The first offset that does not fit; the one before it means "none".</summary>
    public const int MostBytes = 0xFFFF;

    private const int TableCount = 16;

    /// <summary>Behind marker, two checksums, flags, native checksum, patch offset, version, name and string table version.</summary>
    private const int TablesStart = 8 + 4 + 4 + 4 + 4 + 4 + 8 + 2 + 2;

    /// <summary>Places in the list of tables, and what is in them.</summary>
    private static readonly (int Table, string Content)[] Limited =
    [
        (11, "strings"),
        (12, "signatures and array initialisers"),
        (13, "IL"),
    ];

    /// <summary>A sentence about each table that is too large.</summary>
    public static IEnumerable<string> Overflows(ReadOnlySpan<byte> image)
    {
        if (image.Length < TablesStart + TableCount * sizeof(uint))
        {
            return ["it is shorter than a .pe"];
        }

        List<string> overflows = [];
        foreach (var (table, content) in Limited)
        {
            var bytes = Start(image, table + 1) - Start(image, table);
            if (bytes > MostBytes)
            {
                overflows.Add($"it has {bytes:N0} bytes of {content}, and the CLR reaches {MostBytes:N0}");
            }
        }

        return overflows;
    }

    private static long Start(ReadOnlySpan<byte> image, int table) =>
        BinaryPrimitives.ReadUInt32LittleEndian(image[(TablesStart + table * sizeof(uint))..]);
}
