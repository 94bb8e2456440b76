// What nanoFramework's mscorlib 1.17.11 declares, as far as the device's sources use it. Anything that is added here must
// be there, with the same signature.
namespace System
{
    public class Object
    {
        public extern Object();

        extern ~Object();

        public virtual extern string ToString();
    }

    public abstract class ValueType
    {
    }

    public abstract class Enum : ValueType
    {
    }

    public abstract class Array
    {
        public extern int Length { get; }

        public static extern void Clear(Array array, int index, int length);

        public static extern void Copy(Array sourceArray, int sourceIndex, Array destinationArray, int destinationIndex, int length);
    }

    public sealed class String
    {
        public extern String(char[] value, int startIndex, int length);

        public extern String(char c, int count);

        public extern int Length { get; }

        [Runtime.CompilerServices.IndexerName("Chars")]
        public extern char this[int index] { get; }

        public extern string Substring(int startIndex, int length);

        public static extern string Concat(string str0, string str1);

        public static extern string Concat(string str0, string str1, string str2);

        public static extern string Concat(string str0, string str1, string str2, string str3);

        public static extern string Concat(params string[] values);

        public static extern string Format(string format, params object[] args);

        public static extern bool operator ==(string a, string b);

        public static extern bool operator !=(string a, string b);
    }

    public struct Void
    {
    }

    public struct Boolean
    {
    }

    public struct Char
    {
    }

    public struct Byte
    {
    }

    public struct SByte
    {
        public const sbyte MaxValue = 127;
        public const sbyte MinValue = -128;
    }

    public struct Int16
    {
        public const short MaxValue = 32767;
        public const short MinValue = -32768;
    }

    public struct UInt16
    {
        public const ushort MaxValue = 65535;
    }

    public struct Int32
    {
        public const int MaxValue = 2147483647;
        public const int MinValue = -2147483648;
    }

    public struct UInt32
    {
        public const uint MaxValue = 4294967295;
    }

    public struct Int64
    {
        public const long MaxValue = 9223372036854775807;
    }

    public struct UIntPtr
    {
    }

    public struct UInt64
    {
    }

    public sealed class ParamArrayAttribute : Attribute
    {
    }

    public class FlagsAttribute : Attribute
    {
    }

    public sealed class ObsoleteAttribute : Attribute
    {
        public extern ObsoleteAttribute(string message, bool error);
    }

    public struct Single
    {
        public static extern bool IsNaN(float f);
    }

    public struct Double
    {
        public static extern bool IsNaN(double d);
    }

    public interface IDisposable
    {
        void Dispose();
    }
}
