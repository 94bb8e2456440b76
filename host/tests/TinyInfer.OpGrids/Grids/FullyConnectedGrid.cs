using TinyInfer.Testing;

namespace TinyInfer.OpGrids.Grids;

internal static class FullyConnectedGrid
{
    public static GridCase FullyConnected(GridModel model, int index)
    {
        var random = model.Random;
        var (inputDepth, outputDepth) = (random.Next(1, 70), random.Next(1, 24));
        var keepDimensions = random.Next(0, 3) == 0;
        int[] inputShape = random.Next(0, 3) switch
        {
            0 => [random.Next(1, 3), inputDepth],
            1 => [random.Next(1, 2), random.Next(1, 3), inputDepth],
            2 => [1, random.Next(1, 2), random.Next(1, 2), inputDepth],
            _ => [1, inputDepth],
        };
        var batches = GridModel.Elements(inputShape) / inputDepth;
        int[] outputShape = keepDimensions ? [.. inputShape[..^1], outputDepth] : [batches, outputDepth];
        var activation = ConvGrid.Activation(random);
        return new WeightedOp([outputDepth, inputDepth], 0, inputDepth).Case(
            TfliteOp.FULLY_CONNECTED,
            model,
            index,
            TfliteOptions.FullyConnected(activation, keepNumDims: keepDimensions),
            inputShape,
            outputShape,
            $"{GridModel.Shape(inputShape)} -> {GridModel.Shape(outputShape)} {activation}{(keepDimensions ? " keep_num_dims" : "")}");
    }
}
