namespace TinyInfer.Compiler.Inspection;

/// <summary>
/// Runs a model op by op and takes the checksum of every output of the source network's ops right after it was
/// computed, before a later op takes its place. Needs debug info.
/// </summary>
public sealed class LayerTrace(ModelDescription model, Interpreter interpreter, Backend backend)
{
    /// <summary>One inference on the inputs that were written before.</summary>
    /// <returns>The CRC-32 (as zlib's) of each entry of <see cref="ModelDescription.Debug"/>; null where it was folded.</returns>
    public uint?[] Run()
    {
        var checksums = new uint?[model.Debug.Count];
        TakeChecksums(checksums, record: -1);
        for (var record = 0; record < model.Ops.Count; record++)
        {
            interpreter.Step();
            TakeChecksums(checksums, record);
        }

        return checksums;
    }

    private void TakeChecksums(uint?[] checksums, int record)
    {
        for (var i = 0; i < checksums.Length; i++)
        {
            if (model.Debug[i].Record == record && model.Debug[i].Arena is { } arena)
            {
                var bytes = new sbyte[arena.Bytes];
                backend.Read(arena.Start, bytes, 0, bytes.Length);
                checksums[i] = Crc32.Compute((byte[])(Array)bytes);
            }
        }
    }
}
