namespace System
{
    public struct DateTime
    {
        public static extern DateTime UtcNow { get; }

        public extern long Ticks { get; }
    }

    public abstract class MulticastDelegate : Delegate
    {
    }

    public struct IntPtr
    {
    }

    public struct UIntPtr
    {
    }

    public interface IAsyncResult
    {
    }

    public delegate void AsyncCallback(IAsyncResult ar);
}

namespace System.Threading
{
    public sealed class Thread
    {
        public static extern void Sleep(int millisecondsTimeout);
    }

    public delegate void TimerCallback(object state);

    public sealed class Timer : IDisposable
    {
        public extern Timer(TimerCallback callback, object state, int dueTime, int period);

        public extern void Dispose();
    }

    /// <summary>For lock statements.</summary>
    public static class Monitor
    {
        public static extern void Enter(object obj);

        public static extern void Exit(object obj);
    }
}
