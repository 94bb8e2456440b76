using TinyInfer.Compiler.Tests.OpReference;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

[TestClass]
public class ResizeNearestNeighborTests
{
    [TestMethod]
    public void ResizeNearestNeighbor_doubled_equalsHandComputation() =>
        OneOp.ResizeNearestNeighbor(
            new([1, 1, 2, 1], [5, 9], 0.1f, 0), false, false, new([1, 2, 4, 1], [5, 5, 9, 9, 5, 5, 9, 9], 0.1f, 0));

    [TestMethod]
    public void ResizeNearestNeighbor_larger_equalsReference() => Check(Sample.Tensor(1, [1, 3, 4, 2]), 7, 9);

    [TestMethod]
    public void ResizeNearestNeighbor_smaller_equalsReference() => Check(Sample.Tensor(2, [1, 9, 8, 3]), 4, 3);

    [TestMethod]
    public void ResizeNearestNeighbor_largerAndSmaller_equalsReference() => Check(Sample.Tensor(3, [1, 3, 8, 1]), 10, 3);

    [TestMethod]
    public void ResizeNearestNeighbor_alignCorners_equalsReference() => Check(Sample.Tensor(4, [1, 4, 5, 2]), 9, 7, alignCorners: true);

    [TestMethod]
    public void ResizeNearestNeighbor_halfPixelCenters_equalsReference() =>
        Check(Sample.Tensor(5, [1, 4, 5, 2]), 9, 7, halfPixelCenters: true);

    [TestMethod]
    public void ResizeNearestNeighbor_alignCornersToOne_takesTheFirst() => Check(Sample.Tensor(6, [1, 4, 5, 2]), 1, 1, alignCorners: true);

    [TestMethod]
    public void ResizeNearestNeighbor_halfPixelCentersDown_equalsReference() =>
        Check(Sample.Tensor(7, [1, 10, 9, 1]), 3, 4, halfPixelCenters: true);

    [TestMethod]
    public void ResizeNearestNeighbor_sameSize_copies() => Check(Sample.Tensor(8, [1, 4, 5, 2]), 4, 5);

    [TestMethod]
    public void ResizeNearestNeighbor_onePixel_fills() => Check(Sample.Tensor(9, [1, 1, 1, 4]), 3, 5);

    [TestMethod]
    public void ResizeNearestNeighbor_twoBatches_equalsReference() => Check(Sample.Tensor(10, [2, 3, 4, 2]), 5, 6);

    [TestMethod]
    public void ResizeNearestNeighbor_manySizes_equalReference()
    {
        // In single precision some positions lie just below an integer.
        for (var size = 1; size < 30; size++)
        {
            Check(Sample.Tensor(700 + size, [1, size, 30 - size, 1]), 41 - size, 11 + size);
        }
    }

    private static void Check(Int8Tensor input, int height, int width, bool alignCorners = false, bool halfPixelCenters = false) =>
        OneOp.ResizeNearestNeighbor(
            input, alignCorners, halfPixelCenters,
            MovementReference.ResizeNearestNeighbor(input, height, width, alignCorners, halfPixelCenters));
}
