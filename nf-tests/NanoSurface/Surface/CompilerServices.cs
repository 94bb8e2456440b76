// What the C# 9 compiler needs beside the types that sources name.
namespace System
{
    public abstract class Attribute
    {
        protected extern Attribute();
    }

    public sealed class AttributeUsageAttribute : Attribute
    {
        public extern AttributeUsageAttribute(AttributeTargets validOn);
    }

    public enum AttributeTargets
    {
        All = 32767,
    }

    public abstract class Delegate
    {
        public static extern Delegate Combine(Delegate a, Delegate b);

        public static extern Delegate Remove(Delegate source, Delegate value);
    }

    public abstract class Type
    {
        public extern Reflection.Assembly Assembly { get; }

        public static extern Type GetTypeFromHandle(RuntimeTypeHandle handle);
    }

    public struct RuntimeTypeHandle
    {
    }

    public struct RuntimeFieldHandle
    {
    }
}

namespace System.Collections
{
    public interface IEnumerable
    {
        IEnumerator GetEnumerator();
    }

    public interface IEnumerator
    {
        object Current { get; }

        bool MoveNext();
    }
}

namespace System.Reflection
{
    public abstract class Assembly
    {
    }

    public sealed class DefaultMemberAttribute : Attribute
    {
        public extern DefaultMemberAttribute(string memberName);
    }
}

namespace System.Runtime.CompilerServices
{
    public sealed class IsByRefLikeAttribute : Attribute
    {
    }

    /// <summary>For initialisers of arrays.</summary>
    public static class RuntimeHelpers
    {
        public static extern void InitializeArray(Array array, RuntimeFieldHandle fldHandle);
    }

    public enum MethodImplOptions
    {
        InternalCall = 0x1000,
    }

    public sealed class MethodImplAttribute : Attribute
    {
        public extern MethodImplAttribute(MethodImplOptions methodImplOptions);
    }

    public sealed class IndexerNameAttribute : Attribute
    {
        public extern IndexerNameAttribute(string indexerName);
    }
}
