using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace TinyInfer.Runtime.Tests.Device;

/// <summary>An Eval allocates nothing, throws nothing, and computes without floats: not even where it calls something.</summary>
[TestClass]
public class EvalPathTests
{
    [TestMethod]
    public void ManagedEval_allThatItReaches_isHarmless()
    {
        var path = new EvalPath(DeviceSources.Compilation, "TinyInfer.ManagedBackend", "Eval");

        Assert.IsEmpty(path.Findings, string.Join('\n', path.Findings));
    }

    [TestMethod]
    public void ManagedEval_reachesEveryKernel()
    {
        var reached = new EvalPath(DeviceSources.Compilation, "TinyInfer.ManagedBackend", "Eval").Methods.ToList();
        var kernels = DeviceSources.Listed(DeviceSources.RuntimeList)
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => name.EndsWith("Kernel", StringComparison.Ordinal))
            .ToList();

        Assert.IsGreaterThanOrEqualTo(15, kernels.Count);
        foreach (var kernel in kernels)
        {
            Assert.Contains($"{kernel}.Eval", reached);
        }

        Assert.Contains("FixedPoint.MultiplyByQuantizedMultiplier", reached);
    }

    [TestMethod]
    [DataRow("int[] b = new int[2];")]
    [DataRow("int[] b = { 1, 2 };")]
    [DataRow("object b = new Probe();")]
    [DataRow("object b = 1;")]
    [DataRow("if (a > 1) throw null;")]
    [DataRow("try { a = 1; } finally { a = 2; }")]
    [DataRow("a = (int)(a * 0.5f);")]
    [DataRow("a = 2.5 > a ? 1 : 0;")]
    [DataRow("string b = \"b\";")]
    [DataRow("a = (int)System.BitConverter.ToSingle(null, a);")]
    [DataRow("Inner(a);")]
    public void Rule_onWhatBreaksIt_finds(string statement)
    {
        var source = $"class Probe {{ static void Eval(int a) {{ {statement} }} static int[] Inner(int a) {{ return new int[a]; }} }}";

        Assert.IsNotEmpty(new EvalPath(DeviceSources.CompilationWith(source), "Probe", "Eval").Findings);
    }

    [TestMethod]
    public void Rule_onWhatKeepsIt_findsNothing()
    {
        const string Source = "class Probe { static int Eval(byte[] a) { return System.BitConverter.ToInt32(a, 0) / (sbyte)a[4] >> a.Length; } }";

        Assert.IsEmpty(new EvalPath(DeviceSources.CompilationWith(Source), "Probe", "Eval").Findings);
    }
}
