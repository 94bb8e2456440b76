namespace TinyInfer
{
    /// <summary>Type of a tensor's elements.</summary>
    public enum ElementType
    {
        Int8 = 1,
        UInt8 = 2,
        Int32 = 3,
        Float32 = 4,
    }
}
