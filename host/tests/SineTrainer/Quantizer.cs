using TinyInfer.Testing;

namespace SineTrainer;

/// <summary>To int8 by TensorFlow Lite's rules: symmetric weights by output channel, asymmetric activations, int32 biases.</summary>
internal static class Quantizer
{
    private sealed record Range(float Scale, int ZeroPoint)
    {
        /// <summary>The range of some values, widened to contain 0, over the 256 values of int8.</summary>
        public static Range Of(IEnumerable<double> values)
        {
            var all = values.Append(0).ToList();
            var scale = (float)((all.Max() - all.Min()) / 255);
            return new Range(scale, (int)Math.Round(-128 - all.Min() / scale));
        }
    }

    /// <param name="layers">The trained network.</param>
    /// <param name="samples">Inputs that show the range of every activation.</param>
    /// <returns>A .tflite file.</returns>
    public static byte[] Quantize(IReadOnlyList<Layer> layers, IReadOnlyList<double[]> samples)
    {
        var builder = new TfliteBuilder();
        var activations = samples;
        var range = Range.Of(activations.SelectMany(values => values));
        var input = builder.Int8("x", [1, layers[0].Inputs], range.Scale, range.ZeroPoint);
        var tensor = input;
        for (var i = 0; i < layers.Count; i++)
        {
            var layer = layers[i];
            activations = [.. activations.Select(layer.Forward)];
            var outputRange = Range.Of(activations.SelectMany(values => values));
            var weightScales = WeightScales(layer);
            var biasScales = Array.ConvertAll(weightScales, scale => scale * range.Scale);
            var weights = builder.Weights($"dense{i}/weights", [layer.Outputs, layer.Inputs], Weights(layer, weightScales), weightScales, 0);
            var bias = builder.Int32($"dense{i}/bias", [layer.Outputs], Biases(layer, biasScales), biasScales);
            var name = i == layers.Count - 1 ? "sin(x)" : $"dense{i}";
            var output = builder.Int8(name, [1, layer.Outputs], outputRange.Scale, outputRange.ZeroPoint);
            var activation = layer.HasRelu ? TfliteActivation.Relu : TfliteActivation.None;
            builder.Op(TfliteOp.FULLY_CONNECTED, TfliteOptions.FullyConnected(activation), [tensor, weights, bias], [output]);
            tensor = output;
            range = outputRange;
        }

        return builder.Inputs(input).Outputs(tensor).Build();
    }

    /// <summary>One scale an output: its largest weight becomes 127.</summary>
    private static float[] WeightScales(Layer layer) =>
        [.. layer.Parameters.Take(layer.Outputs * layer.Inputs).Chunk(layer.Inputs).Select(row => (float)(row.Max(Math.Abs) / 127))];

    private static sbyte[] Weights(Layer layer, float[] scales) =>
        [.. layer.Parameters.Take(layer.Outputs * layer.Inputs)
            .Select((weight, i) => (sbyte)Math.Clamp(Math.Round(weight / scales[i / layer.Inputs]), -127, 127))];

    private static int[] Biases(Layer layer, float[] scales) =>
        [.. Enumerable.Range(0, layer.Outputs).Select(o => (int)Math.Round(layer.Bias(o) / scales[o]))];
}
