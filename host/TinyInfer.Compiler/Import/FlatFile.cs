using System.Text;
using Google.FlatBuffers;

namespace TinyInfer.Compiler.Import;

/// <summary>
/// FlatBuffers bytes that nobody has checked: every access is, here, so that a hostile file can neither be read outside
/// its bounds nor make the reader work or allocate more than a multiple of its size.
/// </summary>
internal sealed class FlatFile(byte[] bytes)
{
    /// <summary>
    /// Parts of an honest file are referred to once, or a few times. A hostile one can refer to a big part from
    /// thousands of places; what is read in total is limited to this multiple of the file.
    /// </summary>
    private const int MaxReadsPerByte = 8;

    private readonly ByteBuffer _buffer = new(bytes);
    private long _bytesRead;

    public int Length => bytes.Length;

    /// <summary>The table that the first four bytes point to.</summary>
    public FlatTable Root(string name) => TableAt(0, name);

    /// <summary>The table that the offset stored at <paramref name="at"/> leads to.</summary>
    public FlatTable TableAt(int at, string name)
    {
        var position = Follow(at, name);
        var vtable = position - (long)Int32(position, name);
        Demand(vtable, 4, name);
        var vtableBytes = UInt16((int)vtable, name);
        Demand(vtable, vtableBytes, name);
        if (vtableBytes < 4)
        {
            throw Damaged($"{name}: its field table has {vtableBytes} bytes, at least 4 are expected");
        }

        return new FlatTable(this, position, (int)vtable, vtableBytes, name);
    }

    /// <summary>The vector that the offset stored at <paramref name="at"/> leads to.</summary>
    public FlatVector VectorAt(int at, int elementBytes, string name)
    {
        var position = Follow(at, name);
        var count = UInt32(position, name);
        Demand(position + 4L, (long)count * elementBytes, name);
        Spend((long)count * elementBytes + 4);
        return new FlatVector(this, position + 4, (int)count, elementBytes, name);
    }

    public string TextAt(int at, string name)
    {
        var characters = VectorAt(at, 1, name);
        return Encoding.UTF8.GetString(bytes, characters.Start, characters.Count);
    }

    public byte UInt8(int at, string name)
    {
        Demand(at, 1, name);
        return _buffer.Get(at);
    }

    public ushort UInt16(int at, string name)
    {
        Demand(at, 2, name);
        return _buffer.GetUshort(at);
    }

    public int Int32(int at, string name)
    {
        Demand(at, 4, name);
        return _buffer.GetInt(at);
    }

    public uint UInt32(int at, string name) => (uint)Int32(at, name);

    public long Int64(int at, string name)
    {
        Demand(at, 8, name);
        return _buffer.GetLong(at);
    }

    public float Single(int at, string name)
    {
        Demand(at, 4, name);
        return _buffer.GetFloat(at);
    }

    public byte[] Copy(int start, int count) => bytes.AsSpan(start, count).ToArray();

    public ModelFormatException Damaged(string what) =>
        new($"the .tflite file is truncated or damaged: {what}; export or download the model again");

    /// <summary>Offsets are unsigned and relative to where they are stored.</summary>
    private int Follow(int at, string name)
    {
        var target = at + (long)UInt32(at, name);
        Demand(target, 4, name);
        Spend(4);
        return (int)target;
    }

    private void Demand(long start, long count, string name)
    {
        if (start < 0 || start + count > Length)
        {
            throw Damaged($"{name} should be at bytes {start} to {start + count}, but the file has {Length} bytes");
        }
    }

    private void Spend(long count)
    {
        _bytesRead += count;
        if (_bytesRead > (long)Length * MaxReadsPerByte)
        {
            throw Damaged($"its parts refer to the same bytes over and over ({_bytesRead} bytes read of {Length})");
        }
    }
}
