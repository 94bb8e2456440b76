namespace TinyInfer.Testing;

/// <summary>xorshift32: the same numbers on every machine, for ever.</summary>
public sealed class SeededRandom
{
    private uint _state;

    /// <param name="seed">Not 0.</param>
    public SeededRandom(uint seed) => _state = seed != 0 ? seed : throw new ArgumentOutOfRangeException(nameof(seed));

    public uint NextUInt32()
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return _state;
    }

    /// <summary>From min to max, both included.</summary>
    public int Next(int min, int max) => min + (int)(NextUInt32() % (uint)(max - min + 1));

    public bool NextBool() => NextUInt32() >> 31 != 0;

    /// <summary>In [0, 1).</summary>
    public double NextDouble() => NextUInt32() / 4294967296.0;

    /// <summary>Evenly spread over orders of magnitude.</summary>
    public float NextLogUniform(double min, double max) => (float)(min * Math.Pow(max / min, NextDouble()));

    public sbyte NextInt8() => (sbyte)(NextUInt32() >> 24);

    public sbyte[] NextInt8s(int count)
    {
        var values = new sbyte[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = NextInt8();
        }

        return values;
    }

    public T Pick<T>(params T[] choices) => choices[Next(0, choices.Length - 1)];
}
