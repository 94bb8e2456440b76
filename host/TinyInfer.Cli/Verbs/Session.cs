using TinyInfer.Cli.Files;

namespace TinyInfer.Cli.Verbs;

/// <summary>A model that is ready to run on the PC, on the device's own interpreter.</summary>
internal sealed class Session : IDisposable
{
    /// <summary>The back ends that --backend names.</summary>
    public static readonly string[] BackendNames = ["managed"];

    public Session(ModelFile file)
    {
        File = file;
        try
        {
            var model = Model.Load(ModelSource.FromArray(file.Bytes));
            Backend = new ManagedBackend();
            Interpreter = new Interpreter(model, Backend);
            Inputs = new SampleCodec([.. Enumerable.Range(0, model.InputCount).Select(i => Interpreter.Input(i))]);
            Outputs = new SampleCodec([.. Enumerable.Range(0, model.OutputCount).Select(i => Interpreter.Output(i))]);
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
}
