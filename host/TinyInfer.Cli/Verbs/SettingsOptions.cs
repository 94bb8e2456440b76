using System.CommandLine;
using System.Text;
using TinyInfer.Cli.Files;

namespace TinyInfer.Cli.Verbs;

/// <summary>Metadata on the command line: --set KEY=VALUE, or a file with a line KEY = VALUE each.</summary>
internal sealed class SettingsOptions
{
    public Option<string[]> Set { get; } = new("--set") { Description = "A key of the metadata and its value, as docs/format.md has them; may be repeated.", HelpName = "KEY=VALUE", AllowMultipleArgumentsPerToken = false };

    public Option<string?> File { get; } = new("--settings") { Description = "The same from a file, a line KEY = VALUE each; a line that starts with # is a comment.", HelpName = "FILE" };

    /// <summary>The file's first; a key that comes again has its last value.</summary>
    public List<(string Key, string Value)> Read(ParseResult arguments)
    {
        List<(string, string)> settings = [];
        if (arguments.GetValue(File) is { } path)
        {
            var lines = Encoding.UTF8.GetString(InputFile.ReadAllBytes(path, "settings")).TrimStart('\uFEFF').Split('\n');
            for (var i = 0; i < lines.Length; i++)
            {
                var line = lines[i].Trim();
                if (line.Length > 0 && line[0] != '#')
                {
                    settings.Add(Split(line, $"settings file '{path}', line {i + 1}"));
                }
            }
        }

        settings.AddRange((arguments.GetValue(Set) ?? []).Select(setting => Split(setting, "option --set")));
        return settings;
    }

    private static (string Key, string Value) Split(string text, string where)
    {
        var at = text.IndexOf('=');
        var key = at < 0 ? "" : text[..at].Trim();
        return key.Length > 0
            ? (key, text[(at + 1)..].Trim())
            : throw new ToolException(ExitCode.Usage, $"{where}: '{text}' is no setting; expected KEY=VALUE, as in window=128.");
    }
}
