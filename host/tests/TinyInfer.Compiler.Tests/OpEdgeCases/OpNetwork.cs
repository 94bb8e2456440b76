using TinyInfer.Compiler.Tests.OpReference;
using TinyInfer.Testing;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

/// <summary>
/// A small .tflite with the samples for its inputs and what its outputs must be: converted, run whole, in slices and
/// step by step, and compared byte by byte.
/// </summary>
internal sealed class OpNetwork
{
    private readonly TfliteBuilder _builder = new();
    private readonly List<(int Tensor, Int8Tensor Sample)> _inputs = [];
    private readonly List<(int Tensor, int[] Shape, byte[] Bytes)> _outputs = [];
    private int _names;

    public int Input(Int8Tensor sample)
    {
        var tensor = Inner(sample);
        _inputs.Add((tensor, sample));
        return tensor;
    }

    public int Output(Int8Tensor expected)
    {
        var tensor = Inner(expected);
        _outputs.Add((tensor, expected.Shape, TfliteBuilder.Bytes(expected.Values)));
        return tensor;
    }

    public int Int32Output(int[] shape, int[] expected)
    {
        var tensor = _builder.Tensor(NextName(), TfliteType.Int32, shape);
        _outputs.Add((tensor, shape, [.. expected.SelectMany(BitConverter.GetBytes)]));
        return tensor;
    }

    /// <summary>A tensor between two ops, shaped and quantised like this one.</summary>
    public int Inner(Int8Tensor like) => _builder.Int8(NextName(), like.Shape, like.Scale, like.ZeroPoint);

    public int Constant(Int8Tensor value) => _builder.Int8(NextName(), value.Shape, value.Values, value.Scale, value.ZeroPoint);

    public int Constant(Weights weights, int channelAxis) =>
        _builder.Weights(NextName(), weights.Shape, weights.Values, weights.Scales, channelAxis);

    public int Integers(params int[] values) => _builder.Int32(NextName(), values);

    public int Integers(int[] shape, int[] values) => _builder.Int32(NextName(), shape, values);

    /// <summary>-1, the mark of an input that is left out, where there is no bias.</summary>
    public int Bias(int[]? values, Int8Tensor input, Weights weights) => values is null
        ? -1
        : _builder.Int32(NextName(), [values.Length], values, [.. weights.Scales.Select(scale => input.Scale * scale)]);

    public OpNetwork Op(TfliteOp op, TfliteOptions? options, int[] inputs, params int[] outputs)
    {
        _builder.Op(op, options, inputs, outputs);
        return this;
    }

    /// <returns>Number of op records it became.</returns>
    public int Check()
    {
        var source = _builder.Inputs([.. _inputs.Select(input => input.Tensor)]).Outputs([.. _outputs.Select(output => output.Tensor)]).Build();
        var model = Model.Load(ModelSource.FromArray(ModelConverter.Convert(source, new ConvertOptions())));
        using var interpreter = new Interpreter(model);
        Compare(interpreter, "whole", interpreter.Invoke);
        Compare(interpreter, "in slices of one unit", () => interpreter.Invoke(1));
        Compare(interpreter, "step by step", () =>
        {
            while (interpreter.Step())
            {
            }
        });
        return model.OpCount;
    }

    private void Compare(Interpreter interpreter, string how, Action invoke)
    {
        for (var i = 0; i < _inputs.Count; i++)
        {
            interpreter.Input(i).Write(_inputs[i].Sample.Values);
        }

        invoke();
        for (var i = 0; i < _outputs.Count; i++)
        {
            var (tensor, expected) = (interpreter.Output(i), _outputs[i]);
            CollectionAssert.AreEqual(expected.Shape, Enumerable.Range(0, tensor.Rank).Select(tensor.Dimension).ToArray(), "shape");
            var actual = Bytes(tensor);
            Assert.HasCount(expected.Bytes.Length, actual);
            for (var at = 0; at < actual.Length; at++)
            {
                Assert.AreEqual((sbyte)expected.Bytes[at], (sbyte)actual[at], $"output {i}, byte {at}, run {how}");
            }
        }
    }

    private static byte[] Bytes(Tensor tensor)
    {
        if (tensor.ElementType == ElementType.Int32)
        {
            return [.. Enumerable.Range(0, tensor.ElementCount).SelectMany(i => BitConverter.GetBytes(tensor.ReadInt32(i)))];
        }

        var values = new sbyte[tensor.ElementCount];
        tensor.Read(values);
        return TfliteBuilder.Bytes(values);
    }

    private string NextName() => $"t{_names++}";
}
