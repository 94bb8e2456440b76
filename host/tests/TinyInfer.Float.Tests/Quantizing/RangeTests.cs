using TinyInfer.Compiler.Quantizing;

namespace TinyInfer.Float.Tests.Quantizing;

[TestClass]
public class RangeTests
{
    [TestMethod]
    [DataRow(RangeObserver.MinMax, 100f, 100f)]
    [DataRow(RangeObserver.Percentile, 0.9f, 1.2f)]
    [DataRow(RangeObserver.MeanSquaredError, 30f, 100f)]
    [DataRow(RangeObserver.Entropy, 0.9f, 20f)]
    public void Range_ofValuesWithOneOutlier_isTheObserversOwn(RangeObserver observer, float least, float most)
    {
        // 30,000 values from -1 to 1, and one of 100: squared error keeps it mostly, as it is large; the others clip it.
        float[] values = [.. Enumerable.Range(0, 30000).Select(i => i / 15000f - 1), 100];

        var (min, max) = Ranges.Of(Seen(values), observer);

        Assert.IsGreaterThanOrEqualTo(least, max);
        Assert.IsLessThanOrEqualTo(most, max);
        Assert.IsLessThanOrEqualTo(0, min);
    }

    [TestMethod]
    [DataRow(RangeObserver.MinMax)]
    [DataRow(RangeObserver.Percentile)]
    [DataRow(RangeObserver.MeanSquaredError)]
    [DataRow(RangeObserver.Entropy)]
    public void Range_ofPositiveValues_beginsAtZero(RangeObserver observer)
    {
        float[] values = [.. Enumerable.Range(1, 5000).Select(i => i / 1000f)];

        var (min, max) = Ranges.Of(Seen(values), observer);

        Assert.AreEqual(0, min);
        Assert.AreEqual(5, max, 0.5);
    }

    [TestMethod]
    public void Asymmetric_scale_hitsZeroAndBothEnds()
    {
        var quantization = Int8Scales.Asymmetric(-1, 3);

        Assert.AreEqual(4f / 255, quantization.Scale);
        Assert.AreEqual(-64, quantization.ZeroPoint);
        Assert.AreEqual(-128, Int8Scales.Quantize(-1, quantization.Scale, quantization.ZeroPoint));
        Assert.AreEqual(127, Int8Scales.Quantize(3, quantization.Scale, quantization.ZeroPoint));
    }

    [TestMethod]
    public void PerChannel_scaleOfAChannelOfZeros_fitsItsBias()
    {
        var scales = Int8Scales.PerChannel([0, 0, 1.27f, -0.5f], 2, channelsLast: false, inputScale: 0.01f, bias: [1000, 1]);

        Assert.AreEqual(0.01f, scales[1], 1e-6);
        Assert.IsLessThan(int.MaxValue, 1000 / (0.01 * scales[0]));
    }

    private static Histogram Seen(float[] values)
    {
        var seen = new Histogram();
        seen.Widen(values);
        seen.Count(values);
        return seen;
    }
}
