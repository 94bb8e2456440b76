using TinyInfer;

/// <summary>The interpreter that the golden tests find before the runtime's: that one, on the native kernels.</summary>
internal sealed class Interpreter : TinyInfer.Interpreter
{
    public Interpreter(Model model)
        : base(model, new NativeBackend())
    {
    }
}
