using System.Numerics;
using System.Runtime.InteropServices;

namespace TinyInfer.Compiler.Pruning;

/// <summary>Least squares with several right sides: (X'X + ridge) W = X'Y, by Cholesky's decomposition. The last unknown is the intercept.</summary>
internal sealed class NormalEquations
{
    private readonly double[][] _products;
    private readonly double[][] _wanted;
    private readonly double[] _row;

    public NormalEquations(int unknowns, int sides)
    {
        _products = [.. Enumerable.Range(0, unknowns).Select(_ => new double[unknowns])];
        _wanted = [.. Enumerable.Range(0, unknowns).Select(_ => new double[sides])];
        _row = new double[unknowns];
        Wanted = new double[sides];
    }

    /// <summary>The right sides of the row that is being added.</summary>
    public double[] Wanted { get; }

    /// <summary>The left side of the next row, to be filled.</summary>
    public Span<double> NewRow() => _row;

    public void AddRow()
    {
        for (var i = 0; i < _row.Length; i++)
        {
            if (_row[i] != 0)
            {
                AddScaled(_row[i], _row.AsSpan(0, i + 1), _products[i]);
                AddScaled(_row[i], Wanted, _wanted[i]);
            }
        }
    }

    /// <param name="ridge">Relative to the mean of the diagonal; the intercept has none.</param>
    /// <returns>[unknown, side].</returns>
    public double[][] Solve(double ridge)
    {
        var n = _row.Length;
        var weight = n > 1 ? ridge * Enumerable.Range(0, n - 1).Average(i => _products[i][i]) : 0;
        for (var i = 0; i < n; i++)
        {
            _products[i][i] += (i < n - 1 ? weight : 0) + 1e-9;
        }

        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = _products[i][j] - Dot(_products[i].AsSpan(0, j), _products[j].AsSpan(0, j));
                _products[i][j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / _products[j][j];
            }
        }

        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++)
            {
                AddScaled(-_products[i][j], _wanted[j], _wanted[i]);
            }

            Divide(_wanted[i], _products[i][i]);
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < n; j++)
            {
                AddScaled(-_products[j][i], _wanted[j], _wanted[i]);
            }

            Divide(_wanted[i], _products[i][i]);
        }

        return _wanted;
    }

    private static void Divide(double[] values, double divisor)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] /= divisor;
        }
    }

    private static void AddScaled(double factor, ReadOnlySpan<double> values, Span<double> sums)
    {
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        var targets = MemoryMarshal.Cast<double, Vector<double>>(sums[..values.Length]);
        for (var i = 0; i < vectors.Length; i++)
        {
            targets[i] += factor * vectors[i];
        }

        for (var i = vectors.Length * Vector<double>.Count; i < values.Length; i++)
        {
            sums[i] += factor * values[i];
        }
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var first = MemoryMarshal.Cast<double, Vector<double>>(a);
        var second = MemoryMarshal.Cast<double, Vector<double>>(b);
        var sums = Vector<double>.Zero;
        for (var i = 0; i < first.Length; i++)
        {
            sums += first[i] * second[i];
        }

        var sum = Vector.Sum(sums);
        for (var i = first.Length * Vector<double>.Count; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
