using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Spectre.Console;

namespace TinyInfer.Cli.Output;

/// <summary>Standard output, which carries data, and standard error, which carries talk.</summary>
internal sealed class Terminal
{
    /// <summary>Where nobody looks at a screen, pictures are this wide.</summary>
    private const int PlainPictureWidth = 80;

    /// <summary>Wider pictures show nothing more.</summary>
    private const int MaxPictureWidth = 120;

    private static readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        // A large scale makes infinite scores.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private static readonly JsonSerializerOptions _indentedJson = new(_json) { WriteIndented = true };

    private readonly bool _outputIsScreen;
    private readonly bool _errorIsScreen;

    public Terminal(TextWriter output, TextWriter error, bool outputIsScreen, bool errorIsScreen)
    {
        Output = output;
        Error = error;
        _outputIsScreen = outputIsScreen;
        _errorIsScreen = errorIsScreen;
        Data = CreateConsole(output, outputIsScreen);
        Talk = CreateConsole(error, errorIsScreen);
    }

    public TextWriter Output { get; }

    public TextWriter Error { get; }

    /// <summary>Tables and pictures for standard output; colours only on a screen.</summary>
    public IAnsiConsole Data { get; }

    /// <summary>The same for standard error.</summary>
    public IAnsiConsole Talk { get; }

    /// <summary>Whether a moving progress bar makes sense.</summary>
    public bool IsInteractive => _errorIsScreen;

    /// <summary>Columns a picture on standard output may take.</summary>
    public int PictureWidth => _outputIsScreen ? Math.Clamp(Data.Profile.Width, 60, MaxPictureWidth) : PlainPictureWidth;

    public static Terminal OfProcess() => new(Console.Out, Console.Error, !Console.IsOutputRedirected, !Console.IsErrorRedirected);

    /// <summary>Indented for a person, on one line for a program.</summary>
    public void WriteJson<T>(T value) => Output.WriteLine(JsonSerializer.Serialize(value, _outputIsScreen ? _indentedJson : _json));

    /// <summary>A line of data, as it is.</summary>
    public void WriteLine(string line = "") => Output.WriteLine(line);

    /// <summary>A line of talk, as it is.</summary>
    public void Say(string line) => Error.WriteLine(line);

    /// <summary>A sentence about what went wrong, on one line whatever its length, so that it can be searched.</summary>
    public void SayError(string message)
    {
        Talk.Write(new Text("error: ", Color.Red));
        Error.WriteLine(Printable.Text(message));
    }

    private static IAnsiConsole CreateConsole(TextWriter writer, bool isScreen)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isScreen ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isScreen ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isScreen ? InteractionSupport.Yes : InteractionSupport.No,
        });
        console.Profile.Capabilities.Unicode = true;
        if (!isScreen)
        {
            // Nothing is wrapped there.
            console.Profile.Width = short.MaxValue;
        }

        return console;
    }
}
