using System.Text;
using TinyInfer.Cli.Output;

namespace TinyInfer.Cli.Files;

/// <summary>Files named on the command line that the tool reads.</summary>
internal static class InputFile
{
    /// <param name="what">What the file is for, for messages: "model", "input".</param>
    public static byte[] ReadAllBytes(string path, string what)
    {
        using var stream = Open(path, what);
        if (stream.Length > Array.MaxLength)
        {
            throw new ToolException(
                ExitCode.Usage,
                $"{what} file '{path}' has {Printable.Bytes(stream.Length)}; at most {Printable.Bytes(Array.MaxLength)} are read. Check that it is the right file: a network for a microcontroller is far smaller.");
        }

        try
        {
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception failure) when (failure is IOException or OutOfMemoryException)
        {
            throw new ToolException(ExitCode.Failed, $"{what} file '{path}' cannot be read: {failure.Message} Check the file and the free memory.");
        }
    }

    public static Stream Open(string path, string what)
    {
        RequireFile(path, what);
        try
        {
            var file = File.OpenRead(path);
            return file.CanSeek ? file : ReadPipe(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.Failed, $"{what} file '{path}' cannot be opened: {failure.Message} Check its permissions.");
        }
    }

    /// <summary>One label a line, UTF-8; empty lines at the end do not count.</summary>
    public static IReadOnlyList<string> ReadLabels(string path)
    {
        var bytes = ReadAllBytes(path, "labels");
        try
        {
            var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
            var lines = strict.GetString(bytes).TrimStart('\uFEFF').TrimEnd().Split('\n').Select(line => line.Trim()).ToList();
            var empty = lines.IndexOf("");
            return empty < 0
                ? lines
                : throw new ToolException(
                    ExitCode.Usage,
                    $"labels file '{path}' has no text in line {empty + 1}; expected one label a line, in the order of the network's output.");
        }
        catch (DecoderFallbackException)
        {
            throw new ToolException(ExitCode.Usage, $"labels file '{path}' is not UTF-8; save it as UTF-8, one label a line.");
        }
    }

    /// <summary>A pipe has no length until it was read.</summary>
    private static MemoryStream ReadPipe(Stream pipe)
    {
        using (pipe)
        {
            var content = new MemoryStream();
            pipe.CopyTo(content);
            content.Position = 0;
            return content;
        }
    }

    private static void RequireFile(string path, string what)
    {
        if (Directory.Exists(path))
        {
            throw new ToolException(ExitCode.Usage, $"{what} path '{path}' is a directory; give the path of a file.");
        }

        if (!File.Exists(path))
        {
            throw new ToolException(
                ExitCode.Usage, $"{what} file '{path}' does not exist; check the path (the current directory is '{Environment.CurrentDirectory}').");
        }
    }
}
