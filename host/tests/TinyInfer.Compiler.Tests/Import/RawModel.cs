using Google.FlatBuffers;

namespace TinyInfer.Compiler.Tests.Import;

/// <summary>
/// A .tflite file written field by field: it may contradict itself in any way. Field ids are the schema's, written out
/// here once more so that they check the importer's.
/// </summary>
internal sealed class RawModel
{
    private readonly FlatBufferBuilder _builder = new(1024);

    public string Identifier { get; init; } = "TFL3";

    public uint Version { get; init; } = 3;

    public List<RawTensor> Tensors { get; init; } = [];

    public List<RawOp> Ops { get; init; } = [];

    public int[] Inputs { get; init; } = [0];

    public int[] Outputs { get; init; } = [1];

    /// <summary>Buffer 0 is always there and empty; these follow.</summary>
    public List<RawBuffer> Buffers { get; init; } = [];

    /// <summary>How many subgraphs; those after the first are empty.</summary>
    public int SubgraphCount { get; init; } = 1;

    public byte[] Build()
    {
        var tensors = Offsets(Tensors.Select(Tensor));
        var operators = Offsets(Ops.Select((op, index) => Operator(op, index)));
        var inputs = Ints(Inputs);
        var outputs = Ints(Outputs);
        _builder.StartTable(5);
        _builder.AddOffset(0, tensors, 0);
        _builder.AddOffset(1, inputs, 0);
        _builder.AddOffset(2, outputs, 0);
        _builder.AddOffset(3, operators, 0);
        var main = _builder.EndTable();

        var subgraphs = Offsets(Enumerable.Range(0, SubgraphCount).Select(index => index == 0 ? main : EmptyTable(5)));
        var codes = Offsets(Ops.Select(OperatorCode));
        var buffers = Offsets(Buffers.Prepend(new RawBuffer([])).Select(Buffer));
        _builder.StartTable(5);
        _builder.AddUint(0, Version, 0);
        _builder.AddOffset(1, codes, 0);
        _builder.AddOffset(2, subgraphs, 0);
        _builder.AddOffset(4, buffers, 0);
        _builder.Finish(_builder.EndTable(), Identifier);
        return _builder.SizedByteArray();
    }

    private int Tensor(RawTensor tensor)
    {
        var name = _builder.CreateString(tensor.Name).Value;
        var shape = Ints(tensor.Shape);
        var signature = tensor.Signature is { } dimensions ? Ints(dimensions) : 0;
        var quantization = tensor.Scales is { } scales ? Quantization(tensor, scales) : 0;
        var sparsity = tensor.IsSparse ? EmptyTable(1) : 0;
        _builder.StartTable(11);
        _builder.AddOffset(0, shape, 0);
        _builder.AddByte(1, tensor.Type, 0);
        _builder.AddUint(2, tensor.Buffer, 0);
        _builder.AddOffset(3, name, 0);
        _builder.AddOffset(4, quantization, 0);
        _builder.AddBool(5, tensor.IsVariable, false);
        _builder.AddOffset(6, sparsity, 0);
        _builder.AddOffset(7, signature, 0);
        _builder.AddUint(10, tensor.ExternalBuffer, 0);
        return _builder.EndTable();
    }

    private int Quantization(RawTensor tensor, float[] scales)
    {
        var scale = Vector(scales, sizeof(float), _builder.AddFloat);
        var zeroPoint = Vector(tensor.ZeroPoints, sizeof(long), _builder.AddLong);
        _builder.StartTable(7);
        _builder.AddOffset(2, scale, 0);
        _builder.AddOffset(3, zeroPoint, 0);
        _builder.AddByte(4, tensor.QuantizationDetails, 0);
        _builder.AddInt(6, tensor.QuantizedDimension, 0);
        return _builder.EndTable();
    }

    private int Operator(RawOp op, int index)
    {
        var inputs = Ints(op.Inputs);
        var outputs = Ints(op.Outputs);
        var options = op.Options?.Invoke(_builder) ?? 0;
        _builder.StartTable(5);
        _builder.AddUint(0, op.OpcodeIndex ?? (uint)index, 0);
        _builder.AddOffset(1, inputs, 0);
        _builder.AddOffset(2, outputs, 0);
        _builder.AddByte(3, op.OptionsType, 0);
        _builder.AddOffset(4, options, 0);
        return _builder.EndTable();
    }

    private int OperatorCode(RawOp op)
    {
        var custom = op.CustomCode is { } name ? _builder.CreateString(name).Value : 0;
        _builder.StartTable(4);
        _builder.AddByte(0, (byte)Math.Min(op.Code, 127), 0);
        _builder.AddOffset(1, custom, 0);
        _builder.AddInt(3, op.OnlyOldCode ? 0 : op.Code, 0);
        return _builder.EndTable();
    }

    private int Buffer(RawBuffer buffer)
    {
        var data = buffer.Data.Length > 0 ? Vector(buffer.Data, 1, _builder.AddByte) : 0;
        _builder.StartTable(3);
        _builder.AddOffset(0, data, 0);
        _builder.AddUlong(1, buffer.Offset, 0);
        _builder.AddUlong(2, buffer.Size, 0);
        return _builder.EndTable();
    }

    private int EmptyTable(int fields)
    {
        _builder.StartTable(fields);
        return _builder.EndTable();
    }

    private int Ints(int[] values) => Vector(values, sizeof(int), _builder.AddInt);

    private int Offsets(IEnumerable<int> offsets) => Vector(offsets.ToArray(), sizeof(int), _builder.AddOffset);

    private int Vector<T>(T[] values, int elementBytes, Action<T> add)
    {
        _builder.StartVector(elementBytes, values.Length, elementBytes);
        foreach (var value in values.Reverse())
        {
            add(value);
        }

        return _builder.EndVector().Value;
    }
}

/// <param name="Type">The schema's code: 0 FLOAT32, 2 INT32, 3 UINT8, 4 INT64, 7 INT16, 9 INT8.</param>
internal sealed record RawTensor(string Name, byte Type, params int[] Shape)
{
    public uint Buffer { get; init; }

    public float[]? Scales { get; init; } = [0.5f];

    public long[] ZeroPoints { get; init; } = [0];

    public int QuantizedDimension { get; init; }

    public byte QuantizationDetails { get; init; }

    public bool IsVariable { get; init; }

    public bool IsSparse { get; init; }

    public int[]? Signature { get; init; }

    public uint ExternalBuffer { get; init; }
}

/// <param name="Code">The builtin operator's code.</param>
internal sealed record RawOp(int Code, int[] Inputs, int[] Outputs)
{
    public byte OptionsType { get; init; }

    /// <summary>Writes the options' table and returns its offset.</summary>
    public Func<FlatBufferBuilder, int>? Options { get; init; }

    public string? CustomCode { get; init; }

    /// <summary>As files were before there were more than 127 operators.</summary>
    public bool OnlyOldCode { get; init; }

    /// <summary>Overrides the op's own entry in the table of operator codes.</summary>
    public uint? OpcodeIndex { get; init; }
}

internal sealed record RawBuffer(byte[] Data)
{
    public ulong Offset { get; init; }

    public ulong Size { get; init; }
}
