using System.Runtime.InteropServices;

namespace TinyInfer.Cli.Files;

/// <summary>
/// An output file that appears whole or not at all: it is written beside its place and renamed by <see cref="Commit"/>.
/// Whatever happens before that, an error or a signal that ends the process, leaves nothing behind.
/// </summary>
internal sealed class AtomicFile : IDisposable
{
    /// <summary>Ctrl+C, Ctrl+Break or Ctrl+\, a closed window, and kill.</summary>
    private static readonly PosixSignal[] _endings = [PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGHUP, PosixSignal.SIGTERM];

    private readonly string _target;
    private readonly string _written;
    private readonly FileStream _stream;
    private readonly PosixSignalRegistration[] _signals;
    private bool _isCommitted;

    private AtomicFile(string target)
    {
        _target = target;

        // Not named after the target: a long name has no room for more.
        _written = IsDevice(target) ? target : Path.Combine(Path.GetDirectoryName(target)!, $"{Guid.NewGuid():N}.tmp");

        // Before there is a file to leave behind.
        _signals = [.. _endings.Select(signal => PosixSignalRegistration.Create(signal, _ => DeleteWritten()))];
        try
        {
            // Windows deletes an open file only if that is shared.
            _stream = new FileStream(
                _written, IsDevice(target) ? FileMode.Open : FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete);
        }
        catch (Exception failure) when (IsRefusal(failure))
        {
            DisposeSignals();
            throw CannotWrite(failure);
        }
    }

    public static void WriteAllBytes(string path, byte[] bytes)
    {
        using var file = Create(path);
        file.Write(bytes);
        file.Commit();
    }

    /// <param name="inputs">Files that are being read, which the output must not replace.</param>
    public static AtomicFile Create(string path, params string[] inputs)
    {
        RequireWritable(path, inputs);
        return new AtomicFile(Resolve(path));
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _stream.Write(bytes);
        }
        catch (Exception failure) when (IsRefusal(failure))
        {
            throw CannotWrite(failure);
        }
    }

    public void Commit()
    {
        try
        {
            _stream.Dispose();
            if (_written != _target)
            {
                File.Move(_written, _target, overwrite: true);
            }

            _isCommitted = true;
        }
        catch (Exception failure) when (IsRefusal(failure))
        {
            throw CannotWrite(failure);
        }
    }

    public void Dispose()
    {
        if (!_isCommitted)
        {
            Discard();
        }

        DisposeSignals();
    }

    private void DisposeSignals()
    {
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }
    }

    private void Discard()
    {
        try
        {
            _stream.Dispose();
        }
        catch (Exception failure) when (IsRefusal(failure))
        {
            // It still holds what did not fit on the disk. The first failure is the one to report.
        }

        DeleteWritten();
    }

    /// <summary>Leaves the stream alone, which may be in use by another thread.</summary>
    private void DeleteWritten()
    {
        try
        {
            if (_written != _target)
            {
                File.Delete(_written);
            }
        }
        catch (Exception failure) when (IsRefusal(failure))
        {
            // Nobody is left to tell.
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

    /// <summary>The file itself where the path is a link, so that renaming does not replace it. What /dev links to is no path.</summary>
    private static string Resolve(string path)
    {
        var full = Path.GetFullPath(path);
        return File.Exists(full) && !IsDevice(full) ? File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full : full;
    }

    /// <summary>A device must be written in place: a rename would replace it.</summary>
    private static bool IsDevice(string path) => path.StartsWith("/dev/", StringComparison.Ordinal);

    private static bool IsSamePath(string one, string other) =>
        string.Equals(one, other, OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    /// <summary>What the system says no with; a file that grows too large for it is out of range.</summary>
    private static bool IsRefusal(Exception failure) => failure is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException;

    /// <summary>The system speaks of the file it was given; the person knows the target only.</summary>
    private ToolException CannotWrite(Exception failure) =>
        new(ExitCode.Failed, $"output '{_target}' cannot be written: {failure.Message.Replace(_written, _target).TrimEnd('.')}. Check the directory's permissions and free space, or give another path.");
}
