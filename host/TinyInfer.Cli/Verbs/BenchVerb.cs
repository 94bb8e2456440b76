using System.CommandLine;
using System.Globalization;
using System.Text;
using TinyInfer.Bench;
using TinyInfer.Cli.Files;
using TinyInfer.Cli.Output;

namespace TinyInfer.Cli.Verbs;

/// <summary>bench: what an inference costs on the cores of microcontrollers, under an emulator, or in a CLR that interprets.</summary>
internal sealed class BenchVerb
{
    private static readonly List<string> _allTargets = [.. NativeTarget.All.Select(target => target.Name), ManagedRun.Target];
    private static readonly string[] _usualTargets = ["cortex-m4", "cortex-m55", "riscv32"];

    private readonly Terminal _terminal;
    private readonly Argument<string[]> _models = new("MODEL.tinf") { Description = "Converted models, or .tflite files. Without any: the reference networks beside the checkout, and generated ones.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string[]> _targets = new("--target") { Description = $"Cores to run on; {ManagedRun.Target}: IL instructions in nanoFramework's CLR.", HelpName = string.Join('|', _allTargets), DefaultValueFactory = _ => _usualTargets, AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _cmsisNn = new("--cmsis-nn") { Description = $"A checkout of CMSIS-NN, to measure with its kernels too; or {NativeBackEnd.CmsisNnVariable} names it.", HelpName = "DIR" };
    private readonly Option<string?> _espNn = new("--esp-nn") { Description = $"A checkout of ESP-NN, in the same way; or {NativeBackEnd.EspNnVariable} names it.", HelpName = "DIR" };
    private readonly Option<string?> _markdown = new("--markdown") { Description = "Write a page like docs/benchmarks.md too.", HelpName = "OUT.md" };
    private readonly Option<bool> _json = new("--json") { Description = "Print everything as JSON." };

    public BenchVerb(Terminal terminal)
    {
        _terminal = terminal;
        _targets.Validators.Add(result =>
        {
            foreach (var name in result.Tokens.Select(token => token.Value).Where(name => !_allTargets.Contains(name)))
            {
                result.AddError($"target '{name}' does not exist; expected one of: {string.Join(", ", _allTargets)}.");
            }
        });
        Command = new Command("bench", $"Counts what an inference costs. Emulated cores need a checkout, CMake, cross compilers and QEMU; the target {ManagedRun.Target} needs nothing.") { _models, _targets, _cmsisNn, _espNn, _markdown, _json };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult arguments)
    {
        try
        {
            var report = Measure(arguments);
            if (report.Results.Count + report.Managed.Count == 0)
            {
                throw new ToolException(ExitCode.Failed, $"nothing could be measured. {string.Join(' ', report.NotRun)}");
            }

            if (arguments.GetValue(_markdown) is { } path)
            {
                if (report.Results.Count == 0)
                {
                    throw new ToolException(ExitCode.Usage, $"--markdown writes a page about cores, and none was measured; name one, as --target {_usualTargets[0]}.");
                }

                using var page = AtomicFile.Create(path, arguments.GetValue(_models) ?? []);
                page.Write(Encoding.UTF8.GetBytes(BenchPage.Write(report)));
                page.Commit();
            }

            if (arguments.GetValue(_json))
            {
                _terminal.WriteJson(report);
            }
            else
            {
                WriteTables(report);
            }

            foreach (var sentence in report.NotRun)
            {
                _terminal.Say(sentence);
            }

            return ExitCode.Ok;
        }
        catch (BenchException failure)
        {
            throw new ToolException(ExitCode.Failed, failure.Message);
        }
    }

    private BenchReport Measure(ParseResult arguments)
    {
        var paths = arguments.GetValue(_models) ?? [];
        IReadOnlyList<BenchModel> models = paths.Length == 0
            ? [.. BenchModel.Reference(NativeBuild.FindCheckout(AppContext.BaseDirectory)), .. BenchModel.Generated()]
            : [.. paths.Select(Named)];
        var names = (arguments.GetValue(_targets) ?? []).Distinct().ToList();
        var targets = NativeTarget.All.Where(target => names.Contains(target.Name)).OrderBy(target => names.IndexOf(target.Name)).ToList();
        var report = targets.Count > 0 ? MeasureCores(arguments, models, targets) : new BenchReport();
        if (names.Contains(ManagedRun.Target))
        {
            var nanoClr = NanoClr.FromEnvironment();
            report.Managed.AddRange(SlowWork.Run(_terminal, "counting", progress => ManagedRun.Measure(models, nanoClr, progress)));
            if (nanoClr is null)
            {
                report.NotRun.Add($"nanoCLR: not configured ({NanoClr.Variable} names one, to measure {ManagedRun.Target} by running in it too).");
            }
        }

        return report;
    }

    private BenchReport MeasureCores(ParseResult arguments, IReadOnlyList<BenchModel> models, IReadOnlyList<NativeTarget> targets)
    {
        var checkout = NativeBuild.FindCheckout(AppContext.BaseDirectory);
        var cmsisNn = arguments.GetValue(_cmsisNn) ?? Environment.GetEnvironmentVariable(NativeBackEnd.CmsisNnVariable);
        var espNn = arguments.GetValue(_espNn) ?? Environment.GetEnvironmentVariable(NativeBackEnd.EspNnVariable);

        List<NativeBackEnd> backEnds = [NativeBackEnd.Portable, NativeBackEnd.Own];
        List<string> notConfigured = [];
        Configure(cmsisNn, [NativeBackEnd.CmsisNn, NativeBackEnd.CmsisNnAndOwn], $"cmsis_nn: not configured (--cmsis-nn DIR or {NativeBackEnd.CmsisNnVariable} names a checkout of CMSIS-NN).");
        Configure(espNn, [NativeBackEnd.EspNn], $"esp_nn: not configured (--esp-nn DIR or {NativeBackEnd.EspNnVariable} names a checkout of ESP-NN).");

        var report = SlowWork.Run(_terminal, "building and running", progress => new BenchRun(checkout, models).Run(targets, backEnds, progress));
        report.NotRun.AddRange(notConfigured);
        return report;

        void Configure(string? folder, IEnumerable<Func<string, NativeBackEnd>> create, string sentence)
        {
            if (string.IsNullOrEmpty(folder))
            {
                notConfigured.Add(sentence);
            }
            else
            {
                backEnds.AddRange(create.Select(backEnd => backEnd(folder)));
            }
        }
    }

    /// <summary>A .tflite file may be laid out for each target.</summary>
    private static BenchModel Named(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var model = ModelFile.LoadOrConvert(path);
        return BenchModel.MadeUp(
            name, model.Bytes,
            model.SourceBytes is null ? null : options => ModelFile.Convert(path, InputFile.ReadAllBytes(path, "model"), options with { Name = name }).Bytes);
    }

    private void WriteTables(BenchReport report)
    {
        if (report.Results.Count > 0)
        {
            WriteCoreTables(report);
        }

        if (report.Managed.Count > 0)
        {
            new ManagedBenchReport(_terminal, report.Managed).Write();
        }
    }

    private void WriteCoreTables(BenchReport report)
    {
        var table = new TextTable("target", "back end", "model", "weights", ">instructions", ">per MAC", ">flash", ">arena", ">persistent", ">stack", ">code");
        foreach (var result in report.Results)
        {
            table.Add(
                result.Target, result.BackEnd, result.Model, result.Weights, Printable.Number(result.Instructions),
                result.InstructionsPerMac?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–", Printable.Number(result.FlashBytes), Printable.Number(result.ArenaBytes),
                Printable.Number(result.PersistentBytes), Printable.Number(result.StackBytes), Printable.Number(result.CodeBytes));
        }

        table.Write(_terminal);
        foreach (var result in report.Results)
        {
            _terminal.WriteLine();
            _terminal.WriteLine($"{Printable.Text(result.Model)} on {result.Target}, {result.BackEnd}, weights {result.Weights}");
            var ops = new TextTable(">#", "op", "path", ">instructions", ">share");
            foreach (var op in result.Ops)
            {
                ops.Add($"{op.Index}", $"{op.Op}", op.Path, Printable.Number(op.Instructions), Printable.Percent(op.Instructions, result.Instructions));
            }

            ops.Write(_terminal);
        }
    }
}
