using System.CommandLine;
using System.Diagnostics;
using System.IO.Ports;
using System.Text;
using TinyInfer.Cli.Files;
using TinyInfer.Cli.Output;
using TinyInfer.Pipeline;

namespace TinyInfer.Cli.Verbs;

/// <summary>record: samples that a board sends over serial, into a CSV file.</summary>
internal sealed class RecordVerb
{
    private const int DefaultBaud = 115200;
    private const int MostSeconds = 86400;
    private const int SilenceSeconds = 5;
    private const int PollMilliseconds = 20;

    private readonly Terminal _terminal;
    private readonly Option<string> _port = new("--port") { Description = "The board's serial port: COM3, /dev/ttyUSB0.", HelpName = "P", Required = true };
    private readonly Option<int> _baud = new("--baud") { Description = "Bits a second.", HelpName = "N", DefaultValueFactory = _ => DefaultBaud };
    private readonly Option<double> _seconds = new("--seconds") { Description = "How long to record.", HelpName = "N", DefaultValueFactory = _ => 10 };
    private readonly Option<double?> _rate = new("--rate") { Description = "Frames a second that the board sends; without it the rate is measured. With it, frames that the clock misses are counted.", HelpName = "HZ" };
    private readonly Option<string?> _names = new("--names") { Description = "Names of the channels, separated by commas.", HelpName = "A,B,C" };
    private readonly Option<string> _output = new("--output", "-o") { Description = "Where the recording goes: CSV, with the time in milliseconds.", HelpName = "data.csv", Required = true };

    public RecordVerb(Terminal terminal)
    {
        _terminal = terminal;
        Command = new Command("record", "Records what a board with the Recorder sample sends: a line a frame, numbers separated by commas.")
        {
            _port, _baud, _seconds, _rate, _names, _output,
        };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult arguments)
    {
        var path = arguments.GetRequiredValue(_output);
        var port = arguments.GetRequiredValue(_port);
        var seconds = arguments.GetValue(_seconds);
        if (seconds is not (> 0 and <= MostSeconds) || arguments.GetValue(_rate) is <= 0 || arguments.GetValue(_baud) <= 0)
        {
            throw new ToolException(ExitCode.Usage, $"expected --seconds above 0 and at most {Printable.Number(MostSeconds)}, and --rate and --baud above 0.");
        }

        using var output = AtomicFile.Create(path);
        using var input = Open(port, arguments.GetValue(_baud));
        var recording = new Recording(arguments.GetValue(_rate));
        SlowWork.Run(_terminal, $"recording {seconds:0} s from {port}", progress =>
        {
            Receive(port, input, seconds, recording, progress);
            return true;
        });
        Write(output, recording, arguments.GetValue(_names)?.Split(',').Select(name => name.Trim()).ToArray());
        output.Commit();
        Report(path, recording);
        return ExitCode.Ok;
    }

    private static SerialPort Open(string port, int baud)
    {
        var serial = new SerialPort(port, baud) { ReadTimeout = PollMilliseconds };
        try
        {
            serial.Open();
            EnableSending(serial);
            return serial;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            serial.Dispose();
            var ports = SerialPort.GetPortNames();
            var known = ports.Length == 0 ? "there are none here" : $"there are {string.Join(", ", ports)}";
            throw new ToolException(ExitCode.Failed, $"serial port '{port}' cannot be opened: {failure.Message.TrimEnd('.')}; {known}. Check the cable, and that no other program has it.");
        }
    }

    /// <summary>Boards with USB of their own send only while this line says that somebody listens. Not every port has it.</summary>
    private static void EnableSending(SerialPort serial)
    {
        try
        {
            serial.DtrEnable = true;
        }
        catch (IOException)
        {
            // Then the board does not wait for it either.
        }
    }

    private static void Receive(string port, SerialPort input, double seconds, Recording recording, IProgress<double> progress)
    {
        var reader = new ForwarderReader();
        var buffer = new byte[4096];
        var clock = Stopwatch.StartNew();
        var quiet = Stopwatch.StartNew();
        TimeSpan? start = null;
        while (start is null || (clock.Elapsed - start.Value).TotalSeconds < seconds)
        {
            var bytes = ReadSome(port, input, buffer);
            if (bytes > 0)
            {
                quiet.Restart();
            }

            foreach (var frame in reader.Add(Encoding.Latin1.GetString(buffer, 0, bytes)))
            {
                start ??= clock.Elapsed;
                recording.Add(frame, reader.BrokenLines, clock.Elapsed - start.Value);
            }

            progress.Report(start is null ? 0 : Math.Min(1, (clock.Elapsed - start.Value).TotalSeconds / seconds));
            if (quiet.Elapsed.TotalSeconds > SilenceSeconds || (start is null && clock.Elapsed.TotalSeconds > SilenceSeconds))
            {
                var found = start is null ? "nothing that looks like samples came" : $"no more came after {Printable.Count(recording.Frames.Count, "frame")}";
                throw new ToolException(
                    ExitCode.Failed, $"serial port '{port}': {found} for {SilenceSeconds} seconds; expected lines like 12,-340,16384. Check that the board runs the Recorder sample, and the --baud.");
            }
        }
    }

    private static int ReadSome(string port, SerialPort input, byte[] buffer)
    {
        try
        {
            return input.Read(buffer, 0, buffer.Length);
        }
        catch (TimeoutException)
        {
            return 0;
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.Failed, $"serial port '{port}' was lost: {failure.Message.TrimEnd('.')}. Check the cable and record again.");
        }
    }

    private static void Write(AtomicFile output, Recording recording, string[]? names)
    {
        var channels = recording.Frames[0].Length;
        if (names is not null && names.Length != channels)
        {
            throw new ToolException(ExitCode.Usage, $"--names has {Printable.Count(names.Length, "name")}, and the board sends {Printable.Count(channels, "channel")}; name each one.");
        }

        var text = new StringBuilder();
        text.Append("time").Append(string.Concat((names ?? [.. Enumerable.Range(0, channels).Select(i => $"c{i}")]).Select(name => $",{name}"))).Append('\n');
        var period = 1000 / recording.Rate;
        for (var i = 0; i < recording.Frames.Count; i++)
        {
            // What was lost leaves a hole, which readers take as a gap.
            text.Append(FormattableString.Invariant($"{recording.Places[i] * period:0.###}")).Append(string.Concat(recording.Frames[i].Select(value => $",{value}"))).Append('\n');
        }

        output.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private void Report(string path, Recording recording)
    {
        _terminal.Say($"{Printable.Count(recording.Frames.Count, "frame")} of {Printable.Count(recording.Frames[0].Length, "channel")} at {PipelineText.Rate((float)recording.Rate)}, {Printable.Number(recording.Dropped)} dropped → {path}");
        if (recording.MissingByClock > 0)
        {
            _terminal.Say($"By the clock {Printable.Count(recording.MissingByClock, "frame")} more should have come: the board sends {PipelineText.Rate((float)recording.MeasuredRate)}. Raise --baud, or lower the board's rate.");
        }
    }
}
