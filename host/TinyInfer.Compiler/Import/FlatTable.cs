namespace TinyInfer.Compiler.Import;

/// <summary>
/// A FlatBuffers table: fields by id, each of which may be absent and then has its default. The default value of this
/// type is an absent table: it has no field.
/// </summary>
internal readonly struct FlatTable(FlatFile file, int position, int vtable, int vtableBytes, string name)
{
    public string Name => name;

    public bool Has(int field) => At(field) != 0;

    public bool Bool(int field) => UInt8(field) != 0;

    public byte UInt8(int field, byte absent = 0) => At(field) is var at && at != 0 ? file.UInt8(at, name) : absent;

    public int Int32(int field, int absent = 0) => At(field) is var at && at != 0 ? file.Int32(at, name) : absent;

    public uint UInt32(int field, uint absent = 0) => At(field) is var at && at != 0 ? file.UInt32(at, name) : absent;

    public ulong UInt64(int field) => At(field) is var at && at != 0 ? (ulong)file.Int64(at, name) : 0;

    public float Single(int field, float absent = 0) => At(field) is var at && at != 0 ? file.Single(at, name) : absent;

    public string Text(int field, string what) => At(field) is var at && at != 0 ? file.TextAt(at, $"{what} of {name}") : "";

    public FlatTable Table(int field, string what) => At(field) is var at && at != 0 ? file.TableAt(at, what) : default;

    /// <summary>Absent vectors are empty ones.</summary>
    public FlatVector Vector(int field, int elementBytes, string what) =>
        At(field) is var at && at != 0 ? file.VectorAt(at, elementBytes, $"{what} of {name}") : default;

    /// <summary>Where the field lies in the file; 0 when it is absent.</summary>
    private int At(int field)
    {
        var slot = 4 + 2 * field;
        if (slot + 2 > vtableBytes)
        {
            return 0;
        }

        var offset = file.UInt16(vtable + slot, name);
        return offset == 0 ? 0 : position + offset;
    }
}

/// <summary>A FlatBuffers vector whose bytes all lie in the file. The default value is an empty one.</summary>
internal readonly struct FlatVector(FlatFile file, int start, int count, int elementBytes, string name)
{
    public int Start => start;

    public int Count => count;

    public int[] ToInt32s()
    {
        var values = new int[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = file.Int32(start + i * elementBytes, name);
        }

        return values;
    }

    public long[] ToInt64s()
    {
        var values = new long[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = file.Int64(start + i * elementBytes, name);
        }

        return values;
    }

    public float[] ToSingles()
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = file.Single(start + i * elementBytes, name);
        }

        return values;
    }

    public byte[] ToBytes() => count == 0 ? [] : file.Copy(start, count);

    /// <summary>The table that element <paramref name="index"/>, an offset, leads to.</summary>
    public FlatTable Table(int index, string what) => file.TableAt(start + index * elementBytes, what);
}
