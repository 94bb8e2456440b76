namespace TinyInfer.OpGrids;

/// <summary>A model of one op and what to run it on.</summary>
/// <param name="Op">TensorFlow Lite's name of the op.</param>
/// <param name="Index">Position in the op's grid.</param>
/// <param name="Description">Its parameters, for people.</param>
/// <param name="Model">A .tflite file.</param>
/// <param name="Input">Two samples, each all inputs in the model's order.</param>
public sealed record GridCase(string Op, int Index, string Description, byte[] Model, byte[] Input)
{
    /// <summary>The output, computed by hand, of an op that the external judge lacks.</summary>
    public byte[]? ByHand { get; init; }

    public string Name => $"{Op}-{Index:000}";
}
