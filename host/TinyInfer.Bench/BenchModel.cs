using System.Globalization;
using TinyInfer.Bench.Generated;
using TinyInfer.Compiler;
using TinyInfer.Compiler.Inspection;
using TinyInfer.Compiler.Layouts;

namespace TinyInfer.Bench;

/// <summary>A network to measure, with samples and what they should give.</summary>
/// <param name="File">A .tinf file.</param>
/// <param name="Inputs">Samples one after another, each all inputs in the model's order, as they lie in the arena.</param>
/// <param name="Outputs">The expected outputs in the same way.</param>
public sealed record BenchModel(string Name, byte[] File, byte[] Inputs, byte[] Outputs)
{
    /// <summary>What <see cref="Weights"/> is where the weights are laid out for no target.</summary>
    public const string PlainWeights = "plain";

    private const int MadeUpSamples = 2;

    /// <summary>The recorded networks, in the order of their size.</summary>
    private static readonly string[] _reference = ["hello_world", "ad01", "kws", "micro_speech", "resnet"];

    public ModelDescription Description => ModelDescription.Read(File);

    /// <summary>How the weights are laid out: "plain", "laid out", "+150,000 bytes".</summary>
    public string Weights { get; init; } = PlainWeights;

    /// <summary>Whether it is none of a person's and none of the recorded ones.</summary>
    public bool IsGenerated { get; init; }

    /// <summary>Makes its file anew; null for a .tinf file, which is measured as it is.</summary>
    private Func<ConvertOptions, byte[]>? Make { get; init; }

    public IEnumerable<OpCode> Ops => Description.Ops.Select(op => op.Code).Distinct().Order();

    /// <summary>The reference networks on their recorded samples, in ../shared/goldens beside the checkout.</summary>
    /// <exception cref="BenchException">They are not there.</exception>
    public static IReadOnlyList<BenchModel> Reference(string checkout)
    {
        var goldens = Path.GetFullPath(Path.Combine(checkout, "..", "shared", "goldens"));
        return Directory.Exists(goldens)
            ? [.. _reference.Select(name => Recorded(Path.Combine(goldens, name), name))]
            : throw new BenchException($"no model was named, and the reference networks are not there: '{goldens}'. Name a model: tinyinfer bench MODEL.tinf");
    }

    /// <summary>Networks beyond the recorded ones, on made-up samples.</summary>
    public static IReadOnlyList<BenchModel> Generated() =>
        [.. GeneratedNetworks.All.Select(network => MadeUp(network.Name, network.Make(new()), network.Make) with { IsGenerated = true })];

    /// <summary>The same network with its weights laid out for a target; null if its file cannot be made anew.</summary>
    public BenchModel? LaidOut(LayoutTarget target, long flashBudget) => Make is null
        ? null
        : this with
        {
            File = Make(new ConvertOptions { Name = Name, Target = target, FlashBudget = flashBudget }),
            Weights = flashBudget == 0 ? "laid out" : string.Create(CultureInfo.InvariantCulture, $"+{flashBudget:N0} bytes"),
        };

    /// <summary>On made-up samples, the same for ever; the managed kernels say what they should give.</summary>
    /// <param name="make">Makes the file for a target; null if it is to be measured as it is.</param>
    public static BenchModel MadeUp(string name, byte[] file, Func<ConvertOptions, byte[]>? make = null)
    {
        var description = ModelDescription.Read(file);
        using var inputs = new MemoryStream();
        using var outputs = new MemoryStream();
        var backend = new ManagedBackend();
        using var interpreter = new Interpreter(Model.Load(ModelSource.FromArray(file)), backend);
        var random = new Random(1);
        for (var sample = 0; sample < MadeUpSamples; sample++)
        {
            foreach (var tensor in description.Inputs)
            {
                var bytes = new byte[tensor.Arena.Bytes];
                random.NextBytes(bytes);
                backend.Write(tensor.Arena.Start, (sbyte[])(Array)bytes, 0, bytes.Length);
                inputs.Write(bytes);
            }

            interpreter.Invoke();
            foreach (var tensor in description.Outputs)
            {
                var bytes = new byte[tensor.Arena.Bytes];
                backend.Read(tensor.Arena.Start, (sbyte[])(Array)bytes, 0, bytes.Length);
                outputs.Write(bytes);
            }
        }

        return new BenchModel(name, file, inputs.ToArray(), outputs.ToArray()) { Make = make };
    }

    private static BenchModel Recorded(string folder, string name)
    {
        var network = System.IO.File.ReadAllBytes(Path.Combine(folder, "model.tflite"));
        byte[] Convert(ConvertOptions options) => ModelConverter.Convert(network, options with { Name = name, Origin = "model.tflite" });

        var inputs = System.IO.File.ReadAllBytes(Path.Combine(folder, "inputs.bin"));
        return new BenchModel(name, Convert(new()), inputs, System.IO.File.ReadAllBytes(Path.Combine(folder, "outputs.bin"))) { Make = Convert };
    }
}
