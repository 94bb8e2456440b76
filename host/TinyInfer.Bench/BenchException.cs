namespace TinyInfer.Bench;

/// <summary>Nothing can be built or run here; the message is a sentence that says what to do.</summary>
public sealed class BenchException(string message) : Exception(message);
