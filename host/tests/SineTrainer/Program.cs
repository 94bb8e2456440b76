using SineTrainer;
using TinyInfer.Testing;

// Trains a network of 1, 16, 16 and 1 neurons on one period of the sine and writes it as int8 .tflite.
// dotnet run --project host/tests/SineTrainer -- host/tests/TinyInfer.Cli.Tests/sine.tflite
const int Points = 256;
const int Steps = 6000;
const int HiddenNeurons = 16;

if (args is not [var path])
{
    Console.Error.WriteLine("usage: SineTrainer OUT.tflite");
    return 2;
}

var random = new SeededRandom(20);
Layer[] layers =
[
    new(1, HiddenNeurons, hasRelu: true, random),
    new(HiddenNeurons, HiddenNeurons, hasRelu: true, random),
    new(HiddenNeurons, 1, hasRelu: false, random),
];
double[][] inputs = [.. Enumerable.Range(0, Points).Select(i => (double[])[2 * Math.PI * i / (Points - 1)])];
for (var step = 1; step <= Steps; step++)
{
    foreach (var x in inputs)
    {
        var first = layers[0].Forward(x);
        var second = layers[1].Forward(first);
        var answer = layers[2].Forward(second);
        double[] gradient = [2 * (answer[0] - Math.Sin(x[0])) / Points];
        gradient = layers[2].Backward(second, answer, gradient);
        gradient = layers[1].Backward(first, second, gradient);
        layers[0].Backward(x, first, gradient);
    }

    foreach (var layer in layers)
    {
        layer.Update(step, 0.5 * (1 + Math.Cos(Math.PI * step / Steps)));
    }
}

var error = inputs.Average(x => Math.Abs(layers.Aggregate(x, (values, layer) => layer.Forward(values))[0] - Math.Sin(x[0])));
File.WriteAllBytes(path, Quantizer.Quantize(layers, inputs));
Console.WriteLine($"mean absolute error before quantisation: {error:0.0000}");
return 0;
