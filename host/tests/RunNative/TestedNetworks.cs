using TinyInfer.Bench;

namespace RunNative;

/// <summary>Networks that the native kernels are run on whole.</summary>
internal static class TestedNetworks
{
    /// <summary>The reference networks, and one whose convolutions write among the channels of joint tensors.</summary>
    /// <exception cref="BenchException">The reference networks are not there.</exception>
    public static IReadOnlyList<BenchModel> Of(string checkout) =>
        [.. BenchModel.Reference(checkout), .. BenchModel.Generated().Where(model => model.Name == "squeeze")];
}
