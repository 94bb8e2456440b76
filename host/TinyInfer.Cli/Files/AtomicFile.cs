using System.Runtime.InteropServices;

namespace TinyInfer.Cli.Files;

/// <summary>
/// An output file that appears whole or not at all: it is written beside its place and renamed by <see cref="Commit"/>.
/// Whatever happens before that, an error or Ctrl+C, leaves nothing behind.
/// </summary>
internal sealed class AtomicFile : IDisposable
{
    private readonly string _target;
    private readonly string _written;
    private readonly PosixSignalRegistration[] _signals;
    private bool _isCommitted;

    private AtomicFile(string target, string written, FileStream stream)
    {
        _target = target;
        _written = written;
        Stream = stream;
        _signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Discard()),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Discard()),
        ];
    }

    public FileStream Stream { get; }

    public static void WriteAllBytes(string path, byte[] bytes)
    {
        using var file = Create(path);
        file.Stream.Write(bytes);
        file.Commit();
    }

    /// <param name="inputs">Files that are being read, which the output must not replace.</param>
    public static AtomicFile Create(string path, params string[] inputs)
    {
        RequireWritable(path, inputs);
        try
        {
            var target = Resolve(path);
            var written = IsDevice(target) ? target : $"{target}.{Guid.NewGuid():N}.tmp";
            return new AtomicFile(target, written, new FileStream(written, IsDevice(target) ? FileMode.Open : FileMode.CreateNew, FileAccess.Write));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, failure);
        }
    }

    public void Commit()
    {
        try
        {
            Stream.Dispose();
            if (_written != _target)
            {
                File.Move(_written, _target, overwrite: true);
            }

            _isCommitted = true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(_target, failure);
        }
    }

    public void Dispose()
    {
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }

        if (!_isCommitted)
        {
            Discard();
        }
    }

    private void Discard()
    {
        try
        {
            Stream.Dispose();
            if (_written != _target)
            {
                File.Delete(_written);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The first failure is the one to report.
        }
    }

    /// <summary>Says early what would fail late.</summary>
    /// <param name="inputs">Files that are being read, which the output must not replace.</param>
    public static void RequireWritable(string path, params string[] inputs)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new ToolException(ExitCode.Usage, "the output path is empty; give the path of a file.");
        }

        if (Directory.Exists(path))
        {
            throw new ToolException(ExitCode.Usage, $"output path '{path}' is a directory; give the path of a file in it.");
        }

        var target = Resolve(path);
        if (inputs.FirstOrDefault(input => IsSamePath(Resolve(input), target)) is { } same)
        {
            throw new ToolException(ExitCode.Usage, $"output path '{path}' is the input '{same}' itself; give another output path.");
        }

        var directory = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(directory))
        {
            throw new ToolException(ExitCode.Failed, $"output '{path}' cannot be written: there is no directory '{directory}'; create it first.");
        }

        if (File.Exists(target) && File.GetAttributes(target).HasFlag(FileAttributes.ReadOnly))
        {
            throw new ToolException(ExitCode.Failed, $"output '{path}' cannot be written: it is read-only; make it writable or give another path.");
        }
    }

    /// <summary>The file itself where the path is a link, so that renaming does not replace the link.</summary>
    private static string Resolve(string path)
    {
        var full = Path.GetFullPath(path);
        return File.Exists(full) ? File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full : full;
    }

    /// <summary>A device must be written in place: a rename would replace it.</summary>
    private static bool IsDevice(string path) => path.StartsWith("/dev/", StringComparison.Ordinal);

    private static bool IsSamePath(string one, string other) =>
        string.Equals(one, other, OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    private static ToolException CannotWrite(string path, Exception failure) =>
        new(ExitCode.Failed, $"output '{path}' cannot be written: {failure.Message} Check the directory's permissions and free space, or give another path.");
}
