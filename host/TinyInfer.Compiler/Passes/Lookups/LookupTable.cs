namespace TinyInfer.Compiler.Passes.Lookups;

/// <summary>An int8 function as a table.</summary>
internal static class LookupTable
{
    public const int Size = 256;

    /// <summary>Tables are indexed by value + 128; the results are clamped to int8.</summary>
    public static sbyte[] Build(Func<int, int> function)
    {
        var table = new sbyte[Size];
        for (var value = (int)sbyte.MinValue; value <= sbyte.MaxValue; value++)
        {
            table[value - sbyte.MinValue] = (sbyte)Math.Clamp(function(value), sbyte.MinValue, sbyte.MaxValue);
        }

        return table;
    }

    public static sbyte At(sbyte[] table, sbyte value) => table[value - sbyte.MinValue];
}
