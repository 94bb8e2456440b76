namespace FloatFigures;

/// <summary>The inputs of kind 2 that the goldens' manifest describes: a random walk of int8 values.</summary>
internal static class GeneratedInputs
{
    /// <param name="seed">State of xorshift32 at the start; it runs on through all samples.</param>
    public static IEnumerable<sbyte[]> Kind2(uint seed, int samples, int elements)
    {
        var state = seed;
        sbyte Draw()
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            return (sbyte)(state >> 24);
        }

        for (var i = 0; i < samples; i++)
        {
            var sample = new sbyte[elements];
            int walk = Draw();
            for (var k = 0; k < elements; k++)
            {
                walk = Math.Clamp(walk + (Draw() >> 4), sbyte.MinValue, sbyte.MaxValue);
                sample[k] = (sbyte)walk;
            }

            yield return sample;
        }
    }
}
