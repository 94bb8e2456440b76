using TinyInfer.Compiler;
using TinyInfer.Compiler.Inspection;

namespace TinyInfer.Bench;

/// <summary>A network to measure, with samples and what they should give.</summary>
/// <param name="File">A .tinf file.</param>
/// <param name="Inputs">Samples one after another, each all inputs in the model's order, as they lie in the arena.</param>
/// <param name="Outputs">The expected outputs in the same way.</param>
public sealed record BenchModel(string Name, byte[] File, byte[] Inputs, byte[] Outputs)
{
    private const int MadeUpSamples = 2;

    /// <summary>The recorded networks, in the order of their size.</summary>
    private static readonly string[] _reference = ["hello_world", "ad01", "kws", "micro_speech", "resnet"];

    public ModelDescription Description { get; } = ModelDescription.Read(File);

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

    /// <summary>On made-up samples, the same for ever; the managed kernels say what they should give.</summary>
    public static BenchModel MadeUp(string name, byte[] file)
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

        return new BenchModel(name, file, inputs.ToArray(), outputs.ToArray());
    }

    private static BenchModel Recorded(string folder, string name) => new(
        name,
        ModelConverter.Convert(System.IO.File.ReadAllBytes(Path.Combine(folder, "model.tflite")), new ConvertOptions { Name = name, Origin = "model.tflite" }),
        System.IO.File.ReadAllBytes(Path.Combine(folder, "inputs.bin")),
        System.IO.File.ReadAllBytes(Path.Combine(folder, "outputs.bin")));
}
