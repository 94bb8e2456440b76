using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace TinyInfer.Runtime.Tests.Device;

/// <summary>A .projitems is the one list of sources: complete, without doubles, in order.</summary>
[TestClass]
public class SourceListTests
{
    /// <summary>Not for the PC, and what builds leave. Adapters of the device are in a folder Device.</summary>
    private static readonly string[] Elsewhere = ["Properties", "Device", "bin", "obj"];

    [TestMethod]
    [DataRow(DeviceSources.RuntimeList)]
    [DataRow(DeviceSources.NativeList)]
    [DataRow(DeviceSources.PipelineList)]
    [DataRow(DeviceSources.SensorsList)]
    [DataRow(DeviceSources.TestList)]
    [DataRow(DeviceSources.SensorsTestList)]
    [DataRow(DeviceSources.PipelineTestList)]
    [DataRow(DeviceSources.ReferenceList)]
    public void SourceList_namesEveryFileOnceInOrder(string list)
    {
        var folder = Path.GetDirectoryName(DeviceSources.FullPath(list))!;
        var there = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Elsewhere.Contains(Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar)[0]))
            .Order(StringComparer.Ordinal);

        Assert.AreEqual(string.Join('\n', there), string.Join('\n', DeviceSources.Listed(list)));
    }
}
