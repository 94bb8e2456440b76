using TinyInfer;

namespace FloatFigures;

/// <summary>A .tinf on the device's own interpreter, fed and read in reals.</summary>
internal sealed class Int8Network : IDisposable
{
    private readonly Interpreter _interpreter;

    public Int8Network(byte[] tinf) =>
        _interpreter = new Interpreter(Model.Load(ModelSource.FromArray(tinf)), new ManagedBackend());

    public float[] Run(float[] input)
    {
        var tensor = _interpreter.Input(0);
        for (var i = 0; i < input.Length; i++)
        {
            tensor.WriteFloat(i, input[i]);
        }

        _interpreter.Invoke();
        var output = _interpreter.Output(0);
        return [.. Enumerable.Range(0, output.ElementCount).Select(output.ReadFloat)];
    }

    public void Dispose() => _interpreter.Dispose();
}
