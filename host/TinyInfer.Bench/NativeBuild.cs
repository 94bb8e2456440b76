namespace TinyInfer.Bench;

/// <summary>native-interop of a checkout, built for a target in a folder of its own.</summary>
public sealed class NativeBuild
{
    private const string ProjectFolder = "native-interop";

    private const string BuildRoot = "artifacts/native";

    private readonly string _checkout;

    private NativeBuild(string checkout, NativeTarget target, NativeBackEnd backEnd, string purpose)
    {
        _checkout = checkout;
        Target = target;
        BackEnd = backEnd;
        Folder = Path.Combine(checkout, BuildRoot, purpose, $"{target.Name}-{backEnd.Name}");
    }

    public NativeTarget Target { get; }

    public NativeBackEnd BackEnd { get; }

    public string Folder { get; }

    /// <summary>The checkout above a folder that has the native project.</summary>
    /// <exception cref="BenchException">There is none.</exception>
    public static string FindCheckout(string folder)
    {
        for (var above = new DirectoryInfo(folder); above is not null; above = above.Parent)
        {
            if (File.Exists(Path.Combine(above.FullName, ProjectFolder, "CMakeLists.txt")))
            {
                return above.FullName;
            }
        }

        throw new BenchException($"no folder above '{folder}' has {ProjectFolder}, which is built and measured; run the tool inside a checkout of TinyInfer.");
    }

    /// <summary>For measuring: with some ops, in a folder that changes with them.</summary>
    /// <param name="ops">The ops it has; null for all.</param>
    /// <exception cref="BenchException">Something is missing, or it does not build.</exception>
    public static NativeBuild ForBench(string checkout, NativeTarget target, NativeBackEnd backEnd, IEnumerable<OpCode>? ops = null) =>
        Make(new NativeBuild(checkout, target, backEnd, "bench"), string.Join(';', (ops ?? []).Select(OpName).Distinct()), "--target", "runner");

    /// <summary>With all ops.</summary>
    /// <exception cref="BenchException">Something is missing, or it does not build.</exception>
    public static NativeBuild ForTests(string checkout, NativeTarget target, NativeBackEnd backEnd) =>
        Make(new NativeBuild(checkout, target, backEnd, "tests"), "");

    private static NativeBuild Make(NativeBuild build, string ops, params string[] target)
    {
        if (build.Target.Missing() is { } missing)
        {
            throw new BenchException($"{build.Target.Name}: {missing}.");
        }

        build.Run(["--preset", build.Target.Name, "-B", build.Folder, .. build.Generator(), $"-DTINYINFER_OPS={ops}", .. build.BackEnd.Definitions()]);
        build.Run(["--build", build.Folder, "--parallel", $"{Environment.ProcessorCount}", .. target]);
        return build;
    }

    /// <summary>As what a build of fewer ops names it.</summary>
    internal static string OpName(OpCode op) => op switch
    {
        OpCode.Conv2D or OpCode.Conv2DPart => "CONV_2D",
        OpCode.DepthwiseConv2D => "DEPTHWISE_CONV_2D",
        OpCode.FullyConnected => "FULLY_CONNECTED",
        OpCode.AveragePool2D => "AVERAGE_POOL_2D",
        OpCode.MaxPool2D => "MAX_POOL_2D",
        OpCode.ArgMax => "ARG_MAX",
        OpCode.ResizeNearestNeighbor => "RESIZE_NEAREST_NEIGHBOR",
        OpCode.StridedCopy => "STRIDED_COPY",
        OpCode.LoadConstant => "LOAD_CONSTANT",
        _ => op.ToString().ToUpperInvariant(),
    };

    /// <summary>Ninja compiles one file anew where others compile all when ops change. A folder keeps what it began with.</summary>
    private IEnumerable<string> Generator() =>
        NativeProcess.Exists("ninja") && !File.Exists(Path.Combine(Folder, "CMakeCache.txt")) ? ["-G", "Ninja"] : [];

    private void Run(IEnumerable<string> arguments)
    {
        var run = NativeProcess.Run(Path.Combine(_checkout, ProjectFolder), "cmake", arguments);
        if (run.ExitCode != 0)
        {
            throw new BenchException($"{Target.Name}, {BackEnd.Name}: native-interop does not build:\n{run.LastLines(15)}");
        }
    }
}
