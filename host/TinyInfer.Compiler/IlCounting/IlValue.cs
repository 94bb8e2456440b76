namespace TinyInfer.Compiler.IlCounting;

/// <summary>What lies on the evaluation stack: an int (sign-extended), a long, an object, or an element of an array.</summary>
internal readonly struct IlValue
{
    private IlValue(bool isLong, long bits, object? reference)
    {
        IsLong = isLong;
        Bits = bits;
        Reference = reference;
    }

    public bool IsLong { get; }

    public long Bits { get; }

    public object? Reference { get; }

    public static IlValue Int32(long value) => new(false, (int)value, null);

    public static IlValue Int64(long value) => new(true, value, null);

    public static IlValue Object(object? reference) => new(false, reference is null ? 0 : 1, reference);

    /// <summary>The address of an element.</summary>
    public static IlValue Element(Array array, int index) => new(false, index, array);

    public static IlValue Of(object? value) => value switch
    {
        long number => Int64(number),
        bool or sbyte or byte or short or ushort or int => Int32(Convert.ToInt64(value)),
        Enum => Int32(Convert.ToInt64(value)),
        _ => Object(value),
    };

    /// <summary>The result of arithmetic on this and another number: as wide as this one.</summary>
    public IlValue With(long bits) => IsLong ? Int64(bits) : Int32(bits);
}
