using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Compiler.Estimates;
using TinyInfer.NativeHost;

namespace TinyInfer.Native.Tests.Mirror;

/// <summary>What C# says of the library's interface, and of the parts of a file around its records, is what the headers say.</summary>
[TestClass]
public class InterfaceMirrorTests
{
    private static readonly CHeader _interface = CHeader.Read("include/tinyinfer/tinyinfer.h", IntPtr.Size);

    private static readonly CHeader _file = CHeader.Read("core/file.h");

    /// <summary>The library does not look at the data's checksum, nor at where a file comes from.</summary>
    [TestMethod]
    public void Status_codes_areTheErrorCodesAndTheCallStatuses()
    {
        string[] ofOthers = ["TI_ABI_VERSION", "TI_ITEM_", "TI_BACK_END_", "TI_OK"];
        var inC = _interface.Values.Where(value => !ofOthers.Any(value.Key.StartsWith));
        var inHost = Enum.GetValues<ErrorCode>().Where(code => code != ErrorCode.DataChecksum && code <= ErrorCode.OutOfMemory).Select(code => (Value: (int)code, Name: code.ToString()))
            .Concat(Enum.GetValues<CallStatus>().Select(status => (Value: (int)status, Name: status.ToString())));

        Assert.AreEqual(Lines(inHost), Lines(inC.Select(value => (value.Value, CHeader.Pascal(value.Key["TI_".Length..])))));
        Assert.AreEqual(0, _interface.Values["TI_OK"]);
    }

    [TestMethod]
    public void AbiVersion_inC_isTheHosts() => Assert.AreEqual(NativeKernels.AbiVersion, _interface.Values["TI_ABI_VERSION"]);

    [TestMethod]
    public void QueryItems_inC_areTheHosts() =>
        Assert.AreEqual(Lines(Enum.GetValues<QueryItem>().Select(item => ((int)item, item.ToString()))), Lines(WithPrefix(_interface, "TI_ITEM_")));

    /// <summary>A library is never the managed kernels.</summary>
    [TestMethod]
    public void BackEnds_inC_areTheRuntimes() =>
        Assert.AreEqual(Lines(Constants(typeof(BackEndKind)).Where(kind => kind.Value != BackEndKind.Managed)), Lines(WithPrefix(_interface, "TI_BACK_END_")));

    [TestMethod]
    public void SectionKinds_inC_areTheRuntimes()
    {
        var flag = _file.Values["TI_SECTION_REQUIRED"];
        _file.Values.Remove("TI_SECTION_REQUIRED");

        Assert.AreEqual(SectionEntry.Required, flag);
        Assert.AreEqual(Lines(Constants(typeof(SectionKind))), Lines(WithPrefix(_file, "TI_SECTION_")));
    }

    [TestMethod]
    [DataRow("ti_needs", typeof(NativeNeeds))]
    [DataRow("ti_context", typeof(NativeContext))]
    public void Structs_ofTheInterface_areLaidOutAsTheHosts(string name, Type type)
    {
        var mirror = _interface.Structs[name];
        var fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public).Select(field => ((int)Marshal.OffsetOf(type, field.Name), field.Name));

        Assert.AreEqual(Lines(fields), Lines(mirror.Fields.Select(field => (field.Offset, field.Name))));
        Assert.AreEqual(Marshal.SizeOf(type), mirror.Size);
    }

    [TestMethod]
    public void Slots_inC_areAsLargeAsTheConverterEstimates() =>
        Assert.AreEqual(MemoryEstimator.SlotBytes, CHeader.Read("core/context.h").Structs["ti_slot"].Size);

    [TestMethod]
    public void Functions_ofTheInterface_haveTheHostsSignatures()
    {
        var functions = typeof(NativeKernels).GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Select(function => (function.Name, Type: function.PropertyType))
            .Select(function => $"{(function.Name == "PathOf" ? "Path" : function.Name)}: {Signature(function.Type.GetFunctionPointerParameterTypes().Append(function.Type.GetFunctionPointerReturnType()))}");
        var declared = _interface.Functions.Select(function => $"{CHeader.Pascal(function.Key["ti_".Length..])}: {Signature(function.Value.Select(HostType))}");

        Assert.AreEqual(string.Join('\n', declared.Order(StringComparer.Ordinal)), string.Join('\n', functions.Order(StringComparer.Ordinal)));
    }

    [TestMethod]
    [DataRow("ti_file_header", typeof(FileHeader))]
    [DataRow("ti_section_entry", typeof(SectionEntry))]
    public void Structs_ofTheFile_areLaidOutAsTheRuntimes(string name, Type type)
    {
        string[] noFields = ["MagicValue", "MajorVersionValue", "MinorVersionValue", "Required"];
        var mirror = _file.Structs[name];

        Assert.AreEqual(
            Lines(Constants(type).Where(constant => !noFields.Contains(constant.Name))),
            Lines(mirror.Fields.Select(field => (field.Offset, field.Name)).Append((mirror.Size, "Size"))));
    }

    private static string Signature(IEnumerable<Type> types) => string.Join(' ', types.Select(type => type.Name));

    private static Type HostType(string type) => type switch
    {
        "int32_t" => typeof(int),
        "uint32_t" => typeof(uint),
        "void *" => typeof(void*),
        "uint8_t *" or "char *" => typeof(byte*),
        "ti_context *" => typeof(NativeContext*),
        "ti_needs *" => typeof(NativeNeeds*),
        _ => throw new InvalidDataException($"the host has no type for '{type}'"),
    };

    private static IEnumerable<(int Value, string Name)> WithPrefix(CHeader header, string prefix) =>
        header.Values.Where(value => value.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(value => (value.Value, CHeader.Pascal(value.Key[prefix.Length..])));

    private static IEnumerable<(int Value, string Name)> Constants(Type type) =>
        type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(field => field.IsLiteral)
            .Select(field => ((int)field.GetRawConstantValue(), field.Name));

    private static string Lines(IEnumerable<(int Value, string Name)> values) =>
        string.Join('\n', values.OrderBy(value => value.Value).ThenBy(value => value.Name, StringComparer.Ordinal).Select(value => $"{value.Value} {value.Name}"));
}
