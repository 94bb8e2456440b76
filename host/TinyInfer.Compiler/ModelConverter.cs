using TinyInfer.Compiler.Emit;
using TinyInfer.Compiler.Import;
using TinyInfer.Compiler.Layouts;
using TinyInfer.Compiler.Lowering;
using TinyInfer.Compiler.Passes;
using TinyInfer.Compiler.Planning;

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

    /// <summary>Whether to store where every source op's output lies.</summary>
    public bool DebugInfo { get; init; }

    /// <summary>Whose kernels the weights are laid out for.</summary>
    public LayoutTarget Target { get; init; } = LayoutTarget.Any;

    /// <summary>Bytes that weights may take for it beyond those that the network has.</summary>
    public long FlashBudget { get; init; }
}

/// <summary>From a source network to the bytes of a .tinf file.</summary>
public static class ModelConverter
{
    /// <param name="source">A .tflite file.</param>
    /// <exception cref="ModelFormatException">The bytes are not a well-formed model.</exception>
    /// <exception cref="UnsupportedModelException">It has ops or types that cannot be converted; all of them are listed.</exception>
    public static byte[] Convert(byte[] source, ConvertOptions options)
    {
        var graph = TfliteImporter.Import(source, options.Name);
        PassPipeline.Run(graph);
        return Convert(Lowerer.Lower(graph), options);
    }

    /// <param name="program">Op records that nobody has planned yet.</param>
    /// <exception cref="UnsupportedModelException">Arena or file would be larger than 2 GB.</exception>
    public static byte[] Convert(LoweredProgram program, ConvertOptions options)
    {
        OneChannelConvolutions.Run(program, options.Target);
        MemoryPlanner.Plan(program);
        LayoutPass.Run(program, options);
        return TinfWriter.Write(program, options);
    }
}
