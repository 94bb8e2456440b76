using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using PeMetadata = System.Reflection.Metadata.MetadataReader;

namespace TinyInfer.Runtime.Tests.Device;

/// <summary>
/// What comes out of the compiler. A device assembly reaches its IL, and its signatures together with all array
/// initialisers, by 16-bit offsets: past them it builds, and runs something else. run-on-nanoclr measures the real tables;
/// this is the estimate that needs none.
/// </summary>
[TestClass]
public class DeviceAssemblyTests
{
    private const int MostIlBytes = 0xFFFF;

    /// <summary>What is left of 64 KiB are the signatures.</summary>
    private const int MostInitialiserBytes = 0xFFFF - 8 * 1024;

    [TestMethod]
    public void Runtime_ilAndInitialisers_areReached() => AssertReached(DeviceSources.Compilation);

    /// <summary>It is an assembly of its own; that with the runtime both are reached says more than is needed.</summary>
    [TestMethod]
    public void Pipeline_ilAndInitialisers_areReached() => AssertReached(DeviceSources.PipelineCompilation);

    [TestMethod]
    public void SharedTests_ilAndInitialisers_areReached()
    {
        AssertReached(DeviceSources.TestCompilation);
        AssertReached(DeviceSources.PipelineTestCompilation);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(65536)]
    public void Sizes_ofAnArray_grow(int length)
    {
        var before = Sizes(DeviceSources.Compilation).Initialisers;
        var source = $"class Probe {{ static readonly sbyte[] A = {{ {string.Join(", ", Enumerable.Range(0, length).Select(i => i % 100 + 1))} }}; }}";

        // The compiler stores one or two elements as code.
        var expected = length > 2 ? length : 0;
        Assert.AreEqual(expected, Sizes(DeviceSources.CompilationWith(source)).Initialisers - before);
    }

    /// <summary>
    /// A type that the compiler adds shifts the method table, by which native code is found, and the native checksum
    /// stays the same.
    /// </summary>
    [TestMethod]
    public void Libraries_types_areNoneOfTheCompilers()
    {
        Assert.IsFalse(HasEmbeddedTypes(DeviceSources.PipelineCompilation));
        Assert.IsFalse(HasEmbeddedTypes(DeviceSources.NativeCompilation));
    }

    [TestMethod]
    [DataRow("class Probe { void Run(in int a) { } }")]
    [DataRow("readonly struct Probe { }")]
    public void Rule_onWhatMakesTheCompilerAddTypes_findsThem(string source) =>
        Assert.IsTrue(HasEmbeddedTypes(DeviceSources.CompilationWith(source)));

    private static bool HasEmbeddedTypes(CSharpCompilation compilation)
    {
        using var file = Emit(compilation);
        var metadata = file.GetMetadataReader();
        return metadata.TypeDefinitions.Any(type => metadata.GetString(metadata.GetTypeDefinition(type).Name) == "EmbeddedAttribute");
    }

    private static void AssertReached(CSharpCompilation compilation)
    {
        var (il, initialisers) = Sizes(compilation);
        Assert.IsInRange(1, MostIlBytes, il, "IL");
        Assert.IsInRange(0, MostInitialiserBytes, initialisers, "array initialisers");
    }

    private static (int Il, int Initialisers) Sizes(CSharpCompilation compilation)
    {
        using var file = Emit(compilation);
        var metadata = file.GetMetadataReader();

        var il = metadata.MethodDefinitions.Select(metadata.GetMethodDefinition)
            .Where(method => method.RelativeVirtualAddress != 0)
            .Sum(method => file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!.Length);
        var initialisers = metadata.FieldDefinitions.Select(metadata.GetFieldDefinition)
            .Where(field => field.GetRelativeVirtualAddress() != 0)
            .Sum(field => Bytes(metadata, metadata.GetBlobReader(field.Signature)));
        return (il, initialisers);
    }

    private static PEReader Emit(CSharpCompilation compilation)
    {
        var stream = new MemoryStream();
        var result = compilation.Emit(stream, options: new EmitOptions(runtimeMetadataVersion: "v4.0.30319"));
        Assert.IsTrue(result.Success, string.Join('\n', result.Diagnostics));
        stream.Position = 0;
        return new PEReader(stream);
    }

    /// <summary>The compiler gives an initialiser's field an integer type, or one whose layout has the size.</summary>
    private static int Bytes(PeMetadata metadata, BlobReader signature)
    {
        signature.ReadSignatureHeader();
        return signature.ReadSignatureTypeCode() switch
        {
            SignatureTypeCode.Byte or SignatureTypeCode.SByte => 1,
            SignatureTypeCode.Int16 or SignatureTypeCode.UInt16 => 2,
            SignatureTypeCode.Int32 or SignatureTypeCode.UInt32 => 4,
            SignatureTypeCode.Int64 or SignatureTypeCode.UInt64 => 8,
            _ => metadata.GetTypeDefinition((TypeDefinitionHandle)signature.ReadTypeHandle()).GetLayout().Size,
        };
    }
}
