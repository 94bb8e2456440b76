using TinyInfer.Compiler.Tests.OpReference;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

[TestClass]
public class MeanTests
{
    [TestMethod]
    public void Mean_rows_equalHandComputation()
    {
        // Zero point 1, scale 0.5 to 0.25, zero point -3: means of 1 3 and of 5 -8, centered 1 and -2.5: 2 - 3 and -5 - 3.
        var input = new Int8Tensor([2, 2], [1, 3, 5, -8], 0.5f, 1);
        OneOp.Mean(input, [1], false, new([2], [-1, -8], 0.25f, -3));
    }

    [TestMethod]
    public void Mean_imageAxes_equalsReference() => Check(Sample.Tensor(1, [1, 5, 7, 3]), [1, 2]);

    [TestMethod]
    public void Mean_imageAxesKeepDims_equalsReference() => Check(Sample.Tensor(2, [2, 5, 7, 3]), [1, 2], keepDims: true);

    [TestMethod]
    public void Mean_axesInOtherOrder_equalsReference() => Check(Sample.Tensor(3, [1, 5, 7, 3]), [2, 1]);

    [TestMethod]
    public void Mean_negativeAxis_equalsReference() => Check(Sample.Tensor(4, [2, 4, 6]), [-1]);

    [TestMethod]
    public void Mean_repeatedAxis_countsOnce() => Check(Sample.Tensor(5, [2, 4, 6]), [1, -2]);

    [TestMethod]
    public void Mean_firstAxis_equalsReference() => Check(Sample.Tensor(6, [6, 4]), [0]);

    [TestMethod]
    public void Mean_scatteredAxes_equalsReference() => Check(Sample.Tensor(7, [3, 4, 5, 6]), [0, 2]);

    [TestMethod]
    public void Mean_scatteredAxesWithLast_equalsReference() => Check(Sample.Tensor(8, [3, 4, 5, 6]), [1, 3]);

    [TestMethod]
    public void Mean_firstAndLastAxis_equalsReference() => Check(Sample.Tensor(9, [3, 4, 5]), [0, -1], keepDims: true);

    [TestMethod]
    public void Mean_allAxes_equalsReference() => Check(Sample.Tensor(10, [3, 4, 5]), [0, 1, 2]);

    [TestMethod]
    public void Mean_axisOfSizeOne_rescales() => Check(Sample.Tensor(11, [2, 1, 9]), [1], scale: 0.033f);

    [TestMethod]
    public void Mean_sizesAroundPowersOfTwo_equalReference()
    {
        foreach (var size in new[] { 2, 3, 7, 8, 9, 31, 32, 33, 255, 256, 257 })
        {
            Check(Sample.Tensor(600 + size, [size, 3]), [0], scale: 0.04f);
        }
    }

    [TestMethod]
    [DataRow(-128, 127)]
    [DataRow(127, -128)]
    public void Mean_extremeZeroPoints_equalsReference(int inputZeroPoint, int outputZeroPoint) =>
        Check(Sample.Tensor(12, [1, 5, 5, 4], zeroPoint: inputZeroPoint), [1, 2], zeroPoint: outputZeroPoint);

    [TestMethod]
    public void Mean_finerOutput_saturates() => Check(Sample.Tensor(13, [4, 50]), [0], scale: 0.001f);

    [TestMethod]
    public void Mean_tinyFactor_givesZeroPoint() => Check(Sample.Tensor(14, [8, 3], scale: 1e-8f), [0], scale: 10f);

    private static void Check(Int8Tensor input, int[] axes, bool keepDims = false, float scale = 0.05f, int zeroPoint = 2) =>
        OneOp.Mean(input, axes, keepDims, PoolingReference.Mean(input, axes, keepDims, scale, zeroPoint));
}
