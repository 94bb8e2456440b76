namespace TinyInfer.Tests
{
    /// <summary>
    /// The interpreter that the shared tests find in their own namespace: the runtime's, on the native kernels. So the same
    /// sources test both back ends.
    /// </summary>
    internal sealed class Interpreter : TinyInfer.Interpreter
    {
        public Interpreter(Model model)
            : base(model, new NativeBackend())
        {
        }

        public Interpreter(Model model, Backend backend)
            : base(model, backend)
        {
        }
    }
}
