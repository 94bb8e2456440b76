using Spectre.Console;

namespace TinyInfer.Cli.Output;

/// <summary>Shows a progress bar for work that takes over a second, on a screen only.</summary>
internal static class SlowWork
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _refresh = TimeSpan.FromMilliseconds(100);

    /// <param name="work">Gets a place to say which fraction, 0 … 1, is done; what never says shows a bar that only moves.</param>
    public static T Run<T>(Terminal terminal, string title, Func<IProgress<double>, T> work)
    {
        var fraction = new Fraction();
        var task = Task.Run(() => work(fraction));
        if (!HasEnded(task, _patience) && terminal.IsInteractive)
        {
            ShowUntilEnded(terminal.Talk, title, task, fraction);
        }

        return task.GetAwaiter().GetResult();
    }

    private static void ShowUntilEnded(IAnsiConsole console, string title, Task task, Fraction fraction)
    {
        var progress = console.Progress();
        progress.AutoClear = true;
        progress.Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new ElapsedTimeColumn());
        progress.Start(context =>
        {
            var bar = context.AddTask(Markup.Escape(title), maxValue: 1);
            do
            {
                bar.IsIndeterminate = fraction.Done == 0;
                bar.Value = fraction.Done;
            }
            while (!HasEnded(task, _refresh));
        });
    }

    /// <summary>Waits without throwing what the task threw.</summary>
    private static bool HasEnded(Task task, TimeSpan timeout) => Task.WaitAny([task], timeout) == 0;

    private sealed class Fraction : IProgress<double>
    {
        private double _done;

        public double Done => Volatile.Read(ref _done);

        public void Report(double value) => Volatile.Write(ref _done, value);
    }
}
