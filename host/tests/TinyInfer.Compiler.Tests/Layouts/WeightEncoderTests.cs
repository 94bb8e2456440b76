using TinyInfer.Compiler.Layouts;

namespace TinyInfer.Compiler.Tests.Layouts;

/// <summary>Small weights in each layout, by hand from docs/format.md.</summary>
[TestClass]
public class WeightEncoderTests
{
    /// <summary>Two channels of five values: words (0, 2), (1, 3), (4, -), (-, -) of first + 256 · second.</summary>
    [TestMethod]
    public void Encode_pairsOfAConvolution_putsTwoChannelsInAHalfword() => AssertBytes(
        Matrices.Conv1x1(2, 5, 1, 2, 3, 4, 5, 16, 17, 18, 19, -1), WeightLayout.Pair,
        "01 10 03 12  02 11 04 13  05 FF 00 00  00 00 00 00");

    /// <summary>A negative first weight borrows from the second: −1 + 256 · 2 = 0x01FF.</summary>
    [TestMethod]
    public void Encode_pairWithANegativeFirst_borrows() => AssertBytes(
        Matrices.Conv1x1(2, 4, -1, 0, 0, -128, 2, 0, 0, 127), WeightLayout.Pair,
        "FF 01 00 00  00 00 80 7E");

    /// <summary>One channel is filled up to two.</summary>
    [TestMethod]
    public void Encode_pairsOfAnOddChannel_hasZerosBeside() => AssertBytes(
        Matrices.Conv1x1(1, 4, 1, 2, 3, -4), WeightLayout.Pair,
        "01 00 03 00  02 00 FC FF");

    /// <summary>A block of four channels has two words a step: channels 0 and 1, then 2 and 3.</summary>
    [TestMethod]
    public void Encode_pairsOfAFullyConnected_hasBlocksOfFour() => AssertBytes(
        Matrices.Dense(3, 4, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), WeightLayout.Pair,
        "01 05 03 07  09 00 0B 00  02 06 04 08  0A 00 0C 00");

    [TestMethod]
    public void Encode_int16OfAConvolution_doubles() => AssertBytes(
        Matrices.Conv1x1(2, 4, 1, 2, 3, 4, -1, -128, 127, 0), WeightLayout.Int16,
        "02 00 06 00  FE FF FE 00  04 00 08 00  00 FF 00 00");

    [TestMethod]
    public void Encode_int16OfAFullyConnected_hasBlocksOfFour() => AssertBytes(
        Matrices.Dense(1, 4, 1, 2, 3, 4), WeightLayout.Int16,
        "02 00 06 00  00 00 00 00  00 00 00 00  00 00 00 00  04 00 08 00  00 00 00 00  00 00 00 00  00 00 00 00");

    /// <summary>A kernel of ones: G g Gᵀ is (2, 3, 1, 2) in both directions, multiplied.</summary>
    [TestMethod]
    public void Transform_ofOnes_isTheProductOfBothDirections() => CollectionAssert.AreEqual(
        new[] { 4, 6, 2, 4, 6, 9, 3, 6, 2, 3, 1, 2, 4, 6, 2, 4 }, WeightEncoder.Transform(Matrices.Filled(9, 1)));

    [TestMethod]
    public void Transform_ofTheLeast_fits16Bits() => Assert.AreEqual(-1152, WeightEncoder.Transform(Matrices.Filled(9, -128)).Min());

    /// <summary>Of each frequency a group of four input channels for two output channels: 16 bytes, of which one weight is not 0.</summary>
    [TestMethod]
    public void Encode_winograd_hasFrequenciesOutside()
    {
        var stored = WeightEncoder.Encode(Matrices.Conv3x3(2, 1, [.. Matrices.Filled(9, 1), .. Matrices.Filled(9, 0)]), WeightLayout.Winograd);

        Assert.HasCount(16 * 16, stored);
        CollectionAssert.AreEqual(
            new byte[] { 4, 6, 2, 4, 6, 9, 3, 6, 2, 3, 1, 2, 4, 6, 2, 4 }, Enumerable.Range(0, 16).Select(f => stored[16 * f]).ToArray());
        Assert.AreEqual(16, stored.Count(value => value != 0));
    }

    private static void AssertBytes(WeightMatrix matrix, WeightLayout layout, string expected) =>
        Assert.AreEqual(expected.Replace("  ", " "), BitConverter.ToString(WeightEncoder.Encode(matrix, layout)).Replace('-', ' '));
}
