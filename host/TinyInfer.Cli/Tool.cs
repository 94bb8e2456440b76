using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using TinyInfer.Cli.Output;
using TinyInfer.Cli.Verbs;
using TinyInfer.Compiler;

namespace TinyInfer.Cli;

/// <summary>The command <c>tinyinfer</c>: finds the verb, runs it, and turns every failure into a sentence and an exit code.</summary>
internal sealed class Tool(Terminal terminal)
{
    public int Run(string[] args)
    {
        var root = new Command("tinyinfer", "Neural networks for .NET nanoFramework: converts, shows, runs and verifies them on a PC.")
        {
            new ConvertVerb(terminal).Command,
            new InspectVerb(terminal).Command,
            new RunVerb(terminal).Command,
            new VerifyVerb(terminal).Command,
            new EvaluateVerb(terminal).Command,
            new BenchVerb(terminal).Command,
            new FeaturesVerb(terminal).Command,
            new MetadataVerb(terminal).Command,
            new RecordVerb(terminal).Command,
            new DemoVerb(terminal).Command,
            new HelpOption { Recursive = true },
            new VersionOption(),
        };

        // An argument that starts with @ is a file name like any other.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
        {
            return ReportUsage(parsed);
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
            });
        }
        catch (ToolException failure)
        {
            return Report(failure.ExitCode, failure.Message);
        }
        catch (UnsupportedModelException failure)
        {
            return ReportUnsupported(failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Report(ExitCode.Failed, $"{failure.Message.TrimEnd('.')}. Check the path, its permissions and the free space.");
        }
        catch (Exception failure)
        {
            return Report(ExitCode.Failed, $"{failure.GetType().Name}: {failure.Message} This is a bug in tinyinfer; please report it with the command and the file.");
        }
    }

    private int Report(int exitCode, string message)
    {
        terminal.SayError(message);
        return exitCode;
    }

    private int ReportUnsupported(UnsupportedModelException failure)
    {
        foreach (var problem in failure.Problems)
        {
            terminal.SayError(problem.ToString());
        }

        var count = failure.Problems.Count;
        terminal.Say($"{count} problem{(count == 1 ? "" : "s")} in all.");
        return ExitCode.UnsupportedOp;
    }

    private int ReportUsage(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0)
        {
            var found = parsed.UnmatchedTokens.Count == 0 ? "there is no command" : $"'{parsed.UnmatchedTokens[0]}' is not a command";
            terminal.SayError($"{found}; expected one of: {string.Join(", ", command.Subcommands.Select(verb => verb.Name))}.");
            terminal.Say("'tinyinfer --help' says what they do, and 'tinyinfer demo' needs no file.");
            return ExitCode.Usage;
        }

        foreach (var error in parsed.Errors)
        {
            terminal.SayError(error.Message);
        }

        terminal.Say($"'tinyinfer {command.Name} --help' shows what it takes.");
        return ExitCode.Usage;
    }
}
