namespace TinyInfer.Compiler;

/// <summary>The file is not a well-formed model: truncated, empty, of another format, inconsistent.</summary>
public sealed class ModelFormatException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>One thing in a well-formed model that cannot be converted.</summary>
/// <param name="Op">Index of the op in the source network; -1 when it is about the whole network.</param>
/// <param name="OpName">"CONV_2D"; empty when it is about the whole network.</param>
/// <param name="Tensor">Name of the tensor it is about; null when it is about the op itself.</param>
/// <param name="Why">What was found and what is supported.</param>
/// <param name="Remedy">What to do.</param>
public sealed record ConversionProblem(int Op, string OpName, string? Tensor, string Why, string Remedy)
{
    public override string ToString()
    {
        var where = Op < 0 ? "model" : $"op #{Op} {OpName}";
        var tensor = Tensor is null ? "" : $" (tensor '{Tensor}')";
        return $"{where}{tensor}: {Why}; {Remedy}";
    }
}

/// <summary>A well-formed model with ops, types or shapes that cannot be converted: all of them at once.</summary>
public sealed class UnsupportedModelException(IReadOnlyList<ConversionProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<ConversionProblem> Problems { get; } = problems;
}
