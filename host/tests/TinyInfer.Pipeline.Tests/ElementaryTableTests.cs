using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace TinyInfer.Pipeline.Tests;

/// <summary>The device has no System.Math: what we have instead, against it.</summary>
[TestClass]
public class ElementaryTableTests
{
    private const double Tolerance = 4e-16;

    [TestMethod]
    [DataRow(480)]
    [DataRow(1023)]
    [DataRow(4096)]
    public void SinAndCos_ofAllParts_equalSystemMath(int parts)
    {
        for (var i = -parts; i <= 2 * parts; i++)
        {
            Assert.AreEqual(Math.Sin(2 * Math.PI * (i % parts) / parts), Elementary.SinOfTurn(i, parts), 2e-15, $"sin {i}");
            Assert.AreEqual(Math.Cos(2 * Math.PI * (i % parts) / parts), Elementary.CosOfTurn(i, parts), 2e-15, $"cos {i}");
        }
    }

    [TestMethod]
    public void LogAndExp_overTheirRange_equalSystemMath()
    {
        for (var x = 1e-9; x < 1e12; x *= 1.01)
        {
            Assert.AreEqual(Math.Log(x), Elementary.Log(x), Tolerance * Math.Max(1, Math.Abs(Math.Log(x))) * 4, $"log {x}");
        }

        for (var x = -50.0; x < 50; x += 0.037)
        {
            Assert.AreEqual(1, Elementary.Exp(x) / Math.Exp(x), 1e-14, $"exp {x}");
        }
    }
}
