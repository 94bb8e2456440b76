using TinyInfer.Testing;

namespace TinyInfer.OpGrids.Grids;

internal static class ResizeGrid
{
    public static GridCase ResizeNearestNeighbor(GridModel model, int index)
    {
        var random = model.Random;
        int[] shape = [random.Pick(1, 1, 2), random.Next(1, 9), random.Next(1, 9), random.Next(1, 6)];
        var (height, width) = (random.Next(1, 17), random.Next(1, 17));
        var (alignCorners, halfPixelCenters) = random.Pick((false, false), (true, false), (false, true));
        var (scale, zeroPoint) = (random.NextLogUniform(0.01, 1), model.ZeroPoint());
        var input = model.Input(shape, scale, zeroPoint);
        var size = model.Builder.Int32("size", height, width);
        var output = model.Output([shape[0], height, width, shape[3]], scale, zeroPoint);
        var options = TfliteOptions.ResizeNearestNeighbor(alignCorners, halfPixelCenters);
        model.Builder.Op(TfliteOp.RESIZE_NEAREST_NEIGHBOR, options, [input, size], [output]);
        var how = alignCorners ? " align_corners" : halfPixelCenters ? " half_pixel_centers" : "";
        return model.Case(TfliteOp.RESIZE_NEAREST_NEIGHBOR, index, $"{GridModel.Shape(shape)} -> {height}x{width}{how}", output);
    }
}
