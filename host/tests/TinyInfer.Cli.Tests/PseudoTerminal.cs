using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace TinyInfer.Cli.Tests;

/// <summary>A serial port without a wire: what is written here comes out of the port. Linux and macOS have them.</summary>
internal sealed partial class PseudoTerminal : IDisposable
{
    private const int ReadWriteNoTerminal = 0x2 | 0x100;

    private readonly FileStream _stream;

    private PseudoTerminal(int handle, string port)
    {
        _stream = new FileStream(new SafeFileHandle(handle, ownsHandle: true), FileAccess.Write, 1);
        Port = port;
    }

    /// <summary>Path of the port.</summary>
    public string Port { get; }

    public static PseudoTerminal Open()
    {
        var handle = OpenTerminal(ReadWriteNoTerminal);
        return handle >= 0 && Grant(handle) == 0 && Unlock(handle) == 0
            ? new PseudoTerminal(handle, Marshal.PtrToStringAnsi(Name(handle))!)
            : throw new IOException("there are no pseudo terminals here");
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        _stream.Write(bytes);
        _stream.Flush();
    }

    public void Dispose() => _stream.Dispose();

    [LibraryImport("libc", EntryPoint = "posix_openpt")]
    private static partial int OpenTerminal(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt")]
    private static partial int Grant(int handle);

    [LibraryImport("libc", EntryPoint = "unlockpt")]
    private static partial int Unlock(int handle);

    [LibraryImport("libc", EntryPoint = "ptsname")]
    private static partial nint Name(int handle);
}
