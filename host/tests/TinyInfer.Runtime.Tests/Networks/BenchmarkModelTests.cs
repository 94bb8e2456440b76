using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Benchmarks;
using TinyInfer.Compiler.Inspection;
using TinyInfer.Runtime.Tests.Device;

namespace TinyInfer.Runtime.Tests.Networks;

/// <summary>nf-tests/Benchmarks/Models/kernels.tinf is what the converter writes today, and what the benchmark says it is.</summary>
[TestClass]
public class BenchmarkModelTests
{
    [TestMethod]
    public void Kernels_converted_isTheCommittedFile()
    {
        var committed = DeviceSources.FullPath("nf-tests/Benchmarks/Models/kernels.tinf");
        var converted = KernelsNetwork.Convert();
        if (!converted.AsSpan().SequenceEqual(File.ReadAllBytes(committed)))
        {
            var fresh = Path.Combine(Path.GetTempPath(), "kernels.tinf");
            File.WriteAllBytes(fresh, converted);
            Assert.Fail($"The converter writes another file now. If that is right, copy {fresh} to {committed}.");
        }
    }

    [TestMethod]
    public void KernelsModel_opsAndWork_areTheNetworks()
    {
        var ops = ModelDescription.Read(KernelsNetwork.Convert()).Ops;

        var work = ops.Select(op => op.Macs > 0 ? op.Macs : op.Reads.Append(op.Write).Max(access => access.Runs.Sum(run => run.Bytes)));
        CollectionAssert.AreEqual(work.ToList(), KernelsModel.Work.Select(count => (long)count).ToList());
        CollectionAssert.AreEqual(
            ops.Select(op => op.Code.ToString()).ToList(), KernelsModel.Ops.Select(name => name.Split(' ', ',')[0]).ToList());
        CollectionAssert.AreEqual(
            Enum.GetValues<OpCode>().Where(code => code != OpCode.Conv2DPart).ToArray(), ops.Select(op => op.Code).Distinct().Order().ToArray(),
            "every kernel takes part; that of a Conv2DPart is the Conv2D's");
    }
}
