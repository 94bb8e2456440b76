using Google.Protobuf;

namespace TinyInfer.Compiler.Import.Onnx;

/// <summary>A protobuf message, read field by field.</summary>
internal sealed class OnnxMessage(byte[] bytes)
{
    private readonly CodedInputStream _input = new(bytes);
    private uint _tag;

    /// <summary>Goes to the next field.</summary>
    /// <returns>Its number; 0 at the end of the message.</returns>
    public int Next()
    {
        _tag = _input.ReadTag();
        return WireFormat.GetTagFieldNumber(_tag);
    }

    public void Skip() => _input.SkipLastField();

    public long Int() => _input.ReadInt64();

    public float Float() => _input.ReadFloat();

    public string Text() => _input.ReadBytes().ToStringUtf8();

    public byte[] Bytes() => _input.ReadBytes().ToByteArray();

    public OnnxMessage Message() => new(Bytes());

    public void Ints(List<long> list) => Numbers(list, input => input.ReadInt64());

    public void Floats(List<float> list) => Numbers(list, input => input.ReadFloat());

    public void Doubles(List<double> list) => Numbers(list, input => input.ReadDouble());

    /// <summary>Numbers stand one by one or packed behind one tag; readers must take both.</summary>
    private void Numbers<T>(List<T> list, Func<CodedInputStream, T> read)
    {
        if (WireFormat.GetTagWireType(_tag) != WireFormat.WireType.LengthDelimited)
        {
            list.Add(read(_input));
            return;
        }

        var packed = new CodedInputStream(Bytes());
        while (!packed.IsAtEnd)
        {
            list.Add(read(packed));
        }
    }
}
