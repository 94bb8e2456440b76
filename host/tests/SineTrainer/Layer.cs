using TinyInfer.Testing;

namespace SineTrainer;

/// <summary>A fully connected layer in float: weights [outputs, inputs], biases, and what Adam remembers of them.</summary>
internal sealed class Layer
{
    private const double LearningRate = 0.01;
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    private readonly double[] _mean;
    private readonly double[] _variance;
    private readonly double[] _gradient;

    public Layer(int inputs, int outputs, bool hasRelu, SeededRandom random)
    {
        Inputs = inputs;
        Outputs = outputs;
        HasRelu = hasRelu;
        Parameters = new double[outputs * inputs + outputs];
        _mean = new double[Parameters.Length];
        _variance = new double[Parameters.Length];
        _gradient = new double[Parameters.Length];

        // He's initialisation, with evenly spread values.
        var limit = Math.Sqrt(6.0 / inputs);
        for (var i = 0; i < Parameters.Length; i++)
        {
            Parameters[i] = (random.NextDouble() * 2 - 1) * (i < outputs * inputs ? limit : 0.5);
        }
    }

    public int Inputs { get; }

    public int Outputs { get; }

    public bool HasRelu { get; }

    /// <summary>Weights, row by row, then biases.</summary>
    public double[] Parameters { get; }

    public double Bias(int output) => Parameters[Outputs * Inputs + output];

    public double[] Forward(double[] input)
    {
        var result = new double[Outputs];
        for (var o = 0; o < Outputs; o++)
        {
            var sum = Bias(o);
            for (var i = 0; i < Inputs; i++)
            {
                sum += Parameters[o * Inputs + i] * input[i];
            }

            result[o] = HasRelu ? Math.Max(0, sum) : sum;
        }

        return result;
    }

    /// <summary>Adds a sample's gradient; the result is the gradient of the layer's input.</summary>
    public double[] Backward(double[] input, double[] output, double[] outputGradient)
    {
        var inputGradient = new double[Inputs];
        for (var o = 0; o < Outputs; o++)
        {
            if (HasRelu && output[o] <= 0)
            {
                continue;
            }

            _gradient[Outputs * Inputs + o] += outputGradient[o];
            for (var i = 0; i < Inputs; i++)
            {
                _gradient[o * Inputs + i] += outputGradient[o] * input[i];
                inputGradient[i] += outputGradient[o] * Parameters[o * Inputs + i];
            }
        }

        return inputGradient;
    }

    /// <summary>One step of Adam with what has been added up (Kingma and Ba, 2015, algorithm 1).</summary>
    public void Update(int step, double decay)
    {
        for (var i = 0; i < Parameters.Length; i++)
        {
            _mean[i] = Beta1 * _mean[i] + (1 - Beta1) * _gradient[i];
            _variance[i] = Beta2 * _variance[i] + (1 - Beta2) * _gradient[i] * _gradient[i];
            var mean = _mean[i] / (1 - Math.Pow(Beta1, step));
            var variance = _variance[i] / (1 - Math.Pow(Beta2, step));
            Parameters[i] -= LearningRate * decay * mean / (Math.Sqrt(variance) + Epsilon);
            _gradient[i] = 0;
        }
    }
}
