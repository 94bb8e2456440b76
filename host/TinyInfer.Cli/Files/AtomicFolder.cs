namespace TinyInfer.Cli.Files;

/// <summary>A folder that appears whole or not at all: it is written beside its place and renamed.</summary>
internal static class AtomicFolder
{
    /// <param name="path">Full path of a folder that is not there, in one that is.</param>
    /// <param name="files">Paths in the folder, and what is in the files.</param>
    public static void Write(string path, IEnumerable<(string Path, byte[] Content)> files)
    {
        var written = Path.Combine(Path.GetDirectoryName(path)!, $"{Guid.NewGuid():N}.tmp");
        try
        {
            foreach (var (name, content) in files)
            {
                var file = Path.Combine(written, name);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllBytes(file, content);
            }

            Directory.Move(written, path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(
                ExitCode.Failed,
                $"output '{path}' cannot be written: {failure.Message.Replace(written, path).TrimEnd('.')}. Check the directory's permissions and free space, or give another path.");
        }
        finally
        {
            if (Directory.Exists(written))
            {
                Directory.Delete(written, recursive: true);
            }
        }
    }
}
