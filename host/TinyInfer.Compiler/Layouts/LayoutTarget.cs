namespace TinyInfer.Compiler.Layouts;

/// <summary>Whose kernels a file's weights are laid out for. Every back end computes the file, whatever its target is.</summary>
public sealed class LayoutTarget
{
    private LayoutTarget(string name, string what, Core core)
    {
        Name = name;
        What = what;
        Core = core;
    }

    /// <summary>Weights as the network has them.</summary>
    public static LayoutTarget Any { get; } = new("any", "any back end: weights as the network has them", Core.None);

    /// <summary>In the order in which a person is told of them.</summary>
    public static IReadOnlyList<LayoutTarget> All { get; } =
    [
        Any,
        new("cortex-m4", "Armv7E-M with DSP instructions", Core.Dsp),
        new("cortex-m7", "the same", Core.Dsp),
        new("cortex-m33", "Armv8-M with DSP instructions", Core.Dsp),
        new("cortex-m55", "Armv8.1-M with MVE", Core.Mve),
        new("rv32", "RV32IMC without SIMD, as the ESP32-C3", Core.Scalar),
        new("esp32", "Xtensa LX6 without SIMD", Core.Scalar),
        new("esp32s3", "Xtensa LX7, whose vector kernels read plain weights and write whole pixels", Core.None) { StridesOutputs = false },
        new(MetadataReader.ManagedTarget, "the C# kernels: fully connected weights are packed when the model is opened", Core.None),
    ];

    /// <summary>What a person types.</summary>
    public string Name { get; }

    public string What { get; }

    internal Core Core { get; }

    /// <summary>Whether its convolutions write among the channels of a joint tensor as fast as into one of their own.</summary>
    internal bool StridesOutputs { get; private init; } = true;

    /// <summary>Whether the managed kernels are asked to keep packed weights in RAM.</summary>
    public bool Prepacks => Name == MetadataReader.ManagedTarget;

    /// <summary>Null for a name that no target has.</summary>
    public static LayoutTarget? Find(string? name) => All.FirstOrDefault(target => target.Name == name);

    public override string ToString() => Name;
}

/// <summary>Cores with the same kernels.</summary>
internal enum Core
{
    /// <summary>One whose kernels take plain weights only.</summary>
    None,

    /// <summary>Cortex-M with DSP instructions.</summary>
    Dsp,

    /// <summary>Cortex-M with MVE.</summary>
    Mve,

    /// <summary>Plain C on a 32-bit core.</summary>
    Scalar,
}
