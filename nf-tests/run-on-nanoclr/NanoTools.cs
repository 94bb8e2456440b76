using System.Diagnostics;
using System.Globalization;

namespace TinyInfer.RunOnNanoClr;

/// <summary>Something the user pointed at is missing or does not work.</summary>
public sealed class NanoToolsException(string message) : Exception(message);

/// <summary>The prebuilt nanoFramework binaries that the user points at.</summary>
public sealed class NanoTools
{
    public const string LibrariesVariable = "TINYINFER_NANO_LIBRARIES";
    public const string ProcessorVariable = "TINYINFER_NANO_METADATA_PROCESSOR";
    public const string ClrVariable = "TINYINFER_NANO_CLR";

    /// <summary>Optional: a nanoCLR that has native-interop linked in.</summary>
    public const string NativeClrVariable = "TINYINFER_NANO_NATIVE_CLR";

    /// <summary>Optional: the same, built with TINYINFER_OPS that lack some.</summary>
    public const string FewerOpsClrVariable = "TINYINFER_NANO_FEWER_OPS_CLR";

    /// <summary>Optional.</summary>
    public const string MinutesVariable = "TINYINFER_NANO_MINUTES";

    /// <summary>Of native-interop/interop/platform_posix.c.</summary>
    private const string FlashVariable = "TINYINFER_FLASH";

    private const double DefaultMinutes = 10;

    public const string HowToSet =
        $"""
        Set three variables to prebuilt nanoFramework binaries that fit together:
          {LibrariesVariable}           a folder with mscorlib, nanoFramework.TestFramework,
                                             nanoFramework.UnitTestLauncher, nanoFramework.ResourceManager and
                                             nanoFramework.Runtime.Native, each as .dll (or .exe) and .pe
          {ProcessorVariable}  nanoFramework.Tools.MetadataProcessor (.exe or .dll)
          {ClrVariable}                 the nanoCLR that takes .pe files as arguments
        and for the native back end, where you have them:
          {NativeClrVariable}          a nanoCLR with native-interop/interop linked in
          {FewerOpsClrVariable}       one whose kernels were built without some ops (TINYINFER_OPS)
        and, if yours is slow, {MinutesVariable}: how long a run of it may take, 10 if not set.
        """;

    private readonly string _libraries;
    private readonly string _processor;
    private readonly string _clr;

    private NanoTools(string libraries, string processor, string clr, string? nativeClr, string? fewerOpsClr, TimeSpan limit)
    {
        Limit = limit;
        NativeClr = nativeClr;
        FewerOpsClr = fewerOpsClr;
        _libraries = libraries;
        _processor = processor;
        _clr = clr;
    }

    /// <summary>The CLR with native kernels; null where the user has none.</summary>
    public string? NativeClr { get; }

    /// <summary>The one whose kernels lack ops; null where the user has none.</summary>
    public string? FewerOpsClr { get; }

    /// <summary>How long the CLR may run before it counts as hanging.</summary>
    public TimeSpan Limit { get; }

    /// <summary>Null when none of the variables is set.</summary>
    /// <param name="variable">Gives the value of an environment variable.</param>
    /// <exception cref="NanoToolsException">Some are set and some are not, or one points at nothing.</exception>
    public static NanoTools? FromEnvironment(Func<string, string?> variable)
    {
        string[] names = [LibrariesVariable, ProcessorVariable, ClrVariable];
        var values = names.Select(variable).ToArray();
        if (values.All(string.IsNullOrEmpty))
        {
            return null;
        }

        foreach (var (name, value) in names.Zip(values))
        {
            if (string.IsNullOrEmpty(value))
            {
                throw new NanoToolsException($"{name} is not set, the others are.{Environment.NewLine}{HowToSet}");
            }
        }

        if (!Directory.Exists(values[0]))
        {
            throw new NanoToolsException($"{LibrariesVariable} is '{values[0]}': there is no such folder.");
        }

        foreach (var (name, value) in names.Zip(values).Skip(1))
        {
            if (!File.Exists(value))
            {
                throw new NanoToolsException($"{name} is '{value}': there is no such file.");
            }
        }

        return new NanoTools(
            values[0]!,
            values[1]!,
            values[2]!,
            Optional(NativeClrVariable, variable),
            Optional(FewerOpsClrVariable, variable),
            TimeSpan.FromMinutes(Minutes(variable(MinutesVariable))));
    }

    private static string? Optional(string name, Func<string, string?> variable)
    {
        var file = variable(name);
        return string.IsNullOrEmpty(file) ? null
            : File.Exists(file) ? file
            : throw new NanoToolsException($"{name} is '{file}': there is no such file.");
    }

    private static double Minutes(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return DefaultMinutes;
        }

        return double.TryParse(text, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and < 10000
            ? minutes
            : throw new NanoToolsException($"{MinutesVariable} is '{text}': that is no number of minutes.");
    }

    /// <summary>The assembly to compile against.</summary>
    public string Reference(string name) => Library(name, ".dll", ".exe");

    /// <summary>The same assembly as the CLR loads it.</summary>
    public string Executable(string name) => Library(name, ".pe");

    /// <summary>Turns a compiled assembly into a .pe beside it.</summary>
    public string Process(string assembly, IEnumerable<string> references)
    {
        var executable = Path.ChangeExtension(assembly, ".pe");
        List<string> arguments = [];
        foreach (var reference in references)
        {
            arguments.AddRange(["-loadHints", Path.GetFileNameWithoutExtension(reference), reference]);
        }

        arguments.AddRange(["-parse", assembly, "-compile", executable, "false"]);
        var start = StartInfo(_processor, arguments);

        // The processor orders types by culture: without ICU the order, and with it native checksums, would differ.
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "0";
        var (exitCode, output) = ProcessRunner.Run(start, TimeSpan.FromMinutes(2));
        if (exitCode != 0 || !File.Exists(executable))
        {
            throw new NanoToolsException($"The metadata processor did not write {Path.GetFileName(executable)} (exit code {exitCode}):{Environment.NewLine}{output}");
        }

        return executable;
    }

    /// <summary>Runs assemblies in the CLR. Null exit code: it did not end in time and was stopped.</summary>
    public (int? ExitCode, string Output) Run(IEnumerable<string> executables) => Run(_clr, null, executables);

    /// <param name="clr">Another CLR than the user's plain one.</param>
    /// <param name="flash">The folder that its interop takes for flash; null: it has none.</param>
    /// <param name="executables">Assemblies, each behind those it refers to.</param>
    public (int? ExitCode, string Output) Run(string clr, string? flash, IEnumerable<string> executables)
    {
        var start = StartInfo(clr, executables);
        if (flash is not null)
        {
            start.Environment[FlashVariable] = flash;
        }

        return ProcessRunner.Run(start, Limit);
    }

    private string Library(string name, params string[] endings)
    {
        var candidates = endings.Select(ending => Path.Combine(_libraries, name + ending)).ToArray();
        return candidates.FirstOrDefault(File.Exists)
            ?? throw new NanoToolsException($"{LibrariesVariable} has no {string.Join(" or ", candidates.Select(Path.GetFileName))}.");
    }

    private static ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments)
    {
        var isManaged = Path.GetExtension(program).Equals(".dll", StringComparison.OrdinalIgnoreCase);
        return isManaged
            ? new ProcessStartInfo("dotnet", arguments.Prepend(program))
            : new ProcessStartInfo(program, arguments);
    }
}
