using System.Buffers.Binary;

namespace TinyInfer.Compiler.Emit;

/// <summary>Writes the fields of one record or entry. A value that its field cannot hold is a bug of the caller.</summary>
/// <param name="file">The whole file.</param>
/// <param name="start">Where the record starts; fields count from here.</param>
public sealed class RecordWriter(byte[] file, int start)
{
    public void I32(int field, int value) => BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(start + field), value);

    public void U32(int field, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(start + field), value);

    public void F32(int field, float value) => BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(start + field), value);

    public void U16(int field, int value) => BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(start + field), checked((ushort)value));

    public void U8(int field, int value) => file[start + field] = checked((byte)value);

    public void I8(int field, int value) => file[start + field] = (byte)checked((sbyte)value);

    public void Bytes(int field, ReadOnlySpan<byte> bytes) => bytes.CopyTo(file.AsSpan(start + field));
}
