using TinyInfer.Testing;

namespace TinyInfer.OpGrids;

/// <summary>A model of one op in the making.</summary>
internal sealed class GridModel(SeededRandom random)
{
    private const int Samples = 2;

    private readonly List<int> _inputs = [];
    private readonly List<int> _inputElements = [];

    public SeededRandom Random { get; } = random;

    public TfliteBuilder Builder { get; } = new();

    /// <summary>An int8 input of the model.</summary>
    public int Input(int[] shape, float scale, int zeroPoint)
    {
        var tensor = Builder.Int8($"input{_inputs.Count}", shape, scale, zeroPoint);
        _inputs.Add(tensor);
        _inputElements.Add(Elements(shape));
        return tensor;
    }

    public int Output(int[] shape, float scale, int zeroPoint, int index = 0) =>
        Builder.Int8($"output{index}", shape, scale, zeroPoint);

    /// <summary>A zero point, often at an end.</summary>
    public int ZeroPoint() => Random.Next(0, 7) switch
    {
        0 => -128,
        1 => 127,
        2 => 0,
        _ => Random.Next(-128, 127),
    };

    /// <summary>A zero point that leaves a clamp from real 0 upwards most of its range, but for a few at the end.</summary>
    public int ClampedZeroPoint() => Random.Next(0, 39) switch
    {
        0 => 127,
        < 12 => -128,
        _ => Random.Next(-127, 40),
    };

    /// <summary>The case, once its op has been added.</summary>
    public GridCase Case(TfliteOp op, int index, string description, params int[] outputs)
    {
        Builder.Inputs([.. _inputs]).Outputs(outputs);
        return new GridCase(op.ToString(), index, description, Builder.Build(), InputBytes());
    }

    public static int Elements(int[] shape) => shape.Aggregate(1, (product, dimension) => product * dimension);

    public static string Shape(int[] shape) => $"[{string.Join('x', shape)}]";

    /// <summary>The first sample covers the whole range evenly, the second lives at its ends.</summary>
    private byte[] InputBytes()
    {
        var bytes = new List<byte>();
        for (var sample = 0; sample < Samples; sample++)
        {
            foreach (var elements in _inputElements)
            {
                for (var i = 0; i < elements; i++)
                {
                    var value = sample == 0 ? Random.NextInt8() : Random.Pick<sbyte>(-128, 127, -127, 126, 0, -1, Random.NextInt8());
                    bytes.Add((byte)value);
                }
            }
        }

        return [.. bytes];
    }
}
