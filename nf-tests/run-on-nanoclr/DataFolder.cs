namespace TinyInfer.RunOnNanoClr;

/// <summary>The recordings of sensors beside the checkout.</summary>
internal static class DataFolder
{
    /// <summary>Null where it is not there.</summary>
    public static string? Find(string root)
    {
        var folder = Path.GetFullPath(Path.Combine(root, "..", "shared", "data"));
        return Directory.Exists(folder) ? folder : null;
    }

    /// <summary>The first int16 frames of a recording, interleaved.</summary>
    public static byte[] Read(string folder, string name, int bytes)
    {
        using var file = File.OpenRead(Path.Combine(folder, name, "data.bin"));
        var data = new byte[Math.Min(bytes, file.Length)];
        file.ReadExactly(data);
        return data;
    }
}
