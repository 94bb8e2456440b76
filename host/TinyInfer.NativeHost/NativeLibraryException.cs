namespace TinyInfer.NativeHost;

/// <summary>The native kernels cannot be used on this PC; the message is a sentence that says what to do.</summary>
public sealed class NativeLibraryException(string message) : Exception(message);
