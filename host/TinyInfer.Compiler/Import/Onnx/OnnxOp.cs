using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Import.Onnx;

/// <summary>An op to translate: its attributes and inputs, and the sentences when they are not what they must be.</summary>
internal sealed class OnnxOp(OnnxNode node, int index, OnnxScope scope)
{
    private const string ExportAgain = "export the network again with fixed shapes and constant parameters";

    public OnnxScope Scope => scope;

    public string Name => node.Op;

    public int InputCount => node.Inputs.Count;

    public IReadOnlyList<string> Outputs => node.Outputs;

    /// <summary>Name of the first output: what the op's tensors are named after.</summary>
    public string Output => node.Outputs.FirstOrDefault(name => name.Length > 0) ?? $"{node.Op}_{index}";

    public bool Has(string attribute) => node.Attributes.ContainsKey(attribute);

    public long Int(string attribute, long absent) => node.Attributes.TryGetValue(attribute, out var found) ? found.Int : absent;

    public int Int32(string attribute, int absent) =>
        (int)Math.Clamp(Int(attribute, absent), int.MinValue, int.MaxValue);

    public float Float(string attribute, float absent) => node.Attributes.TryGetValue(attribute, out var found) ? found.Float : absent;

    public string Text(string attribute, string absent) => node.Attributes.TryGetValue(attribute, out var found) ? found.Text : absent;

    public OnnxAttribute? Attribute(string attribute) => node.Attributes.GetValueOrDefault(attribute);

    /// <summary>A list of numbers; null when it is absent.</summary>
    public int[]? Ints(string attribute) =>
        node.Attributes.TryGetValue(attribute, out var found) ? [.. found.Ints.Select(Clamp)] : null;

    public OnnxValue Input(int position) =>
        Optional(position) ?? throw Refusal($"input {position} is missing", "export the network again");

    public OnnxValue? Optional(int position) =>
        position < node.Inputs.Count && node.Inputs[position].Length > 0 ? scope.Find(node.Inputs[position]) : null;

    /// <summary>A constant's numbers in ONNX's order; null when the input is left out.</summary>
    public float[]? Floats(int position, string what) => Optional(position) is not { } value ? null
        : value.IsConstant && scope.Canonical(value).Floats() is { } floats ? floats
        : throw Refusal($"{what} must be a constant of float32", ExportAgain, value);

    public int[]? Ints(int position, string what) => Optional(position) is not { } value ? null
        : value.IsConstant && scope.Canonical(value).Integers() is { } integers ? [.. integers.Select(Clamp)]
        : throw Refusal($"{what} must be a constant", ExportAgain, value);

    /// <summary>An axis, where -1 is the last one.</summary>
    public int Axis(int axis, int rank)
    {
        var found = axis < 0 ? axis + rank : axis;
        return found >= 0 && found < rank ? found : throw Refusal($"axis {axis} does not exist in {rank} dimensions", "export the network again");
    }

    public void Define(OnnxValue value) => Define(0, value);

    public void Define(int output, OnnxValue value)
    {
        if (output < node.Outputs.Count && node.Outputs[output].Length > 0)
        {
            scope.Define(node.Outputs[output], value);
        }
    }

    public RefusedException Refusal(string why, string remedy, OnnxValue? value = null) =>
        new(new ConversionProblem(index, node.Op, value?.Stored.Name, why, remedy));

    private static int Clamp(long value) => (int)Math.Clamp(value, int.MinValue, int.MaxValue);
}
