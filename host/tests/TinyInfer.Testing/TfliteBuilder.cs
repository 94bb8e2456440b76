using System.Buffers.Binary;
using Google.FlatBuffers;

namespace TinyInfer.Testing;

/// <summary>
/// Writes .tflite files for tests: tensors and ops in the order of the calls. It checks nothing, so that it can also write
/// models that are wrong.
/// </summary>
public sealed class TfliteBuilder
{
    private const string FileIdentifier = "TFL3";

    private readonly List<TensorDefinition> _tensors = [];
    private readonly List<OpDefinition> _ops = [];
    private int[] _inputs = [];
    private int[] _outputs = [];

    private sealed record TensorDefinition(
        string Name,
        TfliteType Type,
        int[] Shape,
        float[] Scales,
        long[] ZeroPoints,
        int QuantizedDimension,
        byte[]? Data,
        int[]? ShapeSignature);

    private sealed record OpDefinition(int Code, string? CustomCode, TfliteOptions? Options, int[] Inputs, int[] Outputs);

    /// <summary>Version of the schema that the file says it follows.</summary>
    public uint SchemaVersion { get; set; } = 3;

    /// <summary>Any tensor; the result is its index. Constant if it has data.</summary>
    public int Tensor(
        string name,
        TfliteType type,
        int[] shape,
        float[]? scales = null,
        long[]? zeroPoints = null,
        int quantizedDimension = 0,
        byte[]? data = null,
        int[]? shapeSignature = null)
    {
        scales ??= [];
        _tensors.Add(new TensorDefinition(
            name, type, shape, scales, zeroPoints ?? new long[scales.Length], quantizedDimension, data, shapeSignature));
        return _tensors.Count - 1;
    }

    /// <summary>A computed int8 tensor, quantised per tensor.</summary>
    public int Int8(string name, int[] shape, float scale, int zeroPoint) =>
        Tensor(name, TfliteType.Int8, shape, [scale], [zeroPoint]);

    /// <summary>A constant int8 tensor, quantised per tensor.</summary>
    public int Int8(string name, int[] shape, sbyte[] values, float scale, int zeroPoint) =>
        Tensor(name, TfliteType.Int8, shape, [scale], [zeroPoint], data: Bytes(values));

    /// <summary>Weights: int8, symmetric, one scale or one per index of a dimension.</summary>
    public int Weights(string name, int[] shape, sbyte[] values, float[] scales, int quantizedDimension) =>
        Tensor(name, TfliteType.Int8, shape, scales, quantizedDimension: quantizedDimension, data: Bytes(values));

    /// <summary>A constant int32 tensor: biases (with scales), shapes, axes.</summary>
    public int Int32(string name, int[] shape, int[] values, float[]? scales = null)
    {
        var bytes = new byte[4 * values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * i), values[i]);
        }

        return Tensor(name, TfliteType.Int32, shape, scales, data: bytes);
    }

    /// <summary>A constant int32 vector.</summary>
    public int Int32(string name, params int[] values) => Int32(name, [values.Length], values);

    /// <param name="op">Which.</param>
    /// <param name="options">Null writes none, as converters do for ops without options.</param>
    /// <param name="inputs">Indices of tensors; -1 for an optional input that is left out.</param>
    /// <param name="outputs">Indices of tensors.</param>
    public TfliteBuilder Op(TfliteOp op, TfliteOptions? options, int[] inputs, int[] outputs)
    {
        _ops.Add(new OpDefinition((int)op, null, options, inputs, outputs));
        return this;
    }

    /// <summary>An op of any code: for codes that nobody knows.</summary>
    public TfliteBuilder Op(int code, int[] inputs, int[] outputs)
    {
        _ops.Add(new OpDefinition(code, null, null, inputs, outputs));
        return this;
    }

    public TfliteBuilder CustomOp(string code, int[] inputs, int[] outputs)
    {
        _ops.Add(new OpDefinition((int)TfliteOp.CUSTOM, code, null, inputs, outputs));
        return this;
    }

    public TfliteBuilder Inputs(params int[] tensors)
    {
        _inputs = tensors;
        return this;
    }

    public TfliteBuilder Outputs(params int[] tensors)
    {
        _outputs = tensors;
        return this;
    }

    public byte[] Build()
    {
        var builder = new FlatBufferBuilder(1024);
        var buffers = WriteBuffers(builder);
        var codes = _ops.Select(op => (op.Code, op.CustomCode)).Distinct().ToList();
        var operatorCodes = FlatVectors.Tables(builder, codes.ConvertAll(code => WriteOperatorCode(builder, code.Code, code.CustomCode)));
        var subgraphs = FlatVectors.Tables(builder, [WriteSubgraph(builder, codes)]);

        builder.StartTable(5);
        builder.AddUint(0, SchemaVersion, 0);
        builder.AddOffset(1, operatorCodes.Value, 0);
        builder.AddOffset(2, subgraphs.Value, 0);
        builder.AddOffset(4, buffers.Value, 0);
        builder.Finish(builder.EndTable(), FileIdentifier);
        return builder.SizedByteArray();
    }

    public static byte[] Bytes(sbyte[] values) => Array.ConvertAll(values, value => (byte)value);

    /// <summary>Buffer 0 is empty and means "no constant"; the others follow in the order of the constant tensors.</summary>
    private VectorOffset WriteBuffers(FlatBufferBuilder builder)
    {
        List<int> offsets = [WriteBuffer(builder, null)];
        offsets.AddRange(_tensors.Where(tensor => tensor.Data is not null).Select(tensor => WriteBuffer(builder, tensor.Data)));
        return FlatVectors.Tables(builder, offsets);
    }

    private static int WriteBuffer(FlatBufferBuilder builder, byte[]? data)
    {
        var vector = data is null ? default : FlatVectors.Bytes(builder, data, 16);
        builder.StartTable(1);
        builder.AddOffset(0, vector.Value, 0);
        return builder.EndTable();
    }

    private static int WriteOperatorCode(FlatBufferBuilder builder, int code, string? customCode)
    {
        var custom = customCode is null ? default : builder.CreateString(customCode);
        builder.StartTable(4);
        builder.AddSbyte(0, (sbyte)Math.Min(code, 127), 0);
        builder.AddOffset(1, custom.Value, 0);
        builder.AddInt(2, 1, 1);
        builder.AddInt(3, code, 0);
        return builder.EndTable();
    }

    private int WriteSubgraph(FlatBufferBuilder builder, List<(int, string?)> codes)
    {
        List<int> tensors = [];
        var buffer = 0;
        foreach (var tensor in _tensors)
        {
            tensors.Add(WriteTensor(builder, tensor, tensor.Data is null ? 0 : ++buffer));
        }

        var tensorVector = FlatVectors.Tables(builder, tensors);
        var inputs = FlatVectors.Int32(builder, _inputs);
        var outputs = FlatVectors.Int32(builder, _outputs);
        var ops = FlatVectors.Tables(builder, _ops.ConvertAll(op => WriteOp(builder, op, codes.IndexOf((op.Code, op.CustomCode)))));

        builder.StartTable(4);
        builder.AddOffset(0, tensorVector.Value, 0);
        builder.AddOffset(1, inputs.Value, 0);
        builder.AddOffset(2, outputs.Value, 0);
        builder.AddOffset(3, ops.Value, 0);
        return builder.EndTable();
    }

    private static int WriteTensor(FlatBufferBuilder builder, TensorDefinition tensor, int buffer)
    {
        var name = builder.CreateString(tensor.Name);
        var shape = FlatVectors.Int32(builder, tensor.Shape);
        var signature = tensor.ShapeSignature is null ? default : FlatVectors.Int32(builder, tensor.ShapeSignature);
        var quantization = tensor.Scales.Length == 0 ? 0 : WriteQuantization(builder, tensor);

        builder.StartTable(8);
        builder.AddOffset(0, shape.Value, 0);
        builder.AddByte(1, (byte)tensor.Type, 0);
        builder.AddUint(2, (uint)buffer, 0);
        builder.AddOffset(3, name.Value, 0);
        builder.AddOffset(4, quantization, 0);
        builder.AddOffset(7, signature.Value, 0);
        return builder.EndTable();
    }

    private static int WriteQuantization(FlatBufferBuilder builder, TensorDefinition tensor)
    {
        var scales = FlatVectors.Single(builder, tensor.Scales);
        var zeroPoints = FlatVectors.Int64(builder, tensor.ZeroPoints);
        builder.StartTable(7);
        builder.AddOffset(2, scales.Value, 0);
        builder.AddOffset(3, zeroPoints.Value, 0);
        builder.AddInt(6, tensor.QuantizedDimension, 0);
        return builder.EndTable();
    }

    private static int WriteOp(FlatBufferBuilder builder, OpDefinition op, int codeIndex)
    {
        var inputs = FlatVectors.Int32(builder, op.Inputs);
        var outputs = FlatVectors.Int32(builder, op.Outputs);
        var options = op.Options?.Write(builder) ?? 0;
        builder.StartTable(5);
        builder.AddUint(0, (uint)codeIndex, 0);
        builder.AddOffset(1, inputs.Value, 0);
        builder.AddOffset(2, outputs.Value, 0);
        builder.AddByte(3, op.Options?.Kind ?? 0, 0);
        builder.AddOffset(4, options, 0);
        return builder.EndTable();
    }
}
