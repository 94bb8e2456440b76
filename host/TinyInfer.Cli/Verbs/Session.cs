using TinyInfer.Cli.Files;
using TinyInfer.NativeHost;

namespace TinyInfer.Cli.Verbs;

/// <summary>A model that is ready to run on the PC, on the device's own interpreter.</summary>
internal sealed class Session : IDisposable
{
    /// <param name="backend">One of the names that <see cref="BackendOption"/> takes.</param>
    public Session(ModelFile file, string backend)
    {
        File = file;
        try
        {
            var model = Model.Load(ModelSource.FromArray(file.Bytes));
            Backend = CreateBackend(backend);
            Interpreter = new Interpreter(model, Backend);
            Inputs = new SampleCodec([.. Enumerable.Range(0, model.InputCount).Select(i => Interpreter.Input(i))]);
            Outputs = new SampleCodec([.. Enumerable.Range(0, model.OutputCount).Select(i => Interpreter.Output(i))]);
        }
        catch (TinyInferException failure) when (Backend is HostNativeBackend && failure.Code == ErrorCode.UnknownOp)
        {
            throw new ToolException(
                ExitCode.UnsupportedOp,
                $"model file '{file.Path}': the native kernels' library was built without the op {(OpCode)failure.Needed}. Build it with all ops, or use --backend {BackendOption.Managed}.");
        }
        catch (TinyInferException failure)
        {
            throw ErrorText.BadModel(file.Path, failure);
        }
    }

    public ModelFile File { get; }

    public Backend Backend { get; }

    public Interpreter Interpreter { get; }

    public SampleCodec Inputs { get; }

    public SampleCodec Outputs { get; }

    public void Dispose() => Interpreter.Dispose();

    /// <param name="backend">One of the names that <see cref="BackendOption"/> takes.</param>
    public static Backend CreateBackend(string backend) => backend == BackendOption.Native ? OpenNative() : new ManagedBackend();

    private static HostNativeBackend OpenNative()
    {
        try
        {
            return new HostNativeBackend();
        }
        catch (NativeLibraryException failure)
        {
            throw new ToolException(ExitCode.Failed, $"back end '{BackendOption.Native}': {failure.Message}");
        }
    }
}
