using System.CommandLine;

namespace TinyInfer.Cli.Verbs;

/// <summary>--backend: which kernels compute.</summary>
internal static class BackendOption
{
    public const string Managed = "managed";

    public const string Native = "native";

    private static readonly string[] _names = [Managed, Native];

    public static Option<string> Create()
    {
        var option = new Option<string>("--backend")
        {
            Description = "What computes: the device's C# kernels, or the C ones of native-interop, as a library built for this PC.",
            HelpName = string.Join('|', _names),
            DefaultValueFactory = _ => Managed,
        };
        option.Validators.Add(result =>
        {
            var name = result.GetValueOrDefault<string>();
            if (!_names.Contains(name))
            {
                result.AddError($"back end '{name}' does not exist; expected one of: {string.Join(", ", _names)}.");
            }
        });
        return option;
    }
}
