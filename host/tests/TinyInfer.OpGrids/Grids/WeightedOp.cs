using TinyInfer.Testing;

namespace TinyInfer.OpGrids.Grids;

/// <summary>What convolutions and fully connected layers have in common: weights, a bias, scales.</summary>
/// <param name="FilterShape">Shape of the weights.</param>
/// <param name="ChannelAxis">Axis of the output channels.</param>
/// <param name="Terms">Products that one output sums up.</param>
internal sealed record WeightedOp(int[] FilterShape, int ChannelAxis, int Terms)
{
    public GridCase Case(
        TfliteOp op, GridModel model, int index, TfliteOptions options, int[] inputShape, int[] outputShape, string description)
    {
        var random = model.Random;
        var channels = FilterShape[ChannelAxis];
        var perChannel = random.NextBool();

        // The judge wants a bias in depthwise convolutions.
        var hasBias = random.Next(0, 3) != 0 || op == TfliteOp.DEPTHWISE_CONV_2D;
        var inputScale = random.NextLogUniform(1e-3, 1);
        var inputZeroPoint = model.ZeroPoint();

        // Sums spread like a random walk: these weights make them fill int8, with some saturation. Now and then the factor
        // goes to an end: everything rounds to nothing, or saturates, or shifts left.
        var spread = Math.Sqrt(Terms) * 74 * 90;
        var outputScale = random.NextLogUniform(5e-3, 0.2);
        var weightScale = random.Next(0, 39) switch
        {
            0 => 1e-6f / inputScale * outputScale,
            1 => 20f / inputScale * outputScale,
            _ => (float)(outputScale / (spread * inputScale) * random.NextLogUniform(20, 200)),
        };
        var weightScales = new float[perChannel ? channels : 1];
        for (var i = 0; i < weightScales.Length; i++)
        {
            weightScales[i] = weightScale * (perChannel ? random.NextLogUniform(0.3, 3) : 1);
        }

        var input = model.Input(inputShape, inputScale, inputZeroPoint);
        var filter = model.Builder.Weights("weights", FilterShape, Weights(random), weightScales, perChannel ? ChannelAxis : 0);
        var bias = hasBias ? model.Builder.Int32("bias", [channels], Bias(random, channels, spread), Array.ConvertAll(weightScales, scale => scale * inputScale)) : -1;
        var output = model.Output(outputShape, outputScale, model.ClampedZeroPoint());
        model.Builder.Op(op, options, [input, filter, bias], [output]);
        return model.Case(
            op, index, $"{description}{(perChannel ? " per-channel" : "")}{(hasBias ? " bias" : "")} zp {inputZeroPoint}", output);
    }

    private sbyte[] Weights(SeededRandom random)
    {
        var weights = random.NextInt8s(GridModel.Elements(FilterShape));
        return random.Next(0, 5) == 0 ? Array.ConvertAll(weights, weight => weight < 0 ? (sbyte)-128 : (sbyte)127) : weights;
    }

    private static int[] Bias(SeededRandom random, int channels, double spread) =>
        [.. Enumerable.Range(0, channels).Select(_ => (int)((random.NextDouble() - 0.5) * 2 * spread))];
}
