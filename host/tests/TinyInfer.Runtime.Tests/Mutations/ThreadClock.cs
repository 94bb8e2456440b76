using System.Runtime.InteropServices;

namespace TinyInfer.Runtime.Tests.Mutations;

/// <summary>
/// How long this thread has had a processor: what it computes, whatever else the machine and this process do meanwhile.
/// .NET has only the process's.
/// </summary>
internal static class ThreadClock
{
    private const int LinuxThreadTime = 3;
    private const int MacOSThreadTime = 16;

    private static readonly IntPtr CurrentThread = new(-2);

    public static TimeSpan Now
    {
        get
        {
            if (OperatingSystem.IsWindows())
            {
                return GetThreadTimes(CurrentThread, out _, out _, out var kernel, out var user)
                    ? TimeSpan.FromTicks(kernel + user)
                    : throw new InvalidOperationException($"GetThreadTimes failed with {Marshal.GetLastPInvokeError()}.");
            }

            return GetTime(OperatingSystem.IsMacOS() ? MacOSThreadTime : LinuxThreadTime, out var time) == 0
                ? TimeSpan.FromSeconds((long)time.Seconds) + TimeSpan.FromMicroseconds((long)time.Nanoseconds / 1000)
                : throw new InvalidOperationException($"clock_gettime failed with {Marshal.GetLastPInvokeError()}.");
        }
    }

    [DllImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    private static extern int GetTime(int clock, out TimeSpec time);

    [DllImport("kernel32", SetLastError = true)]
    private static extern bool GetThreadTimes(IntPtr thread, out long creation, out long exit, out long kernel, out long user);

    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
