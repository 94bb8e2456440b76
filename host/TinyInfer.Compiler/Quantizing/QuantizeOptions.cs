using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Quantizing;

/// <summary>How a tensor's range follows from what calibration saw of it.</summary>
public enum RangeObserver
{
    /// <summary>All that was seen.</summary>
    MinMax,

    /// <summary>All but 0.005 % of the values at either end.</summary>
    Percentile,

    /// <summary>What makes the mean squared error of rounding and clipping smallest.</summary>
    MeanSquaredError,

    /// <summary>What keeps most of the distribution's information: least Kullback-Leibler divergence.</summary>
    Entropy,
}

/// <summary>What the person wants of the quantisation.</summary>
public sealed record QuantizeOptions
{
    /// <summary>Null: the one that comes closest to the float network on the calibration set.</summary>
    public RangeObserver? Observer { get; init; }

    /// <summary>
    /// 0: min-max alone. 1: every observer, with and without equalisation, and corrected biases. 2: then every layer by
    /// itself.
    /// </summary>
    public int Effort { get; init; } = 1;

    /// <summary>
    /// The scale that the inputs have whatever the data says; null: calibration chooses it, and the app gives reals.
    /// </summary>
    public Quantization? Input { get; init; }

    /// <summary>The network's input is the int8 values that preprocessing makes, as they are: scale 1, zero point 0.</summary>
    public static Quantization Int8AsItIs { get; } = new([1], [0], 0);

    /// <summary>Gets the fraction, 0 … 1, that is done.</summary>
    public IProgress<double>? Progress { get; init; }
}

/// <summary>What quantisation decided, for reports.</summary>
/// <param name="Observer">The observer of most tensors.</param>
/// <param name="Equalized">Whether channels were equalised across layers.</param>
/// <param name="Layers">Tensors for which the search chose another observer.</param>
/// <param name="SignalToNoise">Of the outputs on the calibration set, as simulated; dB.</param>
public sealed record QuantizeDecisions(RangeObserver Observer, bool Equalized, IReadOnlyList<(string Tensor, RangeObserver Observer)> Layers, double SignalToNoise);
