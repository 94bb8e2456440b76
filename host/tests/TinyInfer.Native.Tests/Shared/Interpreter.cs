using TinyInfer.NativeHost;
using TinyInfer.Testing;

namespace TinyInfer.Tests
{
    /// <summary>
    /// The interpreter that the shared tests find in their own namespace: the runtime's, on the native kernels. So the same
    /// sources test both back ends.
    /// </summary>
    internal sealed class Interpreter : TinyInfer.Interpreter
    {
        public Interpreter(Model model)
            : base(model, Backend())
        {
        }

        public Interpreter(Model model, Backend backend)
            : base(model, backend)
        {
        }

        private static HostNativeBackend Backend()
        {
            NativeFiles.RequireLibrary();
            return new HostNativeBackend();
        }
    }
}
