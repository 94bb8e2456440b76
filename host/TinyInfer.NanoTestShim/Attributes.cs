using System.Reflection;
using System.Runtime.CompilerServices;
using MSTest = Microsoft.VisualStudio.TestTools.UnitTesting;

namespace nanoFramework.TestFramework;

/// <summary>A class with tests. On the device tests are called without an object: they use no fields of one.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TestClassAttribute : MSTest.TestClassAttribute;

/// <summary>A test.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TestMethodAttribute([CallerFilePath] string file = "", [CallerLineNumber] int line = -1)
    : MSTest.TestMethodAttribute(file, line);

/// <summary>One call of a test, with arguments. The device passes them as they are boxed: their types must be the parameters'.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class DataRowAttribute(params object[] methodParameters) : Attribute, MSTest.ITestDataSource
{
    public object[] MethodParameters { get; } = methodParameters;

    public IEnumerable<object?[]> GetData(MethodInfo methodInfo) => [MethodParameters];

    public string GetDisplayName(MethodInfo methodInfo, object?[]? data) => $"{methodInfo.Name} ({string.Join(", ", MethodParameters)})";
}
