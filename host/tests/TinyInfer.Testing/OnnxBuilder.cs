using System.Runtime.InteropServices;
using Google.Protobuf;

namespace TinyInfer.Testing;

/// <summary>
/// Writes .onnx files for tests: constants and ops in the order of the calls. It checks nothing, so that it can also write
/// models that are wrong. Field numbers are those of the ONNX format.
/// </summary>
public sealed class OnnxBuilder(int opset = 17)
{
    public const int Float = 1;
    public const int UInt8 = 2;
    public const int Int8 = 3;
    public const int Int32 = 6;
    public const int Int64 = 7;
    private const int IrVersion = 8;

    private readonly List<byte[]> _nodes = [];
    private readonly List<byte[]> _initializers = [];
    private readonly List<byte[]> _inputs = [];
    private readonly List<byte[]> _outputs = [];
    private int _names;

    /// <param name="shape">-1 for an open dimension.</param>
    public OnnxBuilder Input(string name, params int[] shape)
    {
        _inputs.Add(ValueInfo(name, Float, shape));
        return this;
    }

    public OnnxBuilder Output(string name, int type = Float)
    {
        _outputs.Add(ValueInfo(name, type, null));
        return this;
    }

    public string Constant(string name, int[] shape, float[] values) =>
        Raw(name, Float, shape, MemoryMarshal.AsBytes<float>(values).ToArray());

    public string Constant(string name, params long[] values) => Raw(name, Int64, [values.Length], MemoryMarshal.AsBytes<long>(values).ToArray());

    public string Scalar(string name, float value) => Constant(name, [], [value]);

    public string Raw(string name, int type, int[] shape, byte[] bytes)
    {
        _initializers.Add(Tensor(name, type, shape, output =>
        {
            output.WriteTag(9, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(bytes));
        }));
        return name;
    }

    /// <summary>A constant whose data lies in another file.</summary>
    public string External(string name, int[] shape, string location, long offset, long length)
    {
        _initializers.Add(Tensor(name, Float, shape, output =>
        {
            foreach (var (key, value) in new[] { ("location", location), ("offset", $"{offset}"), ("length", $"{length}") })
            {
                Write(output, 13, Message(entry =>
                {
                    Write(entry, 1, key);
                    Write(entry, 2, value);
                }));
            }

            Write(output, 14, 1);
        }));
        return name;
    }

    /// <summary>Adds an op with one output, whose name is the result.</summary>
    public string Op(string type, string[] inputs, params (string Name, object Value)[] attributes)
    {
        var name = $"{type}_{_names++}";
        Op(type, inputs, [name], attributes);
        return name;
    }

    public OnnxBuilder Op(string type, string[] inputs, string[] outputs, params (string Name, object Value)[] attributes)
    {
        _nodes.Add(Message(output =>
        {
            foreach (var input in inputs)
            {
                Write(output, 1, input);
            }

            foreach (var name in outputs)
            {
                Write(output, 2, name);
            }

            Write(output, 4, type);
            foreach (var (name, value) in attributes)
            {
                Write(output, 5, Attribute(name, value));
            }
        }));
        return this;
    }

    public byte[] Build() => Message(output =>
    {
        Write(output, 1, IrVersion);
        Write(output, 7, Message(graph =>
        {
            _nodes.ForEach(node => Write(graph, 1, node));
            Write(graph, 2, "test");
            _initializers.ForEach(initializer => Write(graph, 5, initializer));
            _inputs.ForEach(input => Write(graph, 11, input));
            _outputs.ForEach(value => Write(graph, 12, value));
        }));
        Write(output, 8, Message(import =>
        {
            Write(import, 1, "");
            Write(import, 2, opset);
        }));
    });

    private static byte[] Attribute(string name, object value) => Message(output =>
    {
        Write(output, 1, name);
        switch (value)
        {
            case float number:
                output.WriteTag(2, WireFormat.WireType.Fixed32);
                output.WriteFloat(number);
                Write(output, 20, 1);
                break;
            case int number:
                Write(output, 3, number);
                Write(output, 20, 2);
                break;
            case string text:
                Write(output, 4, text);
                Write(output, 20, 3);
                break;
            case int[] numbers:
                foreach (var number in numbers)
                {
                    Write(output, 8, number);
                }

                Write(output, 20, 7);
                break;
            default:
                throw new ArgumentException($"no attribute can hold a {value.GetType()}", nameof(value));
        }
    });

    private static byte[] Tensor(string name, int type, int[] shape, Action<CodedOutputStream> data) => Message(output =>
    {
        foreach (var dimension in shape)
        {
            Write(output, 1, dimension);
        }

        Write(output, 2, type);
        Write(output, 8, name);
        data(output);
    });

    private static byte[] ValueInfo(string name, int type, int[]? shape) => Message(output =>
    {
        Write(output, 1, name);
        Write(output, 2, Message(info => Write(info, 1, Message(tensor =>
        {
            Write(tensor, 1, type);
            if (shape is not null)
            {
                Write(tensor, 2, Message(dimensions =>
                {
                    foreach (var size in shape)
                    {
                        Write(dimensions, 1, Message(dimension =>
                        {
                            if (size < 0)
                            {
                                Write(dimension, 2, "open");
                            }
                            else
                            {
                                Write(dimension, 1, size);
                            }
                        }));
                    }
                }));
            }
        }))));
    });

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            write(output);
        }

        return bytes.ToArray();
    }

    private static void Write(CodedOutputStream output, int field, long number)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt64(number);
    }

    private static void Write(CodedOutputStream output, int field, string text)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteString(text);
    }

    private static void Write(CodedOutputStream output, int field, byte[] message)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(message));
    }
}
