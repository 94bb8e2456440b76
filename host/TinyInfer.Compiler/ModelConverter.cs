using TinyInfer.Compiler.Emit;
using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Import;
using TinyInfer.Compiler.Layouts;
using TinyInfer.Compiler.Lowering;
using TinyInfer.Compiler.Passes;
using TinyInfer.Compiler.Planning;
using TinyInfer.Compiler.Pruning;
using TinyInfer.Compiler.Quantizing;

namespace TinyInfer.Compiler;

/// <summary>What the person who converts wants beside the network itself.</summary>
public sealed record ConvertOptions
{
    /// <summary>The model's name in the metadata.</summary>
    public string Name { get; init; } = "model";

    /// <summary>Name of the file it came from, for the metadata; no path.</summary>
    public string? Origin { get; init; }

    /// <summary>Labels of the classes, in order.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Whether to store where every source op's output lies. Convolutions then write into tensors of their own.</summary>
    public bool DebugInfo { get; init; }

    /// <summary>Whose kernels the weights are laid out for.</summary>
    public LayoutTarget Target { get; init; } = LayoutTarget.Any;

    /// <summary>Bytes that weights may take for it beyond those that the network has.</summary>
    public long FlashBudget { get; init; }

    /// <summary>What is said about the source network; its name is <see cref="Name"/>.</summary>
    public ImportOptions Import { get; init; } = new();

    /// <summary>How a float network is quantised; null where only int8 ones are taken.</summary>
    public FloatOptions? Float { get; init; }
}

/// <summary>How a float network becomes an int8 one.</summary>
public sealed record FloatOptions
{
    /// <summary>Samples like those that the network will see.</summary>
    /// <remarks>Gets the network's inputs: it says which shapes they must have.</remarks>
    public required Func<NetworkGraph, CalibrationSet> Calibration { get; init; }

    public QuantizeOptions Quantize { get; init; } = new();

    /// <summary>Null: all channels stay.</summary>
    public PruneOptions? Prune { get; init; }
}

/// <summary>A converted network.</summary>
/// <param name="Bytes">The .tinf file.</param>
/// <param name="Network">The int8 network as it was lowered, after all passes.</param>
/// <param name="Quantized">Null when the source is an int8 network.</param>
public sealed record Conversion(byte[] Bytes, NetworkGraph Network, QuantizedNetwork? Quantized);

/// <summary>From a source network to the bytes of a .tinf file.</summary>
public static class ModelConverter
{
    private const string NeedsData =
        "give data like it will see, with which it is quantised: --calibrate DATA; or export it with full-integer int8 quantization";

    /// <param name="source">A .tflite or .onnx file.</param>
    /// <exception cref="ModelFormatException">The bytes are not a well-formed model.</exception>
    /// <exception cref="UnsupportedModelException">It has ops or types that cannot be converted; all of them are listed.</exception>
    /// <exception cref="BadDataException">The calibration data does not fit the network.</exception>
    public static byte[] Convert(byte[] source, ConvertOptions options) => ConvertAndExplain(source, options).Bytes;

    /// <summary>The same, and what was decided on the way.</summary>
    public static Conversion ConvertAndExplain(byte[] source, ConvertOptions options)
    {
        var graph = ModelImporter.Import(source, options.Import with { Name = options.Name });
        var quantized = FloatNetworks.IsFloat(graph) ? Quantize(graph, options.Float) : null;
        var lowered = quantized is null ? graph : new GraphCopy(quantized.Int8).Graph;
        return new(Emit(lowered, options), lowered, quantized);
    }

    /// <summary>The file of an int8 network.</summary>
    internal static byte[] Emit(NetworkGraph graph, ConvertOptions options)
    {
        PassPipeline.Run(graph);
        return Convert(Lowerer.Lower(graph), options);
    }

    /// <param name="program">Op records that nobody has planned yet.</param>
    /// <exception cref="UnsupportedModelException">Arena or file would be larger than 2 GB.</exception>
    public static byte[] Convert(LoweredProgram program, ConvertOptions options)
    {
        OneChannelConvolutions.Run(program, options.Target);
        MemoryPlanner.Plan(program, joinsChannels: !options.DebugInfo && options.Target.StridesOutputs);
        LayoutPass.Run(program, options);
        return TinfWriter.Write(program, options);
    }

    private static QuantizedNetwork Quantize(NetworkGraph graph, FloatOptions? options)
    {
        if (options is null && !GivenScales.Has(graph))
        {
            throw new UnsupportedModelException(
                [.. graph.Problems, Requirements.ModelProblem(null, "it is a float network (FLOAT32), and the device computes int8", NeedsData)]);
        }

        FloatNetworks.RequireComputable(graph);
        FloatPasses.Run(graph);
        var hasScales = GivenScales.Has(graph);
        if (options is null || (hasScales && GivenScales.Complete(graph)))
        {
            GivenScales.Complete(graph);
            return Quantizer.TakeGiven(graph);
        }

        var data = options.Calibration(graph);
        if (options.Prune is not { } prune)
        {
            return Quantizer.Quantize(graph, data, options.Quantize);
        }

        if (hasScales)
        {
            throw new UnsupportedModelException([Requirements.ModelProblem(null, "it comes with scales, and pruning changes them", "prune the float network instead")]);
        }

        var pruned = new GraphCopy(graph).Graph;
        var layers = Pruner.Run(pruned, data, prune, null);
        return Quantizer.Quantize(pruned, data, options.Quantize) with { Unpruned = graph, Pruned = layers };
    }
}
