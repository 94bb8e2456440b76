using System.Buffers.Binary;
using TinyInfer.Cli.Files;
using TinyInfer.Cli.Output;
using TinyInfer.Compiler.Inspection;

namespace TinyInfer.Cli.Verbs;

/// <summary>Compares the checksum of every output of the source network's ops and keeps what differs first.</summary>
internal sealed class LayerComparison : IDisposable
{
    private const int ChecksumBytes = sizeof(uint);

    private readonly LayerTrace _trace;
    private readonly SampleFile _checksums;
    private readonly IReadOnlyList<DebugDescription> _layers;

    private LayerComparison(Session session, SampleFile checksums)
    {
        _trace = new LayerTrace(session.File.Description, session.Interpreter, session.Backend);
        _checksums = checksums;
        _layers = session.File.Description.Debug;
    }

    /// <summary>"12 of 13 ops compared, 1 folded: #10 RESHAPE reshape".</summary>
    public string Coverage
    {
        get
        {
            var folded = _layers.Where(layer => layer.Arena is null).Select(Name).ToList();
            var compared = $"{_layers.Count - folded.Count} of {_layers.Count} ops compared";
            return folded.Count == 0 ? compared : $"{compared}, {folded.Count} folded: {string.Join(", ", folded)}";
        }
    }

    /// <summary>Sample and op of the first difference; null where there is none.</summary>
    public string? FirstDifference { get; private set; }

    public static LayerComparison Open(Session session, string path, SampleFile inputs)
    {
        var layers = session.File.Description.Debug;
        if (layers.Count == 0)
        {
            throw new ToolException(
                ExitCode.Usage,
                $"model file '{session.File.Path}' does not say where the outputs of the network's ops lie, which --layers needs; convert it with --debug-info.");
        }

        var checksums = SampleFile.Open(
            path, "layers", layers.Count * ChecksumBytes,
            $"{Printable.Bytes(layers.Count * ChecksumBytes)} ({layers.Count} op outputs, {ChecksumBytes} bytes each)");
        if (checksums.Count == inputs.Count)
        {
            return new LayerComparison(session, checksums);
        }

        checksums.Dispose();
        throw new ToolException(
            ExitCode.Usage,
            $"layers file '{path}' has checksums of {Printable.Count(checksums.Count, "sample")}, but inputs file '{inputs.Path}' has {Printable.Number(inputs.Count)}; give the checksums of exactly these inputs.");
    }

    /// <summary>One inference, with the inputs loaded before.</summary>
    public void RunSample(long sample)
    {
        var expected = _checksums.ReadNext();
        var found = _trace.Run();
        for (var i = 0; i < found.Length && FirstDifference is null; i++)
        {
            var wanted = BinaryPrimitives.ReadUInt32LittleEndian(expected[(i * ChecksumBytes)..]);
            if (found[i] is { } checksum && checksum != wanted)
            {
                FirstDifference = $"sample {Printable.Number(sample)}, op {Name(_layers[i])}: expected CRC-32 {wanted:x8}, got {checksum:x8}";
            }
        }
    }

    public void Dispose() => _checksums.Dispose();

    private static string Name(DebugDescription layer) => $"#{layer.SourceOp} {layer.Name}";
}
