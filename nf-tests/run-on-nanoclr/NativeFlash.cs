namespace TinyInfer.RunOnNanoClr;

/// <summary>The flash of a nanoCLR on a PC: a folder of partitions, and the file that lies at 0x08000000.</summary>
internal static class NativeFlash
{
    private const int SectorBytes = 4096;

    /// <returns>The folder.</returns>
    public static string Write(string folder, byte[] model)
    {
        Directory.CreateDirectory(folder);
        byte[] erased = [.. Enumerable.Repeat((byte)0xFF, 16 * SectorBytes)];
        byte[] damaged = [.. model];
        damaged[^1] ^= 1;
        File.WriteAllBytes(Path.Combine(folder, "model"), [.. model, .. erased]);
        File.WriteAllBytes(Path.Combine(folder, "empty"), erased);
        File.WriteAllBytes(Path.Combine(folder, "damaged"), damaged);
        File.WriteAllBytes(Path.Combine(folder, "flash"), [.. erased.AsSpan(0, SectorBytes), .. model, .. erased]);
        return folder;
    }
}
