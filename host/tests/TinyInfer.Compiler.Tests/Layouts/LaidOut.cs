using System.Buffers.Binary;
using TinyInfer.Compiler.Estimates;
using TinyInfer.Compiler.Layouts;

namespace TinyInfer.Compiler.Tests.Layouts;

/// <summary>A converted file with the weights of every op that may in one layout, whatever is best.</summary>
internal static class LaidOut
{
    public static IReadOnlyList<WeightLayout> Packed { get; } = [.. WeightLayouts.All.Where(layout => layout != WeightLayout.Plain)];

    /// <summary>The new weights lie behind the old data. Null if no op may have the layout.</summary>
    public static byte[]? In(byte[] plain, WeightLayout layout)
    {
        var model = Model.Load(ModelSource.FromArray(plain));
        var file = plain.ToList();
        var isChanged = false;
        foreach (var record in MemoryEstimator.Records(plain, model.OpsStart, model.OpCount))
        {
            if (WeightMatrix.Of(record) is not { } matrix || RangeProof.Refusal(matrix, layout) is not null)
            {
                continue;
            }

            file.AddRange(new byte[(16 - file.Count % 16) % 16]);
            Set(file, record.Start + ConvRecord.WeightsStart, file.Count);
            file[record.Start + ConvRecord.WeightLayout] = (byte)layout;
            file.AddRange(WeightEncoder.Encode(matrix, layout));
            isChanged = true;
        }

        return isChanged ? Finish([.. file]) : null;
    }

    /// <summary>Lengths and checksums anew.</summary>
    private static byte[] Finish(byte[] file)
    {
        var planBytes = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(FileHeader.PlanBytes));
        var data = FileHeader.Size;
        while (BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(data + SectionEntry.Kind)) != SectionKind.Data)
        {
            data += SectionEntry.Size;
        }

        Set(file, data + SectionEntry.Length, file.Length - planBytes);
        Set(file, FileHeader.FileBytes, file.Length);
        Set(file, FileHeader.DataCrc, (int)Crc32.Compute(file, planBytes, file.Length - planBytes, 0));
        Set(file, FileHeader.PlanCrc, (int)ModelReader.PlanCrc(file, planBytes));
        return file;
    }

    private static void Set(IList<byte> file, int at, int value)
    {
        for (var i = 0; i < sizeof(int); i++)
        {
            file[at + i] = (byte)(value >> (8 * i));
        }
    }
}
